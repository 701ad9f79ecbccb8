package io.firebell.core.policy;

import io.firebell.core.alert.Labels;
import io.firebell.core.route.Matcher;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where it is written what to do about some alerts.
///
/// @param match which alerts; none for every alert
public record Runbook(List<Matcher> match, String url) {

  /// The annotation by which alerts name a runbook of their own.
  public static final String ANNOTATION = "runbook_url";

  public Runbook {
    match = List.copyOf(match);
  }

  private boolean isFor(Labels alert) {
    return match.stream().allMatch(matcher -> matcher.matches(alert));
  }

  /// An alert's annotations with the first runbook for it, unless they name one already.
  static Labels linked(Labels alert, Labels annotations, List<Runbook> runbooks) {
    if (!annotations.get(ANNOTATION).isEmpty()) {
      return annotations;
    }
    return runbooks.stream()
        .filter(runbook -> runbook.isFor(alert))
        .findFirst()
        .map(runbook -> {
          Map<String, String> linked = new HashMap<>(annotations.pairs());
          linked.put(ANNOTATION, runbook.url());
          return Labels.of(linked);
        })
        .orElse(annotations);
  }
}
