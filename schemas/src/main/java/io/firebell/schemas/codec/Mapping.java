package io.firebell.schemas.codec;

/// The way between one Java type and what Avro's generic API has for one schema. Immutable, so it
/// may be used by several threads at once.
interface Mapping {

  /// What to hand to Avro's writer.
  Object toAvro(Object value);

  /// What Avro's reader has handed out, as the domain has it.
  Object fromAvro(Object datum);
}
