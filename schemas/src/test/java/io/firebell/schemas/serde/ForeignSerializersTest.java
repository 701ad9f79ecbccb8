package io.firebell.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The seam for Confluent's classes, with stand-ins of their shape: they are made by name, take and
/// give objects, and read records in the schema they were written in.
class ForeignSerializersTest {

  private static final String TOPIC = "firebell.people";

  private final Map<String, Object> config = new HashMap<>();

  ForeignSerializersTest() {
    config.put("schema.registry.url", "mock://" + UUID.randomUUID());
    config.put(AvroSerdes.SERIALIZER, ObjectSerializer.class.getName());
    config.put(AvroSerdes.DESERIALIZER, ObjectDeserializer.class.getName());
  }

  @Test
  void foreignClassesAreUsedAndSeenThroughTheReadersSchema() {
    try (var serdes = AvroSerdes.connect(config)) {
      assertThat(serdes.serializer()).isInstanceOf(ObjectSerializer.class);
      byte[] old = serdes.serializer().serialize(TOPIC, People.ada());
      byte[] young = serdes.serializer().serialize(TOPIC, People.adaOfTeam("red"));
      var deserializer = serdes.deserializer(People.V2);
      assertThat(deserializer.deserialize(TOPIC, old)).isEqualTo(People.adaOfTeam("nobody"));
      assertThat(deserializer.deserialize(TOPIC, young)).isEqualTo(People.adaOfTeam("red"));
      assertThat(deserializer.deserialize(TOPIC, (byte[]) null)).isNull();
    }
  }

  @Test
  void foreignRecordOfAnotherTypeIsRefused() {
    try (var serdes = AvroSerdes.connect(config)) {
      byte[] city = serdes.serializer().serialize(TOPIC, People.city());
      assertThatThrownBy(() -> serdes.deserializer(People.V2).deserialize(TOPIC, city))
          .isInstanceOf(SerializationException.class)
          .hasMessageContaining(TOPIC)
          .hasMessageContaining("io.firebell.test.City")
          .hasMessageContaining("io.firebell.test.Person");
    }
  }

  @Test
  void foreignDeserializerThatGivesNoRecordIsNamed() {
    config.put(AvroSerdes.DESERIALIZER, StringDeserializer.class.getName());
    try (var serdes = AvroSerdes.connect(config)) {
      assertThatThrownBy(() -> serdes.deserializer(People.V1).deserialize(TOPIC, new byte[] {65}))
          .isInstanceOf(SerializationException.class)
          .hasMessageContaining("StringDeserializer gave a java.lang.String");
    }
  }

  @Test
  void classOfAnotherKindIsRefusedByItsKey() {
    config.put(AvroSerdes.SERIALIZER, StringDeserializer.class.getName());
    assertThatThrownBy(() -> AvroSerdes.connect(config))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(AvroSerdes.SERIALIZER)
        .hasMessageContaining("StringDeserializer");
  }

  @Test
  void classThatIsNotThereIsRefusedByItsKey() {
    config.put(AvroSerdes.SERIALIZER, "io.confluent.kafka.serializers.KafkaAvroSerializer");
    assertThatThrownBy(() -> AvroSerdes.connect(config))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(AvroSerdes.SERIALIZER)
        .hasMessageContaining("KafkaAvroSerializer");
  }

  /// Shaped as `KafkaAvroSerializer`.
  public static final class ObjectSerializer implements Serializer<Object> {
    private final AvroSerializer inner = new AvroSerializer();

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
      inner.configure(configs, isKey);
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable Object data) {
      return inner.serialize(topic, (GenericRecord) data);
    }
  }

  /// Shaped as `KafkaAvroDeserializer`.
  public static final class ObjectDeserializer implements Deserializer<Object> {
    private final AvroDeserializer inner = new AvroDeserializer();

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
      inner.configure(configs, isKey);
    }

    @Override
    public @Nullable Object deserialize(String topic, byte @Nullable [] data) {
      return inner.deserialize(topic, data);
    }
  }
}
