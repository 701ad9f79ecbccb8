package io.firebell.schemas.serde;

import java.io.OutputStream;
import java.util.Arrays;

/// A payload under construction: the header's place, and a body that grows. Unlike the JDK's stream
/// it takes no lock per byte.
final class Payload extends OutputStream {

  private static final int INITIAL_BYTES = 512;

  private byte[] bytes = new byte[INITIAL_BYTES];
  private int length = WireFormat.HEADER_BYTES;

  @Override
  public void write(int b) {
    reserve(1);
    bytes[length++] = (byte) b;
  }

  @Override
  public void write(byte[] source, int offset, int count) {
    reserve(count);
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
  }

  private void reserve(int count) {
    if (count > bytes.length - length) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, count), bytes.length * 2));
    }
  }

  /// The whole payload, with this schema id in its header.
  byte[] finish(int id) {
    WireFormat.writeHeader(bytes, id);
    return Arrays.copyOf(bytes, length);
  }
}
