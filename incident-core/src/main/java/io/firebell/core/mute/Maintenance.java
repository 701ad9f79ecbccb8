package io.firebell.core.mute;

import io.firebell.core.alert.Labels;
import io.firebell.core.route.Matcher;
import io.firebell.core.time.Occasions;
import java.time.Duration;
import java.util.List;

/// Work that is done at times that are known beforehand, and the alerts that are expected of it.
///
/// @param match which alerts
/// @param when the times
/// @param announce how long before it begins people are told; zero for not before
/// @param inform the channels that are told
public record Maintenance(
    String name, List<Matcher> match, Occasions when, Duration announce, List<String> inform) {

  /// @throws IllegalArgumentException if it is to be announced after it has begun
  public Maintenance {
    match = List.copyOf(match);
    inform = List.copyOf(inform);
    if (announce.isNegative()) {
      throw new IllegalArgumentException("announce should not be negative: was " + announce);
    }
  }

  /// Whether anybody is told of it.
  public boolean isTold() {
    return !inform.isEmpty();
  }

  boolean expects(Labels alert) {
    return match.stream().allMatch(matcher -> matcher.matches(alert));
  }
}
