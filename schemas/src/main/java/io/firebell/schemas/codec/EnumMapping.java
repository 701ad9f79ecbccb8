package io.firebell.schemas.codec;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/// An enum as an Avro enum of the same names, or as a string.
record EnumMapping(Map<Object, Object> symbols, Map<String, Object> constants) implements Mapping {

  static EnumMapping of(Class<?> type, Schema schema) {
    boolean named = schema.getType() == Schema.Type.ENUM;
    Map<String, Object> constants =
        Arrays.stream(type.getEnumConstants())
            .collect(Collectors.toUnmodifiableMap(EnumMapping::name, constant -> constant));
    Map<Object, Object> symbols =
        constants.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getValue,
                    constant ->
                        named
                            ? new GenericData.EnumSymbol(schema, constant.getKey())
                            : constant.getKey()));
    return new EnumMapping(symbols, constants);
  }

  static String name(Object constant) {
    return ((Enum<?>) constant).name();
  }

  @Override
  public Object toAvro(Object value) {
    return Objects.requireNonNull(symbols.get(value), "every constant has its symbol");
  }

  /// @throws IllegalArgumentException if the name is none of the enum's
  @Override
  public Object fromAvro(Object datum) {
    Object constant = constants.get(datum.toString());
    if (constant == null) {
      throw new IllegalArgumentException(
          "a name should be one of " + constants.keySet() + ": was " + datum);
    }
    return constant;
  }
}
