package io.firebell.core.mute;

import io.firebell.core.alert.Labels;
import io.firebell.core.route.Matcher;
import java.time.Duration;
import java.util.List;

/// Alerts that are not worth hearing of unless they last.
///
/// @param match which alerts
/// @param time how long they have to fire before they are heard of; positive
public record Hold(List<Matcher> match, Duration time) {

  /// @throws IllegalArgumentException if the time is not positive
  public Hold {
    match = List.copyOf(match);
    if (!time.isPositive()) {
      throw new IllegalArgumentException("a hold should be positive: was " + time);
    }
  }

  boolean concerns(Labels alert) {
    return match.stream().allMatch(matcher -> matcher.matches(alert));
  }
}
