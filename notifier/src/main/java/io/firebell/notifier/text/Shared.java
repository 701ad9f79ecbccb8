package io.firebell.notifier.text;

import io.firebell.core.alert.Labels;
import io.firebell.core.notify.NotifiedAlert;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// What several alerts have in common.
public final class Shared {

  private Shared() {}

  /// The labels that every alert has with the same value.
  public static Labels labels(List<NotifiedAlert> alerts) {
    return of(alerts, NotifiedAlert::labels);
  }

  /// The annotations that every alert has with the same value.
  public static Labels annotations(List<NotifiedAlert> alerts) {
    return of(alerts, NotifiedAlert::annotations);
  }

  private static Labels of(List<NotifiedAlert> alerts, Function<NotifiedAlert, Labels> part) {
    return alerts.stream().map(part).reduce(Shared::both).orElse(Labels.NONE);
  }

  private static Labels both(Labels one, Labels other) {
    SortedMap<String, String> pairs = new TreeMap<>(one.pairs());
    pairs.entrySet().removeIf(pair -> !pair.getValue().equals(other.get(pair.getKey())));
    return new Labels(pairs);
  }
}
