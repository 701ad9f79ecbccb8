package io.firebell.core.route;

import io.firebell.core.route.Matcher.Operator;
import java.util.ArrayList;
import java.util.List;

/// Matchers as Alertmanager writes them since 0.27: names and values of any characters, bare as
/// long as none is reserved, otherwise in double quotes with the escapes of Go.
///
/// Followed: [matcher/parse](https://github.com/prometheus/alertmanager/tree/main/matcher/parse).
final class Utf8Notation {

  private static final String RESERVED = "{}!=~,\\\"'`";

  private final String text;
  private int position;

  private Utf8Notation(String text) {
    this.text = text;
  }

  /// @throws IllegalArgumentException if the text is not a list of matchers: with the position,
  ///   counted from 1
  static List<Matcher> parse(String text) {
    Utf8Notation notation = new Utf8Notation(text);
    List<Matcher> matchers = notation.list();
    notation.skipBlanks();
    if (notation.position < text.length()) {
      throw notation.unexpected("the end");
    }
    return matchers;
  }

  /// Whether a character may only stand inside quotes.
  static boolean isReserved(int c) {
    return RESERVED.indexOf(c) >= 0 || isBlank(c);
  }

  private List<Matcher> list() {
    skipBlanks();
    boolean braces = accept('{');
    skipBlanks();
    List<Matcher> matchers = new ArrayList<>();
    boolean more = position < text.length() && text.charAt(position) != '}';
    while (more) {
      matchers.add(matcher());
      skipBlanks();
      more = accept(',');
      skipBlanks();
      more &= position < text.length() && text.charAt(position) != '}';
    }
    if (braces && !accept('}')) {
      throw unexpected("',' or '}'");
    }
    return List.copyOf(matchers);
  }

  private Matcher matcher() {
    String name = word("a label name");
    skipBlanks();
    Operator operator = operator();
    skipBlanks();
    return new Matcher(name, operator, word("a value"));
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
    int start = position;
    if (position < text.length() && text.charAt(position) == '"') {
      skipQuoted();
      return GoString.unquote(text.substring(start, position));
    }
    while (position < text.length() && !isReserved(text.charAt(position))) {
      position++;
    }
    if (start == position) {
      throw unexpected(what);
    }
    return text.substring(start, position);
  }

  private void skipQuoted() {
    position++;
    while (position < text.length() && text.charAt(position) != '"') {
      position += text.charAt(position) == '\\' ? 2 : 1;
    }
    if (position >= text.length()) {
      position = text.length();
      throw unexpected("a closing '\"'");
    }
    position++;
  }

  private boolean accept(char expected) {
    if (position < text.length() && text.charAt(position) == expected) {
      position++;
      return true;
    }
    return false;
  }

  private void skipBlanks() {
    while (position < text.length() && isBlank(text.charAt(position))) {
      position++;
    }
  }

  private static boolean isBlank(int c) {
    return (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xa0 || Character.isSpaceChar(c);
  }

  private IllegalArgumentException unexpected(String expected) {
    String found =
        position < text.length()
            ? "'" + Character.toString(text.codePointAt(position)) + "'"
            : "the end";
    return new IllegalArgumentException(
        "a matcher should look like name=\"value\": expected %s but found %s at position %d of %s"
            .formatted(expected, found, position + 1, text));
  }
}
