package io.firebell.core.incident;

import io.firebell.core.route.GroupKey;

/// The name of an incident: its group and which of the group's episodes it is.
///
/// The group says which partition owns the incident, and a replay gives it the same name.
///
/// @param episode counts the incidents of the group from 1
public record IncidentId(GroupKey group, int episode) {

  /// @throws IllegalArgumentException if the episode is not positive
  public IncidentId {
    if (episode < 1) {
      throw new IllegalArgumentException("an episode should be at least 1: was " + episode);
    }
  }

  /// Reads `7f3a9c1e5b2d4f60-3`.
  ///
  /// @throws IllegalArgumentException if the text is not such an id
  public static IncidentId parse(String text) {
    int dash = text.indexOf('-');
    try {
      return new IncidentId(
          new GroupKey(text.substring(0, Math.max(dash, 0))),
          Integer.parseInt(text.substring(dash + 1)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "an incident id should look like 7f3a9c1e5b2d4f60-3: was " + text, e);
    }
  }

  @Override
  public String toString() {
    return group + "-" + episode;
  }
}
