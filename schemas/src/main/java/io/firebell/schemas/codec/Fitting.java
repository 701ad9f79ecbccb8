package io.firebell.schemas.codec;

import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/// Finds the mapping between a Java type and a schema, and every place where they do not fit.
///
/// | Java | Avro |
/// |---|---|
/// | record | record, each component a field of the same name |
/// | record of one component, where the schema is none | what that component maps to |
/// | sealed interface of records | union of records of the same simple names |
/// | enum | enum of the same names, or string |
/// | `String` | string |
/// | `int`, `long`, `double`, `boolean`, and their classes | the same |
/// | [Instant] | long, logical type timestamp-millis |
/// | [Duration] | long, milliseconds |
/// | `List<T>` | array |
/// | `Map<K, V>`, `SortedMap<K, V>` | map, when K maps to string |
/// | `@Nullable` component | union with null |
/// | component whose type has a constant `NONE` | the type, or its union with null for `NONE` |
final class Fitting {

  private static final Schema STRING = Schema.create(Schema.Type.STRING);

  private final List<String> misfits = new ArrayList<>();

  private Fitting() {}

  /// @throws IllegalArgumentException if they do not fit, with every place and reason
  static Mapping of(Class<?> type, Schema schema) {
    Fitting fitting = new Fitting();
    Mapping mapping = fitting.fit(type.getSimpleName(), type, schema);
    if (!fitting.misfits.isEmpty()) {
      throw new IllegalArgumentException(
          type.getName()
              + " should fit the schema "
              + schema.getFullName()
              + ":\n  "
              + String.join("\n  ", fitting.misfits));
    }
    return mapping;
  }

  private Mapping fit(String path, Type type, Schema schema) {
    Class<?> raw = rawType(type);
    if (raw.isRecord() && schema.getType() != Schema.Type.RECORD) {
      return value(path, raw, schema);
    }
    return switch (schema.getType()) {
      case RECORD -> record(path, raw, schema);
      case UNION -> union(path, raw, schema);
      case ENUM -> enumeration(path, raw, schema);
      case ARRAY -> list(path, type, schema);
      case MAP -> map(path, type, schema);
      case STRING -> raw.isEnum() ? EnumMapping.of(raw, schema) : text(path, raw);
      case LONG -> integer(path, raw, schema);
      case INT -> same(path, raw, int.class, schema);
      case DOUBLE -> same(path, raw, double.class, schema);
      case BOOLEAN -> same(path, raw, boolean.class, schema);
      case BYTES, FIXED, FLOAT, NULL ->
          misfit(path, "there is no mapping for " + schema.getType().getName());
    };
  }

  private Mapping record(String path, Class<?> type, Schema schema) {
    if (!type.isRecord()) {
      return misfit(path, "should be a record: was " + type.getName());
    }
    List<RecordMapping.Field> fields = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (RecordComponent component : type.getRecordComponents()) {
      names.add(component.getName());
      String at = path + "." + component.getName();
      Schema.Field field = schema.getField(component.getName());
      if (field == null) {
        misfit(at, "the schema has no such field");
      } else {
        fields.add(field(at, component, field));
      }
    }
    for (Schema.Field field : schema.getFields()) {
      if (!names.contains(field.name())) {
        misfit(path + "." + field.name(), "the record has no such component");
      }
    }
    return new RecordMapping(schema, new RecordShape(type), fields);
  }

  private RecordMapping.Field field(String path, RecordComponent component, Schema.Field field) {
    Schema schema = field.schema();
    boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    Object none = schema.isNullable() ? none(component.getType()) : null;
    if (nullable && !schema.isNullable()) {
      misfit(path, "is nullable, so the schema should be a union with null: was " + schema);
    } else if (schema.isNullable() && !nullable && none == null) {
      misfit(path, "the schema may be null, so the component should be nullable");
    }
    Mapping mapping = fit(path, component.getGenericType(), withoutNull(schema));
    return new RecordMapping.Field(field.pos(), mapping, nullable ? null : none);
  }

  private Mapping value(String path, Class<?> type, Schema schema) {
    RecordComponent[] components = type.getRecordComponents();
    if (components.length != 1) {
      return misfit(path, "should be a record in the schema: was " + schema.getType().getName());
    }
    return new ValueMapping(
        new RecordShape(type), fit(path, components[0].getGenericType(), schema));
  }

  private Mapping union(String path, Class<?> type, Schema schema) {
    if (!type.isSealed()) {
      return misfit(path, "should be a sealed interface: was " + type.getName());
    }
    Map<String, Schema> branches =
        schema.getTypes().stream().collect(Collectors.toMap(Schema::getName, branch -> branch));
    Map<Class<?>, RecordMapping> byClass = new HashMap<>();
    Map<String, RecordMapping> byName = new HashMap<>();
    leaves(type)
        .forEach(leaf -> {
          String at = path + "(" + leaf.getSimpleName() + ")";
          Schema branch = branches.remove(leaf.getSimpleName());
          if (branch == null) {
            misfit(at, "the schema has no such branch");
          } else if (record(at, leaf, branch) instanceof RecordMapping mapping) {
            byClass.put(leaf, mapping);
            byName.put(branch.getFullName(), mapping);
          }
        });
    branches.keySet().forEach(name -> misfit(path + "(" + name + ")", "there is no such record"));
    return new UnionMapping(byClass, byName);
  }

  private Mapping enumeration(String path, Class<?> type, Schema schema) {
    if (!type.isEnum()) {
      return misfit(path, "should be an enum: was " + type.getName());
    }
    Set<String> constants =
        Arrays.stream(type.getEnumConstants()).map(EnumMapping::name).collect(Collectors.toSet());
    if (!constants.equals(Set.copyOf(schema.getEnumSymbols()))) {
      return misfit(
          path, "should have the names " + schema.getEnumSymbols() + ": was " + constants);
    }
    return EnumMapping.of(type, schema);
  }

  private Mapping list(String path, Type type, Schema schema) {
    return type instanceof ParameterizedType list && list.getRawType() == List.class
        ? new ListMapping(
            fit(path + "[]", list.getActualTypeArguments()[0], schema.getElementType()))
        : misfit(path, "should be a List: was " + type.getTypeName());
  }

  private Mapping map(String path, Type type, Schema schema) {
    boolean sorted = rawType(type) == SortedMap.class;
    if (type instanceof ParameterizedType map && (sorted || map.getRawType() == Map.class)) {
      Type[] arguments = map.getActualTypeArguments();
      Mapping key = fit(path + ".keys", arguments[0], STRING);
      return new MapMapping(key, fit(path + "[]", arguments[1], schema.getValueType()), sorted);
    }
    return misfit(path, "should be a Map or SortedMap: was " + type.getTypeName());
  }

  private Mapping text(String path, Class<?> type) {
    return type == String.class
        ? Scalar.TEXT
        : misfit(path, "should be a String or an enum: was " + type.getName());
  }

  private Mapping integer(String path, Class<?> type, Schema schema) {
    LogicalType logical = schema.getLogicalType();
    if (type == Instant.class) {
      return LogicalTypes.timestampMillis().equals(logical)
          ? Scalar.INSTANT
          : misfit(path, "an Instant should be a timestamp-millis in the schema: was " + schema);
    }
    if (type == Duration.class && logical == null) {
      return Scalar.DURATION;
    }
    return same(path, type, long.class, schema);
  }

  private Mapping same(String path, Class<?> type, Class<?> primitive, Schema schema) {
    if (schema.getLogicalType() != null) {
      return misfit(path, "there is no mapping for " + schema + " to " + type.getName());
    }
    return MethodType.methodType(type).unwrap().returnType() == primitive
        ? Scalar.SAME
        : misfit(path, "should be " + primitive.getName() + ": was " + type.getName());
  }

  private Mapping misfit(String path, String rule) {
    misfits.add(path + ": " + rule);
    return Scalar.SAME;
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(Fitting::leaves)
        : Stream.of(type);
  }

  private static Schema withoutNull(Schema schema) {
    if (schema.getType() != Schema.Type.UNION) {
      return schema;
    }
    List<Schema> others =
        schema.getTypes().stream().filter(type -> type.getType() != Schema.Type.NULL).toList();
    return others.size() == 1 ? others.getFirst() : Schema.createUnion(others);
  }

  private static @Nullable Object none(Class<?> type) {
    return Arrays.stream(type.getFields())
        .filter(field -> field.getName().equals("NONE") && field.getType() == type)
        .filter(field -> Modifier.isStatic(field.getModifiers()))
        .map(Fitting::read)
        .findFirst()
        .orElse(null);
  }

  private static Object read(Field constant) {
    try {
      return constant.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException("a type should be public: was " + constant, e);
    }
  }

  private static Class<?> rawType(Type type) {
    return switch (type) {
      case Class<?> plain -> plain;
      case ParameterizedType generic -> (Class<?>) generic.getRawType();
      default -> Object.class;
    };
  }
}
