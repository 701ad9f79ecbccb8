package io.firebell.schemas.codec;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/// A record as a record, component by component.
///
/// @param fields one for each component, in the order of the components
record RecordMapping(Schema schema, RecordShape shape, List<Field> fields) implements Mapping {

  /// Where a component is found in the schema and how it is mapped.
  ///
  /// @param position of the field in the schema
  /// @param absent what the domain has where the schema has null: null, or the type's own `NONE`
  record Field(int position, Mapping mapping, @Nullable Object absent) {

    private @Nullable Object toAvro(@Nullable Object value) {
      return value == null || value.equals(absent) ? null : mapping.toAvro(value);
    }

    private @Nullable Object fromAvro(@Nullable Object datum) {
      return datum == null ? absent : mapping.fromAvro(datum);
    }
  }

  RecordMapping {
    fields = List.copyOf(fields);
  }

  @Override
  public GenericData.Record toAvro(Object value) {
    @Nullable Object[] components = shape.components(value);
    GenericData.Record record = new GenericData.Record(schema);
    for (int i = 0; i < components.length; i++) {
      Field field = fields.get(i);
      record.put(field.position(), field.toAvro(components[i]));
    }
    return record;
  }

  @Override
  public Object fromAvro(Object datum) {
    IndexedRecord record = (IndexedRecord) datum;
    @Nullable Object[] components = new @Nullable Object[fields.size()];
    for (int i = 0; i < components.length; i++) {
      Field field = fields.get(i);
      components[i] = field.fromAvro(record.get(field.position()));
    }
    return shape.construct(components);
  }
}
