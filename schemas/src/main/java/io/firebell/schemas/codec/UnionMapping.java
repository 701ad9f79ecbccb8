package io.firebell.schemas.codec;

import java.util.Map;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/// A sealed interface of records as a union of records, matched by their simple names.
///
/// @param byClass the branches by the record class
/// @param byName the same branches by the full name of the schema
record UnionMapping(Map<Class<?>, RecordMapping> byClass, Map<String, RecordMapping> byName)
    implements Mapping {

  UnionMapping {
    byClass = Map.copyOf(byClass);
    byName = Map.copyOf(byName);
  }

  @Override
  public Object toAvro(Object value) {
    return branch(byClass.get(value.getClass()), value.getClass()).toAvro(value);
  }

  @Override
  public Object fromAvro(Object datum) {
    String name = ((IndexedRecord) datum).getSchema().getFullName();
    return branch(byName.get(name), name).fromAvro(datum);
  }

  private RecordMapping branch(@Nullable RecordMapping branch, Object of) {
    if (branch == null) {
      throw new IllegalArgumentException("should be one of " + byName.keySet() + ": was " + of);
    }
    return branch;
  }
}
