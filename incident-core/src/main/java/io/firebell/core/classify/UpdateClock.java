package io.firebell.core.classify;

import java.time.Duration;
import java.util.List;

/// How often people are to be told where an incident of a priority stands.
///
/// @param first how soon after it got the priority
/// @param every how long after each update the next
/// @param inform channels that hear of updates beside those of the plan: a status page
public record UpdateClock(Duration first, Duration every, List<String> inform) {

  /// @throws IllegalArgumentException if a time is not positive
  public UpdateClock {
    inform = List.copyOf(inform);
    if (!first.isPositive() || !every.isPositive()) {
      throw new IllegalArgumentException(
          "an update should be due after some time: was " + first + ", " + every);
    }
  }
}
