package io.firebell.core.heartbeat;

import io.firebell.core.alert.Labels;
import io.firebell.core.time.Punctuality;
import java.time.Instant;

/// What is known of a heartbeat.
///
/// | | heard | its time has come | its time came while nothing ran |
/// |---|---|---|---|
/// | expected | expected | missing | expected, for its grace |
/// | missing | expected | | |
///
/// @param name which one
/// @param lastAt when it was last heard, or expected first
/// @param dueAt when it is missing, unless it is heard before
/// @param alarm the labels of the alert that says that it is missing; none while it is not
public record Pulse(String name, Instant lastAt, Instant dueAt, Labels alarm) {

  /// What is expected from now on.
  public static Pulse expected(Heartbeat heartbeat, Instant now) {
    return new Pulse(heartbeat.name(), now, heartbeat.dueAfter(now), Labels.NONE);
  }

  public boolean isMissing() {
    return !alarm.isEmpty();
  }

  /// This when it has not been heard and its time may have come. What could not be heard, because
  /// nothing ran, has its grace to be heard now.
  public Pulse checked(Heartbeat heartbeat, Instant now) {
    if (isMissing() || dueAt.isAfter(now)) {
      return this;
    }
    return Punctuality.isLate(dueAt, now) && heartbeat.grace().isPositive()
        ? new Pulse(name, lastAt, now.plus(heartbeat.grace()), Labels.NONE)
        : new Pulse(name, lastAt, dueAt, heartbeat.alarm());
  }

  /// This under a policy that may expect it at other times.
  public Pulse under(Heartbeat heartbeat) {
    return isMissing() ? this : new Pulse(name, lastAt, heartbeat.dueAfter(lastAt), alarm);
  }
}
