package io.firebell.core.route;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// A string literal of Go in double quotes, read as `strconv.Unquote` reads it.
///
/// The [language](https://go.dev/ref/spec#String_literals) allows bytes to be spelt out, which
/// together have to be UTF-8.
final class GoString {

  private final String literal;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int position = 1;

  private GoString(String literal) {
    this.literal = literal;
  }

  /// @param literal with its quotes, of which none is inside without a backslash
  /// @throws IllegalArgumentException if an escape is unknown or the bytes are not UTF-8
  static String unquote(String literal) {
    return new GoString(literal).unquote();
  }

  private String unquote() {
    int end = literal.length() - 1;
    while (position < end) {
      int c = literal.codePointAt(position);
      position += Character.charCount(c);
      if (c == '\\') {
        escape();
      } else if (c == '\n') {
        throw invalid("a line should not end inside quotes");
      } else {
        append(c);
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("a text should be UTF-8: was " + literal, e);
    }
  }

  private void escape() {
    char escaped = literal.charAt(position++);
    switch (escaped) {
      case 'a' -> append(0x07);
      case 'b' -> append('\b');
      case 'f' -> append('\f');
      case 'n' -> append('\n');
      case 'r' -> append('\r');
      case 't' -> append('\t');
      case 'v' -> append(0x0b);
      case '\\', '"' -> append(escaped);
      case 'x' -> bytes.write(number(2, 16));
      case 'u' -> append(codePoint(4));
      case 'U' -> append(codePoint(8));
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        position--;
        int value = number(3, 8);
        if (value > 0xff) {
          throw invalid("an octal escape should be at most \\377");
        }
        bytes.write(value);
      }
      default -> throw invalid("\\" + escaped + " should be an escape of Go");
    }
  }

  private int codePoint(int digits) {
    int value = number(digits, 16);
    if (!Character.isValidCodePoint(value)
        || (value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE)) {
      throw invalid("\\u should be followed by a character's number");
    }
    return value;
  }

  private int number(int digits, int radix) {
    int end = position + digits;
    long value = 0;
    while (position < end) {
      int digit =
          position < literal.length() ? Character.digit(literal.charAt(position), radix) : -1;
      if (digit < 0 || literal.charAt(position) > 'f') {
        throw invalid("an escape should have " + digits + " digits");
      }
      value = value * radix + digit;
      position++;
    }
    return (int) Math.min(value, Integer.MAX_VALUE);
  }

  private void append(int codePoint) {
    bytes.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
  }

  private IllegalArgumentException invalid(String rule) {
    return new IllegalArgumentException(rule + ": was " + literal);
  }
}
