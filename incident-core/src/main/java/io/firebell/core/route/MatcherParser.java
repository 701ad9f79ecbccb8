package io.firebell.core.route;

import io.firebell.core.route.Matcher.Operator;
import java.util.ArrayList;
import java.util.List;

/// Reads matchers in Alertmanager's notation: names and values bare or in double quotes, separated
/// by commas, optionally inside braces.
final class MatcherParser {

  private static final String ENDS_A_BARE_WORD = "{}!=~,\\\"'` \t\n\r";

  private final String text;
  private int position;

  private MatcherParser(String text) {
    this.text = text;
  }

  static List<Matcher> parse(String text) {
    MatcherParser parser = new MatcherParser(text);
    List<Matcher> matchers = parser.list();
    parser.skipBlanks();
    if (parser.position < text.length()) {
      throw parser.unexpected("the end");
    }
    return matchers;
  }

  private List<Matcher> list() {
    skipBlanks();
    boolean braces = accept('{');
    List<Matcher> matchers = new ArrayList<>();
    skipBlanks();
    while (position < text.length() && text.charAt(position) != '}') {
      matchers.add(matcher());
      skipBlanks();
      if (!accept(',')) {
        break;
      }
      skipBlanks();
    }
    if (braces && !accept('}')) {
      throw unexpected("'}'");
    }
    return List.copyOf(matchers);
  }

  private Matcher matcher() {
    String name = word("a label name");
    skipBlanks();
    Operator operator = operator();
    skipBlanks();
    boolean ended = position == text.length() || ",}".indexOf(text.charAt(position)) >= 0;
    return new Matcher(name, operator, ended ? "" : word("a value"));
  }

  private Operator operator() {
    for (Operator operator :
        List.of(Operator.MATCHES, Operator.NOT_MATCHES, Operator.NOT_EQUAL, Operator.EQUAL)) {
      if (text.startsWith(operator.symbol(), position)) {
        position += operator.symbol().length();
        return operator;
      }
    }
    throw unexpected("one of = != =~ !~");
  }

  private String word(String what) {
    if (position < text.length() && text.charAt(position) == '"') {
      return quoted();
    }
    int start = position;
    while (position < text.length() && ENDS_A_BARE_WORD.indexOf(text.charAt(position)) < 0) {
      position++;
    }
    if (start == position) {
      throw unexpected(what);
    }
    return text.substring(start, position);
  }

  private String quoted() {
    StringBuilder value = new StringBuilder();
    position++;
    while (position < text.length() && text.charAt(position) != '"') {
      char c = text.charAt(position++);
      if (c == '\\' && position < text.length()) {
        char escaped = text.charAt(position++);
        switch (escaped) {
          case 'n' -> value.append('\n');
          case '"', '\\' -> value.append(escaped);
          // Alertmanager keeps the backslash of an escape that it does not know, as in "\d+".
          default -> value.append('\\').append(escaped);
        }
      } else {
        value.append(c);
      }
    }
    if (!accept('"')) {
      throw unexpected("a closing '\"'");
    }
    return value.toString();
  }

  private boolean accept(char expected) {
    if (position < text.length() && text.charAt(position) == expected) {
      position++;
      return true;
    }
    return false;
  }

  private void skipBlanks() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
  }

  private IllegalArgumentException unexpected(String expected) {
    String found = position < text.length() ? "'" + text.charAt(position) + "'" : "the end";
    return new IllegalArgumentException(
        "a matcher should look like name=\"value\": expected %s but found %s at position %d of %s"
            .formatted(expected, found, position + 1, text));
  }
}
