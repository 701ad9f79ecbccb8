package io.firebell.core.route;

import java.util.ArrayDeque;
import java.util.Deque;

/// Refuses regular expressions that are small to write and huge to compile: counted repeats inside
/// counted repeats, and groups nested deeper than a stack.
///
/// RE2 and Go have such limits; RE2/J runs in linear time as they do, but compiles whatever it is
/// given. The count here is of characters and classes after every repeat is written out.
final class RegexpBounds {

  static final int MAX_SIZE = 100_000;
  static final int MAX_DEPTH = 250;

  private final String expression;
  private final Deque<Long> outer = new ArrayDeque<>();
  private int position;

  /// The size of the innermost open group so far, and of the last thing in it.
  private long size;

  private long last;

  private RegexpBounds(String expression) {
    this.expression = expression;
  }

  /// @throws IllegalArgumentException if the expression is too large or too deep
  static void check(String expression) {
    new RegexpBounds(expression).scan();
  }

  private void scan() {
    while (position < expression.length()) {
      switch (expression.charAt(position++)) {
        case '\\' -> escape();
        case '[' -> characterClass();
        case '(' -> open();
        case ')' -> close();
        case '{' -> repeat();
        case '*', '+', '?', '|' -> {}
        default -> add(1);
      }
      if (size > MAX_SIZE) {
        throw new IllegalArgumentException(
            ("a regular expression should be at most %d characters when its repeats are written"
                    + " out: %s is larger")
                .formatted(MAX_SIZE, expression));
      }
    }
  }

  private void add(long more) {
    size += more;
    last = more;
  }

  private void open() {
    outer.push(size);
    if (outer.size() > MAX_DEPTH) {
      throw new IllegalArgumentException(
          "a regular expression should nest at most %d groups: was %s"
              .formatted(MAX_DEPTH, expression));
    }
    size = 0;
  }

  private void close() {
    long inner = size + 1;
    size = outer.isEmpty() ? 0 : outer.pop();
    add(inner);
  }

  private void escape() {
    if (expression.startsWith("Q", position)) {
      int end = expression.indexOf("\\E", position);
      int stop = end < 0 ? expression.length() : end;
      add(stop - position);
      position = end < 0 ? stop : stop + 2;
      return;
    }
    position++;
    // The braces of \x{2603} and \p{Greek} count nothing.
    if (expression.startsWith("{", position)
        && "xpP".indexOf(expression.charAt(position - 1)) >= 0) {
      skipPast('}');
    }
    add(1);
  }

  private void characterClass() {
    position += expression.startsWith("^", position) ? 1 : 0;
    position += expression.startsWith("]", position) ? 1 : 0;
    while (position < expression.length() && expression.charAt(position) != ']') {
      if (expression.startsWith("[:", position)) {
        int end = expression.indexOf(":]", position);
        position = end < 0 ? position + 1 : end + 2;
      } else {
        position += expression.charAt(position) == '\\' ? 2 : 1;
      }
    }
    position++;
    add(1);
  }

  /// `{3}`, `{3,}` or `{3,5}`; any other brace stands for itself.
  private void repeat() {
    int end = expression.indexOf('}', position);
    String counts = end < 0 ? "" : expression.substring(position, end);
    if (!counts.matches("[0-9]{1,9}(,[0-9]{0,9})?")) {
      add(1);
      return;
    }
    position = end + 1;
    int comma = counts.indexOf(',');
    long from = Long.parseLong(comma < 0 ? counts : counts.substring(0, comma));
    long to =
        comma < 0 || comma + 1 == counts.length()
            ? from
            : Long.parseLong(counts.substring(comma + 1));
    long repeated = last * Math.max(1, Math.max(from, to));
    size += repeated - last;
    last = repeated;
  }

  private void skipPast(char end) {
    int found = expression.indexOf(end, position);
    position = found < 0 ? expression.length() : found + 1;
  }
}
