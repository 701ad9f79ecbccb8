package io.firebell.schemas.alertmanager;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Values as YAML has them on one line, in the plainest way that means nothing else.
final class YamlText {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/@-]*");
  private static final Pattern WORD_WITH_A_LETTER = Pattern.compile(".*[A-Za-z].*");

  /// Texts that are something else when they are bare, to some YAML or other.
  private static final Pattern NO_TEXT =
      Pattern.compile(
          "(?i)true|false|null|yes|no|on|off|y|n|0x.*|0o.*|[0-9.]+e[0-9+-]+|\\.inf|\\.nan");

  private static final Set<Integer> INVISIBLE = Set.of(0x85, 0xa0, 0x2028, 0x2029, 0xfeff);

  private YamlText() {}

  static String of(Object value) {
    return switch (value) {
      case Integer number -> number.toString();
      case Collection<?> list ->
          list.stream().map(YamlText::of).collect(Collectors.joining(", ", "[", "]"));
      case Map<?, ?> mapping -> mapping(mapping);
      default -> text(value.toString());
    };
  }

  private static String mapping(Map<?, ?> mapping) {
    return mapping.isEmpty()
        ? "{}"
        : mapping.entrySet().stream()
            .map(entry -> of(entry.getKey()) + ": " + of(entry.getValue()))
            .collect(Collectors.joining(", ", "{ ", " }"));
  }

  static String text(String text) {
    boolean plain =
        PLAIN.matcher(text).matches()
            && WORD_WITH_A_LETTER.matcher(text).matches()
            && !NO_TEXT.matcher(text).matches();
    if (plain) {
      return text;
    }
    return text.codePoints().allMatch(YamlText::isVisible)
        ? "'" + text.replace("'", "''") + "'"
        : escaped(text);
  }

  private static boolean isVisible(int c) {
    return !Character.isISOControl(c)
        && !INVISIBLE.contains(c)
        && c != 0xfffe
        && c != 0xffff
        && !(c >= 0xd800 && c <= 0xdfff);
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder("\"");
    text.codePoints()
        .forEach(c -> {
          if (c == '"' || c == '\\') {
            escaped.append('\\').appendCodePoint(c);
          } else if (c == '\n') {
            escaped.append("\\n");
          } else if (isVisible(c)) {
            escaped.appendCodePoint(c);
          } else {
            escaped.append("\\u%04x".formatted(c));
          }
        });
    return escaped.append('"').toString();
  }
}
