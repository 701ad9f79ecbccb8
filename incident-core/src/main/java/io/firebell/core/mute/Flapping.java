package io.firebell.core.mute;

import java.time.Duration;

/// When an alert comes and goes too often to be worth hearing of.
///
/// @param changes how many beginnings and ends make it so, at least 2
/// @param within in how long a time
/// @param hold how long it has to keep still before it is heard of again
public record Flapping(int changes, Duration within, Duration hold) {

  /// @throws IllegalArgumentException if a number is out of its range
  public Flapping {
    if (changes < 2 || changes > Flips.KEPT) {
      throw new IllegalArgumentException(
          "changes should be from 2 to " + Flips.KEPT + ": was " + changes);
    }
    if (!within.isPositive() || !hold.isPositive()) {
      throw new IllegalArgumentException(
          "within and hold should be positive: were " + within + " and " + hold);
    }
  }
}
