package io.firebell.schemas.codec;

import io.firebell.schemas.serde.AvroSerdes;
import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/// Kafka's serdes for the values that have a codec: Avro in Confluent's wire format, with a schema
/// registry. A null value is a null record, both ways.
///
/// Serializers throw [org.apache.kafka.common.errors.SerializationException] for a value that
/// cannot be written and deserializers for a record that never can be read, so it is a dead letter.
/// Any other exception is the registry's, and the same record may do later.
public final class ValueSerdes implements AutoCloseable {

  private final AvroSerdes avro;

  private ValueSerdes(AvroSerdes avro) {
    this.avro = avro;
  }

  /// Serdes that share a client of the registry that `schema.registry.url` names. Nothing is asked
  /// of it yet.
  ///
  /// @param config Confluent's keys and those of [AvroSerdes]; others are ignored
  /// @throws org.apache.kafka.common.config.ConfigException if a key is missing or wrong
  public static ValueSerdes connect(Map<String, ?> config) {
    return new ValueSerdes(AvroSerdes.connect(config));
  }

  /// Both ways in one: `serdes.of(Codecs.ALERT)`.
  public <T> Serde<T> of(RecordCodec<T> codec) {
    return Serdes.serdeFrom(serializer(codec), deserializer(codec));
  }

  public <T> Serializer<T> serializer(RecordCodec<T> codec) {
    return new CodecSerializer<>(codec, avro.serializer());
  }

  public <T> Deserializer<T> deserializer(RecordCodec<T> codec) {
    return new CodecDeserializer<>(codec, avro.deserializer(codec.readerSchema()));
  }

  /// Closes the client of the registry; what has been made by this can no longer be used.
  @Override
  public void close() {
    avro.close();
  }
}
