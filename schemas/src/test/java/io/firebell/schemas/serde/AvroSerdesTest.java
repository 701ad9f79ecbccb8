package io.firebell.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebell.schemas.registry.RegistryUnavailableException;
import io.firebell.schemas.registry.SchemaRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class AvroSerdesTest {

  private static final String TOPIC = "firebell.people";

  private final Map<String, Object> config =
      Map.of("schema.registry.url", "mock://" + UUID.randomUUID());

  @AutoClose private final AvroSerdes serdes = AvroSerdes.connect(config);
  private final SchemaRegistry registry = serdes.registry();

  /// The example is made by hand: id 2, then "Ada" (length 3 as zigzag 06) and 36 (zigzag 48).
  @Test
  void payloadIsConfluentsByteForByte() {
    registry.register("other-value", People.CITY);
    byte[] payload = serdes.serializer().serialize(TOPIC, People.ada());
    assertThat(HexFormat.of().formatHex(payload)).isEqualTo("00" + "00000002" + "06416461" + "48");
    assertThat(registry.latest(TOPIC + "-value").orElseThrow().id()).isEqualTo(2);
    assertThat(serdes.deserializer(People.V1).deserialize(TOPIC, payload)).isEqualTo(People.ada());
  }

  @Test
  void absenceOfAValueStaysAbsence() {
    assertThat(serdes.serializer().serialize(TOPIC, null)).isNull();
    assertThat(serdes.deserializer(People.V1).deserialize(TOPIC, (byte[]) null)).isNull();
  }

  @Test
  void newReaderFillsInTheDefaultOfAnAddedField() {
    byte[] old = serdes.serializer().serialize(TOPIC, People.ada());
    assertThat(serdes.deserializer(People.V2).deserialize(TOPIC, old))
        .isEqualTo(People.adaOfTeam("nobody"));
  }

  @Test
  void oldReaderPassesOverAnAddedField() {
    byte[] young = serdes.serializer().serialize(TOPIC, People.adaOfTeam("red"));
    assertThat(serdes.deserializer(People.V1).deserialize(TOPIC, young)).isEqualTo(People.ada());
  }

  @Test
  void oneSerdeReadsRecordsOfSeveralVersionsInterleaved() {
    var serde = serdes.serde(People.V2);
    for (int i = 0; i < 3; i++) {
      byte[] old = serde.serializer().serialize(TOPIC, People.ada());
      byte[] young = serde.serializer().serialize(TOPIC, People.adaOfTeam("red"));
      assertThat(serde.deserializer().deserialize(TOPIC, old))
          .isEqualTo(People.adaOfTeam("nobody"));
      assertThat(serde.deserializer().deserialize(TOPIC, young)).isEqualTo(People.adaOfTeam("red"));
    }
  }

  @Test
  void schemaThatBreaksReadersIsRefusedWithTopicSubjectAndRegistry() {
    serdes.serializer().serialize(TOPIC, People.ada());
    assertThatThrownBy(() -> serdes.serializer().serialize(TOPIC, People.city()))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("io.firebell.test.City")
        .hasMessageContaining("topic " + TOPIC)
        .hasMessageContaining("subject " + TOPIC + "-value")
        .hasMessageContaining(registry.address())
        .hasMessageContaining("NAME_MISMATCH");
  }

  @Test
  void recordThatDoesNotFitItsSchemaIsRefused() {
    GenericRecord nameless = new GenericData.Record(People.V1);
    nameless.put("age", 36);
    assertThatThrownBy(() -> serdes.serializer().serialize(TOPIC, nameless))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining(TOPIC)
        .hasMessageContaining("io.firebell.test.Person")
        .hasMessageContaining("name");
  }

  @Test
  void withoutAutoRegisterASchemaMustBeThere() {
    try (var strict = AvroSerdes.connect(with("auto.register.schemas", "false"))) {
      assertThatThrownBy(() -> strict.serializer().serialize(TOPIC, People.ada()))
          .isInstanceOf(SerializationException.class)
          .hasMessageContaining("is not registered")
          .hasMessageContaining(TOPIC + "-value");
      assertThat(registry.latest(TOPIC + "-value")).isEmpty();
      int id = registry.register(TOPIC + "-value", People.V1);
      assertThat(WireFormat.id(strict.serializer().serialize(TOPIC, People.ada()))).isEqualTo(id);
    }
  }

  @Test
  void latestVersionIsWrittenWhereAskedFor() {
    registry.register(TOPIC + "-value", People.V1);
    int latest = registry.register(TOPIC + "-value", People.V2);
    var asked = with("auto.register.schemas", "false");
    asked.put("use.latest.version", "true");
    try (var fitted = AvroSerdes.connect(asked)) {
      byte[] payload = fitted.serializer().serialize(TOPIC, People.ada());
      assertThat(WireFormat.id(payload)).isEqualTo(latest);
      assertThat(serdes.deserializer(People.V2).deserialize(TOPIC, payload))
          .isEqualTo(People.adaOfTeam("nobody"));
      assertThatThrownBy(() -> fitted.serializer().serialize("unheard", People.ada()))
          .hasMessageContaining("has no version there");
    }
  }

  @Test
  void otherSubjectNamesAreRefusedRatherThanIgnored() {
    var record = "io.confluent.kafka.serializers.subject.RecordNameStrategy";
    assertThatThrownBy(() -> AvroSerdes.connect(with("value.subject.name.strategy", record)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("value.subject.name.strategy")
        .hasMessageContaining(record);
  }

  @Test
  void serializersWorkWhenKafkaMakesThemByName() {
    try (var serializer = new AvroSerializer();
        var deserializer = new AvroDeserializer()) {
      assertThatThrownBy(() -> serializer.serialize(TOPIC, People.ada()))
          .isInstanceOf(IllegalStateException.class);
      serializer.configure(config, true);
      deserializer.configure(config, true);
      byte[] payload = serializer.serialize(TOPIC, People.adaOfTeam("red"));
      assertThat(registry.latest(TOPIC + "-key")).isPresent();
      assertThat(deserializer.deserialize(TOPIC, payload)).isEqualTo(People.adaOfTeam("red"));
    }
  }

  @Test
  void absentRegistryIsNoFaultOfTheRecord() {
    byte[] payload = serdes.serializer().serialize(TOPIC, People.ada());
    var nowhere = with("schema.registry.url", "http://127.0.0.1:1");
    try (var cut = AvroSerdes.connect(nowhere)) {
      assertThatThrownBy(() -> cut.deserializer(People.V1).deserialize(TOPIC, payload))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("/schemas/ids/1")
          .hasMessageContaining("http://127.0.0.1:1");
      assertThatThrownBy(() -> cut.serializer().serialize(TOPIC, People.ada()))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("/subjects/" + TOPIC + "-value/versions")
          .hasMessageContaining("http://127.0.0.1:1");
    }
  }

  @Test
  void oneSerdeServesManyThreads() throws Exception {
    var serde = serdes.serde(People.V2);
    List<Future<?>> runs = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (int t = 0; t < 4; t++) {
        int thread = t;
        runs.add(threads.submit(() -> roundTrips(serde, thread)));
      }
    }
    for (var run : runs) {
      run.get();
    }
  }

  private static void roundTrips(Serde<GenericRecord> serde, int thread) {
    for (int i = 0; i < 2_000; i++) {
      GenericRecord sent = People.person("p" + thread + "-" + i, i);
      byte[] payload = serde.serializer().serialize(TOPIC, sent);
      GenericRecord got = serde.deserializer().deserialize(TOPIC, payload);
      assertThat(got.get("name").toString()).isEqualTo("p" + thread + "-" + i);
      assertThat(got.get("age")).isEqualTo(i);
      assertThat(got.get("team").toString()).isEqualTo("nobody");
    }
  }

  @Test
  void manySchemasOverflowTheCacheWithoutHarm() {
    var serializer = serdes.serializer();
    var deserializer = serdes.deserializer(People.V1);
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < AvroSerializer.CACHED_SCHEMAS + 100; i++) {
        Schema schema =
            SchemaBuilder.record("Person")
                .namespace("io.firebell.test")
                .prop("n", String.valueOf(i))
                .fields()
                .requiredString("name")
                .requiredInt("age")
                .endRecord();
        GenericRecord datum = new GenericData.Record(schema);
        datum.put("name", "Ada");
        datum.put("age", 36);
        assertThat(deserializer.deserialize("t" + i, serializer.serialize("t" + i, datum)))
            .isEqualTo(People.ada());
      }
    }
  }

  private Map<String, Object> with(String key, Object value) {
    var changed = new HashMap<>(config);
    changed.put(key, value);
    return changed;
  }
}
