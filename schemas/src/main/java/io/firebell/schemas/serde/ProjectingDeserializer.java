package io.firebell.schemas.serde;

import java.io.IOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/// Another project's deserializer, whose records come in the schema they were written in, seen
/// through the reader's schema.
final class ProjectingDeserializer implements Deserializer<GenericRecord> {

  private final Deserializer<?> delegate;
  private final Schema reader;
  private final BoundedCache<Schema, Projection> projections;

  ProjectingDeserializer(Deserializer<?> delegate, Schema reader) {
    this.delegate = delegate;
    this.reader = reader;
    this.projections =
        new BoundedCache<>(
            AvroDeserializer.CACHED_SCHEMAS, written -> new Projection(written, reader));
  }

  @Override
  public @Nullable GenericRecord deserialize(String topic, byte @Nullable [] data) {
    return project(topic, delegate.deserialize(topic, data));
  }

  @Override
  public @Nullable GenericRecord deserialize(
      String topic, Headers headers, byte @Nullable [] data) {
    return project(topic, delegate.deserialize(topic, headers, data));
  }

  private @Nullable GenericRecord project(String topic, @Nullable Object datum) {
    return switch (datum) {
      case null -> null;
      case GenericRecord written -> project(topic, written);
      case Object other ->
          throw new SerializationException(
              "%s gave a %s for topic %s, not an Avro record"
                  .formatted(delegate.getClass().getName(), other.getClass().getName(), topic));
    };
  }

  private GenericRecord project(String topic, GenericRecord written) {
    try {
      return projections.get(written.getSchema()).apply(written);
    } catch (IOException | AvroRuntimeException e) {
      throw new SerializationException(
          "a record of topic %s in schema %s cannot be seen as %s: %s"
              .formatted(
                  topic, written.getSchema().getFullName(), reader.getFullName(), e.getMessage()),
          e);
    }
  }

  @Override
  public void close() {
    delegate.close();
  }
}
