package io.firebell.core.route;

import io.firebell.core.route.Matcher.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Matchers as Alertmanager wrote them before 0.27: plain label names; values bare or in double
/// quotes, with `\"`, `\\` and `\n` for what they stand for and every other backslash for itself.
///
/// It is tolerant: a brace may be missing, and a bare value may contain nearly anything. Followed:
/// [labels/parse.go](https://github.com/prometheus/alertmanager/blob/main/pkg/labels/parse.go).
final class ClassicNotation {

  private static final String BLANKS = "[\\t\\n\\f\\r ]*";

  private static final Pattern MATCHER =
      Pattern.compile(
          BLANKS
              + "(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)"
              + BLANKS
              + "(?<operator>=~|=|!=|!~)"
              + BLANKS
              + "(?<value>.*?)"
              + BLANKS,
          Pattern.DOTALL);

  private ClassicNotation() {}

  /// @throws IllegalArgumentException if the text is not a list of matchers
  static List<Matcher> parse(String text) {
    String inside = text.startsWith("{") ? text.substring(1) : text;
    inside = inside.endsWith("}") ? inside.substring(0, inside.length() - 1) : inside;
    return splitAtCommas(inside).stream().map(ClassicNotation::matcher).toList();
  }

  /// Cuts at commas outside of quotes. A last part without text is no part.
  private static List<String> splitAtCommas(String text) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    boolean escaped = false;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case ',' -> {
          if (!quoted) {
            parts.add(text.substring(start, i));
            start = i + 1;
          }
        }
        case '"' -> {
          quoted ^= !escaped;
          escaped = false;
        }
        case '\\' -> escaped = !escaped;
        default -> escaped = false;
      }
    }
    String last = text.substring(start);
    if (!last.isBlank()) {
      parts.add(last);
    }
    return parts;
  }

  private static Matcher matcher(String text) {
    java.util.regex.Matcher parts = MATCHER.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "a matcher should look like name=\"value\": was \"" + text + "\"");
    }
    Operator operator = Operator.of(parts.group("operator"));
    return new Matcher(parts.group("name"), operator, unquote(parts.group("value")));
  }

  private static String unquote(String written) {
    StringBuilder value = new StringBuilder(written.length());
    boolean open = written.startsWith("\"");
    int i = open ? 1 : 0;
    while (i < written.length()) {
      char c = written.charAt(i++);
      boolean last = i == written.length();
      if (c == '\\' && !last) {
        char escaped = written.charAt(i++);
        switch (escaped) {
          case 'n' -> value.append('\n');
          case '"', '\\' -> value.append(escaped);
          default -> value.append('\\').append(escaped);
        }
      } else if (c != '"') {
        value.append(c);
      } else if (open && last) {
        open = false;
      } else {
        throw unescapedQuote(written);
      }
    }
    if (open) {
      throw unescapedQuote(written);
    }
    return value.toString();
  }

  private static IllegalArgumentException unescapedQuote(String written) {
    return new IllegalArgumentException(
        "a value should have no '\"' inside without a backslash before it: was " + written);
  }
}
