package io.firebell.standalone.registry;

/// Schemas that get on with each other, or do not.
final class Schemas {

  private Schemas() {}

  /// A record with the field `a`.
  static String first(String name) {
    return record(name, "{\"name\":\"a\",\"type\":\"string\"}");
  }

  /// Reads what was written with [#first].
  static String second(String name) {
    return record(
        name,
        "{\"name\":\"a\",\"type\":\"string\"},{\"name\":\"b\",\"type\":\"int\",\"default\":7}");
  }

  /// Cannot read what was written with [#first].
  static String incompatible(String name) {
    return record(name, "{\"name\":\"b\",\"type\":\"int\"}");
  }

  static String record(String name, String fields) {
    return "{\"type\":\"record\",\"name\":\"" + name + "\",\"fields\":[" + fields + "]}";
  }
}
