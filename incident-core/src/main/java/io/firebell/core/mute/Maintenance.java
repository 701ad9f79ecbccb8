package io.firebell.core.mute;

import io.firebell.core.alert.Labels;
import io.firebell.core.route.Matcher;
import io.firebell.core.time.Occasions;
import java.util.List;

/// Work that is done at times that are known beforehand, and the alerts that are expected of it.
///
/// @param match which alerts
/// @param when the times
public record Maintenance(String name, List<Matcher> match, Occasions when) {
  public Maintenance {
    match = List.copyOf(match);
  }

  boolean expects(Labels alert) {
    return match.stream().allMatch(matcher -> matcher.matches(alert));
  }
}
