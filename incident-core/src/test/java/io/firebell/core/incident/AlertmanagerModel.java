package io.firebell.core.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One group as Alertmanager notifies one receiver of it, with the intervals of [Given]:
/// `aggrGroup` in
/// [dispatch.go](https://github.com/prometheus/alertmanager/blob/main/dispatch/dispatch.go) and
/// `DedupStage.needsUpdate` in
/// [notify.go](https://github.com/prometheus/alertmanager/blob/main/notify/notify.go).
///
/// It differs in three points. An alert that fires and ends within an interval is told as ended
/// each time, not only the first time. And a group that has ended is gone at once, where
/// Alertmanager keeps it, and its rhythm, for some seconds. And a receiver that does not hear of
/// ends is told of an alert that fires again after its end, where Alertmanager goes by what it has
/// last been told.
final class AlertmanagerModel {

  /// @param firing whether something fires still
  record Told(Instant at, boolean firing) {}

  private static final Duration GROUP_WAIT = Duration.ofSeconds(30);
  private static final Duration GROUP_INTERVAL = Duration.ofMinutes(5);
  private static final Duration REPEAT_INTERVAL = Duration.ofHours(1);

  private final boolean sendResolved;
  private final Set<String> firing = new HashSet<>();
  private final Set<String> resolved = new HashSet<>();
  private final List<Told> told = new ArrayList<>();
  private final Set<String> lastTold = new HashSet<>();
  private Instant lastToldAt = Instant.MIN;
  private @Nullable Instant next;
  private boolean hasFlushed;

  /// @param sendResolved whether the receiver hears of ends
  AlertmanagerModel(boolean sendResolved) {
    this.sendResolved = sendResolved;
  }

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
      if (sendResolved || !firing.isEmpty()) {
        told.add(new Told(at, !firing.isEmpty()));
      }
      lastTold.clear();
      lastTold.addAll(firing);
      lastToldAt = at;
    }
    lastTold.removeAll(resolved);
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
    boolean hearsOfEnd = sendResolved && !resolved.isEmpty();
    return hearsOfEnd || !lastToldAt.plus(REPEAT_INTERVAL).isAfter(at);
  }
}
