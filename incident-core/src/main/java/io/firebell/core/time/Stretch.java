package io.firebell.core.time;

import java.time.Instant;

/// A stretch of time.
///
/// @param from the first instant
/// @param to the first instant after it
public record Stretch(Instant from, Instant to) {

  /// @throws IllegalArgumentException if it is over before it begins
  public Stretch {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException(
          "a stretch should end later than it begins: was " + from + " to " + to);
    }
  }

  public boolean contains(Instant at) {
    return !at.isBefore(from) && at.isBefore(to);
  }

  /// Whether any instant is in both.
  public boolean overlaps(Stretch other) {
    return from.isBefore(other.to) && other.from.isBefore(to);
  }
}
