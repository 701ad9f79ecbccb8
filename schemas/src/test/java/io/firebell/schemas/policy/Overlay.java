package io.firebell.schemas.policy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Texts of policies that are put together from sections.
final class Overlay {

  private static final Pattern SECTION = Pattern.compile("^(?<left>-?)(?<name>[A-Za-z]+)(:|$).*");

  private Overlay() {}

  /// The sections of `text` in the place of those of `base`, which keep their order; new ones come
  /// last, and `-name` leaves one out.
  static String on(String base, String text) {
    Map<String, String> sections = sections(base);
    sections(text)
        .forEach((name, section) -> {
          if (name.startsWith("-")) {
            sections.remove(name.substring(1));
          } else {
            sections.put(name, section);
          }
        });
    return String.join("", sections.values());
  }

  private static Map<String, String> sections(String text) {
    Map<String, String> sections = new LinkedHashMap<>();
    String current = "";
    for (String line : text.lines().toList()) {
      var start = SECTION.matcher(line);
      if (start.matches()) {
        current = start.group("left") + start.group("name");
      }
      sections.merge(current, line + "\n", String::concat);
    }
    return sections;
  }
}
