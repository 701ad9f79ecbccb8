package io.firebell.core.escalate;

import java.time.Instant;

/// Somebody who is on call for a time, whatever the layers of the schedule say.
///
/// @param to when it is over; later than `from`
public record ScheduleOverride(String user, Instant from, Instant to) {

  /// @throws IllegalArgumentException if it ends before it begins
  public ScheduleOverride {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException(
          "an override should begin before it ends: was " + from + " to " + to);
    }
  }

  boolean contains(Instant at) {
    return !at.isBefore(from) && at.isBefore(to);
  }
}
