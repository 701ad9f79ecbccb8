package io.firebell.schemas.template;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How deep a template goes, by its characters alone: what would overflow the stack of those who
/// parse it is never given to them.
final class Nesting {

  private static final int MOST_BLOCKS = 200;
  private static final int DEEPEST_PARENTHESES = 20;

  /// What begins or ends a part, or begins another case of it.
  private static final Pattern BLOCK = Pattern.compile("\\{\\{~?\\s*(?:[#^/{]|else\\b)");

  private static final Pattern TAG = Pattern.compile("\\{\\{[^{}]*+");

  private Nesting() {}

  /// What is too much; empty when nothing is.
  static Optional<Problem> problem(String source) {
    int blocks = 0;
    Matcher block = BLOCK.matcher(source);
    while (block.find()) {
      if (++blocks > MOST_BLOCKS) {
        return Optional.of(
            at(
                source,
                block.start(),
                "should have at most 100 blocks and as many cases: has more"));
      }
    }
    Matcher tag = TAG.matcher(source);
    while (tag.find()) {
      int depth = 0;
      for (int i = tag.start(); i < tag.end(); i++) {
        char c = source.charAt(i);
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (depth > DEEPEST_PARENTHESES) {
          return Optional.of(at(source, i, "should nest parentheses less deep"));
        }
      }
    }
    return Optional.empty();
  }

  private static Problem at(String source, int index, String message) {
    String before = source.substring(0, index);
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    return new Problem(line, index - before.lastIndexOf('\n'), message);
  }
}
