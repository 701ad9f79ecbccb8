package io.firebell.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.firebell.core.alert.Alert;
import io.firebell.core.incident.Command;
import io.firebell.schemas.serde.AvroSerdes;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ValueSerdesTest {

  private static final String TOPIC = "firebell.commands";

  private Map<String, String> config = Map.of();
  private ValueSerdes serdes;

  @BeforeEach
  void connect(TestInfo test) {
    String scope = test.getTestMethod().orElseThrow().getName();
    config = Map.of("schema.registry.url", "mock://" + scope);
    serdes = ValueSerdes.connect(config);
  }

  @AfterEach
  void close() {
    serdes.close();
  }

  static List<RecordCodec<?>> codecs() {
    return Codecs.all();
  }

  @ParameterizedTest
  @MethodSource("codecs")
  <T> void valueComesBackAsItWas(RecordCodec<T> codec) {
    String topic = codec.type().getSimpleName();
    Serde<T> serde = serdes.of(codec);
    T value = Examples.of(codec);

    byte[] bytes = serde.serializer().serialize(topic, value);

    assertThat(serde.deserializer().deserialize(topic, bytes)).isEqualTo(value);
  }

  @Test
  void bytesAreTheFrameAndTheGoldenOnes() {
    byte[] bytes = command().serializer().serialize(TOPIC, Examples.of(Codecs.COMMAND));

    assertThat(bytes[0]).isZero();
    assertThat(Arrays.copyOfRange(bytes, 5, bytes.length))
        .isEqualTo(TestFiles.hex("/golden/Command.hex"));
  }

  @Test
  void nothingIsNothing() {
    assertThat(command().serializer().serialize(TOPIC, null)).isNull();
    assertThat(command().deserializer().deserialize(TOPIC, null)).isNull();
  }

  @Test
  void schemaIsRegisteredAsItIsCommitted() {
    command().serializer().serialize(TOPIC, Examples.of(Codecs.COMMAND));

    try (AvroSerdes avro = AvroSerdes.connect(config)) {
      assertThat(avro.registry().latest(TOPIC + "-value"))
          .hasValueSatisfying(latest ->
              assertThat(latest.schema().toString()).isEqualTo(Codecs.COMMAND.schema().toString()));
    }
  }

  @Test
  void valueOfAnOlderSchemaGetsTheDefaultsOfThisOne() {
    Schema older = withoutField(Codecs.ALERT.schema(), "generatorUrl");
    Alert alert = Examples.of(Codecs.ALERT);
    byte[] bytes = writtenAs(older, Codecs.ALERT.toAvro(alert));

    Alert read = serdes.of(Codecs.ALERT).deserializer().deserialize(TOPIC, bytes);

    assertThat(read.generatorUrl()).isEmpty();
    assertThat(read.labels()).isEqualTo(alert.labels());
  }

  @Test
  void recordThatTheDomainRefusesIsADeadLetter() {
    GenericRecord record = Codecs.ALERT.toAvro(Examples.of(Codecs.ALERT));
    record.put("labels", Map.of());
    byte[] bytes = writtenAs(Codecs.ALERT.schema(), record);

    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(() -> serdes.of(Codecs.ALERT).deserializer().deserialize(TOPIC, bytes))
        .withMessage(
            "a record of topic %s is no valid Alert: at least one label pair required", TOPIC);
  }

  @Test
  void bytesThatAreNoRecordAreADeadLetter() {
    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(() -> command().deserializer().deserialize(TOPIC, new byte[] {9, 9}))
        .withMessageContaining(TOPIC);
  }

  @Test
  void valueOutsideOfWhatCanBeWrittenIsRefused() {
    Alert example = Examples.of(Codecs.ALERT);
    Alert never =
        new Alert(
            example.tenant(),
            example.labels(),
            example.annotations(),
            example.startsAt(),
            Instant.MAX,
            "",
            example.breach(),
            example.source(),
            example.receivedAt());

    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(() -> serdes.of(Codecs.ALERT).serializer().serialize(TOPIC, never))
        .withMessage("a value of Alert for topic %s has no Avro form: long overflow", TOPIC);
  }

  @Test
  void configurationWithoutARegistryIsRefused() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> ValueSerdes.connect(Map.of()))
        .withMessageContaining("schema.registry.url");
  }

  private Serde<Command> command() {
    return serdes.of(Codecs.COMMAND);
  }

  private byte[] writtenAs(Schema schema, GenericRecord from) {
    GenericRecordBuilder record = new GenericRecordBuilder(schema);
    schema.getFields().forEach(field -> record.set(field.name(), from.get(field.name())));
    try (AvroSerdes avro = AvroSerdes.connect(config)) {
      return avro.serializer().serialize(TOPIC, record.build());
    }
  }

  private static Schema withoutField(Schema schema, String name) {
    List<Schema.Field> fields =
        schema.getFields().stream()
            .filter(field -> !field.name().equals(name))
            .map(field -> new Schema.Field(field, field.schema()))
            .toList();
    return Schema.createRecord(
        schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
  }
}
