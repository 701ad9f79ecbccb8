package io.firebell.core.incident;

import io.firebell.core.route.GroupKey;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of an incident: its group and which of the group's episodes it is.
///
/// The group says which partition owns the incident, and a replay gives it the same name.
///
/// @param episode counts the incidents of the group from 1
public record IncidentId(GroupKey group, int episode) {

  private static final Pattern FORM = Pattern.compile("([0-9a-f]{16})-([1-9][0-9]{0,9})");

  /// @throws IllegalArgumentException if the episode is not positive
  public IncidentId {
    if (episode < 1) {
      throw new IllegalArgumentException("an episode should be at least 1: was " + episode);
    }
  }

  /// Reads `7f3a9c1e5b2d4f60-3`, and no other way of writing it.
  ///
  /// @throws IllegalArgumentException if the text is not such an id
  public static IncidentId parse(String text) {
    Matcher parts = FORM.matcher(text);
    try {
      if (parts.matches()) {
        return new IncidentId(new GroupKey(parts.group(1)), Integer.parseInt(parts.group(2)));
      }
    } catch (NumberFormatException _) {
      // there are more digits than an int has
    }
    throw new IllegalArgumentException(
        "an incident id should look like 7f3a9c1e5b2d4f60-3: was " + text);
  }

  @Override
  public String toString() {
    return group + "-" + episode;
  }
}
