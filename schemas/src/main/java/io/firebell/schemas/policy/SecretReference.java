package io.firebell.schemas.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a secret is to be found by the service that needs it: what a policy says instead of it.
sealed interface SecretReference {

  /// A variable of the service's environment: `${env:NAME}`.
  record Environment(String name) implements SecretReference {}

  /// A file that the service can read: `${file:/path}`.
  record File(String path) implements SecretReference {}

  /// A secret that is written out in the `alertmanager.yml` which the service runs:
  /// `${alertmanager:receivers/ops/slack_configs/0/api_url}`.
  record Alertmanager(String place) implements SecretReference {}

  Pattern PLACE = Pattern.compile("\\$\\{(?<scheme>[a-z]*):?(?<name>[^}]*)(?<end>}?)");

  Pattern FILE = Pattern.compile("/[^\\p{Cntrl}]+");

  Pattern PLACE_IN_CONFIGURATION = Pattern.compile("[A-Za-z0-9._/-]+");

  Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /// A part of a text with a reference in it.
  ///
  /// @param start the index of its first character
  /// @param end the index after its last
  record Occurrence(int start, int end, SecretReference reference) {}

  /// Every reference in a text.
  ///
  /// @throws IllegalArgumentException if something that begins like one is none; the message does
  ///   not repeat the rest of the text
  static List<Occurrence> in(String text) {
    List<Occurrence> found = new ArrayList<>();
    Matcher place = PLACE.matcher(text);
    while (place.find()) {
      found.add(new Occurrence(place.start(), place.end(), read(place)));
    }
    return found;
  }

  /// Whether a text is one reference and nothing else.
  ///
  /// @throws IllegalArgumentException if something in it begins like a reference and is none
  static boolean isWhole(String text) {
    List<Occurrence> found = in(text);
    return found.size() == 1
        && found.getFirst().start() == 0
        && found.getFirst().end() == text.length();
  }

  private static SecretReference read(Matcher place) {
    String name = place.group("name");
    if (!place.group("end").isEmpty()) {
      if (place.group("scheme").equals("env") && VARIABLE.matcher(name).matches()) {
        return new Environment(name);
      }
      if (place.group("scheme").equals("file") && FILE.matcher(name).matches()) {
        return new File(name);
      }
      if (place.group("scheme").equals("alertmanager")
          && PLACE_IN_CONFIGURATION.matcher(name).matches()) {
        return new Alertmanager(name);
      }
    }
    throw new IllegalArgumentException(
        "a reference should be ${env:NAME} or ${file:/path}: what begins at character "
            + (place.start() + 1)
            + " is neither");
  }
}
