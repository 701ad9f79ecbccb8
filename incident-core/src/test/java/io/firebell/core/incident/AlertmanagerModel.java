package io.firebell.core.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One group as Alertmanager notifies one receiver of it that hears of ends, with the intervals of
/// [Given]: `aggrGroup` in
/// [dispatch.go](https://github.com/prometheus/alertmanager/blob/main/dispatch/dispatch.go) and
/// `DedupStage.needsUpdate` in
/// [notify.go](https://github.com/prometheus/alertmanager/blob/main/notify/notify.go).
///
/// It differs in two points. An alert that fires and ends within an interval is told as ended each
/// time, not only the first time. And a group that has ended is gone at once, where Alertmanager
/// keeps it, and its rhythm, for some seconds.
final class AlertmanagerModel {

  /// @param firing whether something fires still
  record Told(Instant at, boolean firing) {}

  private static final Duration GROUP_WAIT = Duration.ofSeconds(30);
  private static final Duration GROUP_INTERVAL = Duration.ofMinutes(5);
  private static final Duration REPEAT_INTERVAL = Duration.ofHours(1);

  private final Set<String> firing = new HashSet<>();
  private final Set<String> resolved = new HashSet<>();
  private final List<Told> told = new ArrayList<>();
  private Set<String> lastTold = Set.of();
  private Instant lastToldAt = Instant.MIN;
  private @Nullable Instant next;
  private boolean hasFlushed;

  List<Told> told() {
    return List.copyOf(told);
  }

  void fires(String alert, Instant startsAt, Instant now) {
    if (firing.contains(alert)) {
      return;
    }
    if (next == null) {
      next = now.plus(GROUP_WAIT);
      hasFlushed = false;
    }
    resolved.remove(alert);
    firing.add(alert);
    if (!hasFlushed && startsAt.plus(GROUP_WAIT).isBefore(now)) {
      next = now;
      advanceTo(now);
    }
  }

  void ends(String alert) {
    if (firing.remove(alert)) {
      resolved.add(alert);
    }
  }

  void advanceTo(Instant now) {
    while (next != null && !next.isAfter(now)) {
      flush(next);
      next = firing.isEmpty() ? null : next.plus(GROUP_INTERVAL);
    }
  }

  private void flush(Instant at) {
    if (needsUpdate(at)) {
      told.add(new Told(at, !firing.isEmpty()));
      lastTold = Set.copyOf(firing);
      lastToldAt = at;
    }
    resolved.clear();
    hasFlushed = true;
  }

  private boolean needsUpdate(Instant at) {
    if (!lastTold.containsAll(firing)) {
      return true;
    }
    if (firing.isEmpty()) {
      return !lastTold.isEmpty();
    }
    return !resolved.isEmpty() || !lastToldAt.plus(REPEAT_INTERVAL).isAfter(at);
  }
}
