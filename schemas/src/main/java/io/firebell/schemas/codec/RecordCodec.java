package io.firebell.schemas.codec;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/// The way between a record of the domain and its schema.
///
/// It is built once from the two by reflection, and refuses what does not fit; from then on it only
/// follows method handles. Instants and durations are cut to milliseconds. Immutable, so it may be
/// used by several threads at once.
public final class RecordCodec<T> {

  private final Class<T> type;
  private final Schema schema;
  private final Schema readerSchema;
  private final Mapping mapping;

  private RecordCodec(Class<T> type, Schema schema, Mapping mapping) {
    this.type = type;
    this.schema = schema;
    this.readerSchema = JavaStrings.in(schema);
    this.mapping = mapping;
  }

  /// @throws IllegalArgumentException if type and schema do not fit, with every place and reason
  public static <T> RecordCodec<T> of(Class<T> type, Schema schema) {
    if (schema.getType() != Schema.Type.RECORD) {
      throw new IllegalArgumentException("the schema should be a record: was " + schema);
    }
    return new RecordCodec<>(type, schema, Fitting.of(type, schema));
  }

  public Class<T> type() {
    return type;
  }

  /// The contract, as it is registered and written with.
  public Schema schema() {
    return schema;
  }

  /// The same schema with strings as [String], to read with.
  public Schema readerSchema() {
    return readerSchema;
  }

  public GenericRecord toAvro(T value) {
    return (GenericRecord) mapping.toAvro(value);
  }

  /// @param record of [#schema()] or [#readerSchema()]
  /// @throws IllegalArgumentException if the record has another schema, or the domain refuses what
  ///   is in it
  public T fromAvro(GenericRecord record) {
    Schema actual = record.getSchema();
    if (!actual.equals(readerSchema) && !actual.equals(schema)) {
      throw new IllegalArgumentException(
          "a record of " + schema.getFullName() + " should have its newest schema: was " + actual);
    }
    return type.cast(mapping.fromAvro(record));
  }
}
