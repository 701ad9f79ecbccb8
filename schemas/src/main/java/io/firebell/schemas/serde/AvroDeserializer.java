package io.firebell.schemas.serde;

import io.firebell.schemas.registry.RegistryRefusedException;
import io.firebell.schemas.registry.SchemaRegistry;
import java.io.IOException;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/// Reads Avro records in Confluent's wire format: written under whatever schema the id names, seen
/// through the reader's schema, or as they were written if there is none.
///
/// [#deserialize] throws [SerializationException] if the record is at fault and will never be
/// readable: a wrong frame, an id that the registry does not know, a body that does not decode.
/// Everything else, [RegistryUnavailableException] and [RegistryRefusedException], is about the
/// registry and says nothing about the record. Safe for use by several threads.
public final class AvroDeserializer implements Deserializer<GenericRecord> {

  static final int CACHED_SCHEMAS = 1_000;

  private final @Nullable Schema readerSchema;
  private @Nullable Decoder decoder;
  private boolean ownsRegistry;

  /// For Kafka, which calls [#configure] next. Records come in the schema they were written in.
  public AvroDeserializer() {
    this.readerSchema = null;
  }

  AvroDeserializer(SchemaRegistry registry, Schema readerSchema) {
    this.readerSchema = readerSchema;
    this.decoder = new Decoder(registry, readerSchema);
  }

  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    close();
    decoder = new Decoder(SchemaRegistry.connect(configs), readerSchema);
    ownsRegistry = true;
  }

  @Override
  public @Nullable GenericRecord deserialize(String topic, byte @Nullable [] data) {
    if (data == null) {
      return null;
    }
    if (decoder == null) {
      throw new IllegalStateException("configure should be called before deserialize");
    }
    return decoder.decode(topic, data);
  }

  @Override
  public void close() {
    if (decoder != null && ownsRegistry) {
      decoder.registry.close();
    }
  }

  private static final class Decoder {

    private final SchemaRegistry registry;
    private final @Nullable Schema expected;
    private final BoundedCache<Integer, GenericDatumReader<GenericRecord>> readers =
        new BoundedCache<>(CACHED_SCHEMAS, this::reader);

    Decoder(SchemaRegistry registry, @Nullable Schema expected) {
      this.registry = registry;
      this.expected = expected;
    }

    GenericRecord decode(String topic, byte[] payload) {
      int id = idIn(topic, payload);
      GenericDatumReader<GenericRecord> reader = readerFor(topic, id);
      int body = payload.length - WireFormat.HEADER_BYTES;
      BinaryDecoder input =
          DecoderFactory.get().binaryDecoder(payload, WireFormat.HEADER_BYTES, body, null);
      try {
        GenericRecord datum = reader.read(null, input);
        if (!input.isEnd()) {
          throw new AvroRuntimeException("bytes are left over after the record");
        }
        return datum;
      } catch (IOException | RuntimeException e) {
        throw new SerializationException(
            "a record of topic %s does not decode as schema id %d%s: %s"
                .formatted(topic, id, seenAs(), e.getMessage() == null ? e : e.getMessage()),
            e);
      }
    }

    private static int idIn(String topic, byte[] payload) {
      try {
        return WireFormat.id(payload);
      } catch (SerializationException e) {
        throw new SerializationException(
            "a record of topic %s is not in Confluent's wire format: %s"
                .formatted(topic, e.getMessage()),
            e);
      }
    }

    private GenericDatumReader<GenericRecord> readerFor(String topic, int id) {
      try {
        return readers.get(id);
      } catch (RegistryRefusedException e) {
        if (e.isUnknown()) {
          throw new SerializationException(
              "a record of topic %s names schema id %d, which %s does not know: %s"
                  .formatted(topic, id, registry.address(), e.getMessage()),
              e);
        }
        throw e;
      } catch (AvroRuntimeException e) {
        throw new SerializationException(
            "a record of topic %s names schema id %d, which %s has but which is unusable: %s"
                .formatted(topic, id, registry.address(), e.getMessage()),
            e);
      }
    }

    private GenericDatumReader<GenericRecord> reader(int id) {
      Schema written = registry.schema(id);
      if (written.getType() != Schema.Type.RECORD) {
        throw new AvroRuntimeException("it is of type " + written.getType() + ", not a record");
      }
      return new GenericDatumReader<>(
          written, expected == null ? written : expected, new GenericData());
    }

    private String seenAs() {
      return expected == null ? "" : " seen as " + expected.getFullName();
    }
  }
}
