package io.firebell.schemas.codec;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/// A schema that makes Avro's readers hand out each string and map key as [String] rather than as
/// their own mutable `Utf8`: the same schema with the property `avro.java.string`.
final class JavaStrings {

  private final Map<String, Schema> records = new HashMap<>();

  private JavaStrings() {}

  static Schema in(Schema schema) {
    return new JavaStrings().copy(schema);
  }

  private Schema copy(Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> record(schema);
      case ARRAY -> Schema.createArray(copy(schema.getElementType()));
      case MAP -> asString(Schema.createMap(copy(schema.getValueType())));
      case UNION -> Schema.createUnion(schema.getTypes().stream().map(this::copy).toList());
      case STRING -> asString(Schema.create(Schema.Type.STRING));
      case ENUM, FIXED, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> schema;
    };
  }

  private Schema record(Schema schema) {
    Schema known = records.get(schema.getFullName());
    if (known != null) {
      return known;
    }
    Schema copy =
        Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false);
    records.put(schema.getFullName(), copy);
    schema.getAliases().forEach(copy::addAlias);
    List<Schema.Field> fields =
        schema.getFields().stream()
            .map(field -> new Schema.Field(field, copy(field.schema())))
            .toList();
    copy.setFields(fields);
    return copy;
  }

  private static Schema asString(Schema schema) {
    GenericData.setStringType(schema, GenericData.StringType.String);
    return schema;
  }
}
