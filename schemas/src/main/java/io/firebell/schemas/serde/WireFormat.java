package io.firebell.schemas.serde;

import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;

/// [Confluent's wire
/// format](https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/index.html#wire-format):
/// a zero byte, the schema's id as four bytes big-endian, and the Avro binary body.
final class WireFormat {

  static final int HEADER_BYTES = 5;
  private static final byte MAGIC = 0;

  private WireFormat() {}

  static void writeHeader(byte[] payload, int id) {
    ByteBuffer.wrap(payload).put(MAGIC).putInt(id);
  }

  /// The schema id in a payload.
  ///
  /// @throws SerializationException saying what is wrong, if the payload is not in this format
  static int id(byte[] payload) {
    if (payload.length < HEADER_BYTES) {
      throw new SerializationException(
          "the payload should have at least 5 bytes, a zero byte and a schema id: was "
              + payload.length);
    }
    if (payload[0] != MAGIC) {
      throw new SerializationException(
          "the payload should start with the magic byte 0x00: was 0x%02x".formatted(payload[0]));
    }
    return ByteBuffer.wrap(payload, 1, Integer.BYTES).getInt();
  }
}
