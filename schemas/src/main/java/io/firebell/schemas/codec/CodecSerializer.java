package io.firebell.schemas.codec;

import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/// Writes values of the domain through a serializer of Avro records.
record CodecSerializer<T>(RecordCodec<T> codec, Serializer<GenericRecord> avro)
    implements Serializer<T> {

  @Override
  public byte @Nullable [] serialize(String topic, @Nullable T value) {
    return avro.serialize(topic, toAvro(topic, value));
  }

  @Override
  public byte @Nullable [] serialize(String topic, Headers headers, @Nullable T value) {
    return avro.serialize(topic, headers, toAvro(topic, value));
  }

  private @Nullable GenericRecord toAvro(String topic, @Nullable T value) {
    try {
      return value == null ? null : codec.toAvro(value);
    } catch (RuntimeException e) {
      String type = codec.type().getSimpleName();
      throw new SerializationException(
          "a value of %s for topic %s has no Avro form: %s".formatted(type, topic, e.getMessage()),
          e);
    }
  }

  @Override
  public void close() {
    avro.close();
  }
}
