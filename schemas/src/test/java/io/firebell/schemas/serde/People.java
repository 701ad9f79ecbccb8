package io.firebell.schemas.serde;

import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;

/// A record type in two versions, the second with one more field that has a default.
final class People {

  static final Schema V1 =
      SchemaBuilder.record("Person")
          .namespace("io.firebell.test")
          .fields()
          .requiredString("name")
          .requiredInt("age")
          .endRecord();

  static final Schema V2 =
      SchemaBuilder.record("Person")
          .namespace("io.firebell.test")
          .fields()
          .name("team")
          .type()
          .stringType()
          .stringDefault("nobody")
          .requiredString("name")
          .requiredInt("age")
          .endRecord();

  /// Another record altogether.
  static final Schema CITY =
      SchemaBuilder.record("City")
          .namespace("io.firebell.test")
          .fields()
          .requiredString("mayor")
          .endRecord();

  private People() {}

  static GenericRecord ada() {
    return person("Ada", 36);
  }

  static GenericRecord person(String name, int age) {
    return new GenericRecordBuilder(V1).set("name", name).set("age", age).build();
  }

  static GenericRecord adaOfTeam(String team) {
    return new GenericRecordBuilder(V2).set("name", "Ada").set("age", 36).set("team", team).build();
  }

  static GenericRecord city() {
    GenericRecord city = new GenericData.Record(CITY);
    city.put("mayor", "Ada");
    return city;
  }
}
