package io.firebell.core.route;

import io.firebell.core.alert.Labels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// By which labels the alerts of a route are put together.
public sealed interface Grouping {

  /// The part of an alert's labels that its group has in common.
  Labels of(Labels alert);

  /// The labels named; those that an alert lacks are left out.
  record By(List<String> names) implements Grouping {
    public By {
      names = List.copyOf(names);
    }

    @Override
    public Labels of(Labels alert) {
      Map<String, String> kept = new HashMap<>();
      names.forEach(name -> kept.put(name, alert.get(name)));
      return Labels.of(kept);
    }
  }

  /// Every label, so that each alert is a group of its own: `groupBy: ['...']`.
  record ByAll() implements Grouping {
    @Override
    public Labels of(Labels alert) {
      return alert;
    }
  }
}
