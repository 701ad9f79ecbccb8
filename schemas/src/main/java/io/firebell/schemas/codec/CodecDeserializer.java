package io.firebell.schemas.codec;

import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/// Reads values of the domain through a deserializer of Avro records.
record CodecDeserializer<T>(RecordCodec<T> codec, Deserializer<GenericRecord> avro)
    implements Deserializer<T> {

  @Override
  public @Nullable T deserialize(String topic, byte @Nullable [] data) {
    return fromAvro(topic, avro.deserialize(topic, data));
  }

  @Override
  public @Nullable T deserialize(String topic, Headers headers, byte @Nullable [] data) {
    return fromAvro(topic, avro.deserialize(topic, headers, data));
  }

  private @Nullable T fromAvro(String topic, @Nullable GenericRecord record) {
    try {
      return record == null ? null : codec.fromAvro(record);
    } catch (RuntimeException e) {
      String type = codec.type().getSimpleName();
      throw new SerializationException(
          "a record of topic %s is no valid %s: %s".formatted(topic, type, e.getMessage()), e);
    }
  }

  @Override
  public void close() {
    avro.close();
  }
}
