package io.firebell.schemas.serde;

import io.firebell.schemas.registry.RegistryRefusedException;
import io.firebell.schemas.registry.SchemaRegistry;
import java.io.IOException;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/// Writes Avro records in Confluent's wire format, each under the schema that it carries.
///
/// The schema's id comes from the registry once per topic and schema: registered if
/// `auto.register.schemas` (the default), else looked up; with `use.latest.version` the record is
/// fitted to the newest version under the subject instead. Safe for use by several threads.
///
/// [#serialize] throws [SerializationException] if the record does not fit its schema or the
/// registry refuses it, and [RegistryUnavailableException] if no registry answered.
public final class AvroSerializer implements Serializer<GenericRecord> {

  static final int CACHED_SCHEMAS = 1_000;

  private @Nullable Encoder encoder;
  private boolean ownsRegistry;

  /// For Kafka, which calls [#configure] next.
  public AvroSerializer() {}

  AvroSerializer(SchemaRegistry registry, SerdeConfig config) {
    this.encoder = new Encoder(registry, config);
  }

  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    close();
    encoder = new Encoder(SchemaRegistry.connect(configs), SerdeConfig.from(configs, isKey));
    ownsRegistry = true;
  }

  @Override
  public byte @Nullable [] serialize(String topic, @Nullable GenericRecord data) {
    if (data == null) {
      return null;
    }
    if (encoder == null) {
      throw new IllegalStateException("configure should be called before serialize");
    }
    return encoder.encode(topic, data);
  }

  @Override
  public void close() {
    if (encoder != null && ownsRegistry) {
      encoder.registry.close();
    }
  }

  private static final class Encoder {

    private final SchemaRegistry registry;
    private final SerdeConfig config;
    private final BoundedCache<Target, Writer> writers =
        new BoundedCache<>(CACHED_SCHEMAS, this::writer);

    Encoder(SchemaRegistry registry, SerdeConfig config) {
      this.registry = registry;
      this.config = config;
    }

    byte[] encode(String topic, GenericRecord datum) {
      var target = new Target(topic, datum.getSchema());
      Writer writer = writers.get(target);
      try {
        return writer.write(datum);
      } catch (IOException | RuntimeException e) {
        throw new SerializationException(
            "a record for topic %s does not fit its schema %s (id %d): %s"
                .formatted(topic, target.schema().getFullName(), writer.id(), e.getMessage()),
            e);
      }
    }

    private Writer writer(Target target) {
      String subject = config.subject(target.topic());
      try {
        return switch (config.registration()) {
          case REGISTER -> Writer.of(registry.register(subject, target.schema()), target.schema());
          case LOOK_UP ->
              Writer.of(
                  registry
                      .idOf(subject, target.schema())
                      .orElseThrow(() -> refused("is not registered", target, subject, null)),
                  target.schema());
          case LATEST ->
              registry
                  .latest(subject)
                  .map(latest -> Writer.fitting(latest.id(), target.schema(), latest.schema()))
                  .orElseThrow(() -> refused("has no version there", target, subject, null));
        };
      } catch (RegistryRefusedException e) {
        throw refused("was refused: " + e.getMessage(), target, subject, e);
      }
    }

    private SerializationException refused(
        String what, Target target, String subject, @Nullable Exception cause) {
      return new SerializationException(
          "schema %s for topic %s, subject %s, at %s %s"
              .formatted(
                  target.schema().getFullName(), target.topic(), subject, registry.address(), what),
          cause);
    }
  }

  /// A schema's hash is kept by the schema, and the same schema is the same object, so this key is
  /// cheap.
  private record Target(String topic, Schema schema) {}

  private record Writer(int id, Projection projection, GenericDatumWriter<GenericRecord> writer) {

    static Writer of(int id, Schema schema) {
      return fitting(id, schema, schema);
    }

    static Writer fitting(int id, Schema schema, Schema target) {
      return new Writer(
          id, new Projection(schema, target), new GenericDatumWriter<>(target, new GenericData()));
    }

    byte[] write(GenericRecord datum) throws IOException {
      var payload = new Payload();
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(payload, null);
      writer.write(projection.apply(datum), encoder);
      encoder.flush();
      return payload.finish(id);
    }
  }
}
