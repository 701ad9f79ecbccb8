package io.firebell.notifier.text;

/// Text from outside made safe for one line: of a mail's header, of a terminal, of a title.
public final class OneLine {

  private OneLine() {}

  /// The text with line breaks, control characters and what reverses the direction of writing made
  /// into spaces.
  public static String of(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints().map(c -> isUnsafe(c) ? ' ' : c).forEach(line::appendCodePoint);
    return line.toString();
  }

  private static boolean isUnsafe(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
