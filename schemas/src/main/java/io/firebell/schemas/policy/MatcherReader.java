package io.firebell.schemas.policy;

import io.firebell.core.route.Matcher;
import java.util.List;
import java.util.stream.Stream;

/// Reads matchers: one text, or a list of them, each with one matcher or several in braces.
final class MatcherReader {

  private MatcherReader() {}

  /// The matchers under a key that may be left out.
  static List<Matcher> optional(YamlFields fields, String key) {
    return parsed(fields.oneOrMore(key).stream());
  }

  /// The matchers under a key that has to be there.
  ///
  /// @param why what is said of it when it is not
  static List<Matcher> required(YamlFields fields, String key, String why) {
    return parsed(fields.require(key, why).stream().flatMap(match -> match.oneOrMore("").stream()));
  }

  private static List<Matcher> parsed(Stream<YamlValue> texts) {
    return texts
        .flatMap(text -> text.as(Matcher::parseAll).stream())
        .flatMap(List::stream)
        .toList();
  }
}
