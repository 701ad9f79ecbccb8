package io.firebell.core.route;

import java.util.List;

/// Reads matchers as Alertmanager does since 0.27: what is valid in its classic notation means what
/// it always meant, and everything else is taken in its UTF-8 notation.
///
/// Both allow several matchers separated by commas, with or without braces around them. Followed:
/// [compat/parse.go](https://github.com/prometheus/alertmanager/blob/main/matcher/compat/parse.go),
/// which tries both and prefers the classic meaning where they differ.
final class MatcherParser {

  private MatcherParser() {}

  /// @throws IllegalArgumentException if the text is valid in neither notation; the message names
  ///   the place at which the UTF-8 notation gives up
  static List<Matcher> parse(String text) {
    try {
      return ClassicNotation.parse(text);
    } catch (IllegalArgumentException notClassic) {
      return Utf8Notation.parse(text);
    }
  }
}
