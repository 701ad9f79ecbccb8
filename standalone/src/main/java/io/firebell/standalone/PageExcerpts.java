package io.firebell.standalone;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Shows what the terminal channel prints, marked, and of all but the first notification only what
/// it is about and what has happened.
final class PageExcerpts extends OutputStream {

  private static final byte[] MARK = "         │ ".getBytes(StandardCharsets.UTF_8);
  private static final int LINES_SHOWN = 2;

  private final OutputStream out;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private int notifications;
  private int lines;

  PageExcerpts(OutputStream out) {
    this.out = out;
  }

  @Override
  public synchronized void write(int character) throws IOException {
    line.write(character);
    if (character == '\n') {
      end(line.toByteArray());
      line.reset();
    }
  }

  /// The first line of a notification is the one that is not indented.
  private void end(byte[] whole) throws IOException {
    if (whole[0] != ' ') {
      notifications++;
      lines = 0;
    }
    lines++;
    if (notifications == 1 || lines <= LINES_SHOWN) {
      out.write(MARK);
      out.write(whole);
      out.flush();
    }
  }
}
