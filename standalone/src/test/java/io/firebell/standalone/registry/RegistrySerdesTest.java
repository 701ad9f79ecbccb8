package io.firebell.standalone.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.firebell.core.alert.Alert;
import io.firebell.core.alert.Breach;
import io.firebell.core.alert.Labels;
import io.firebell.schemas.codec.Codecs;
import io.firebell.schemas.codec.RecordCodec;
import io.firebell.schemas.codec.ValueSerdes;
import io.firebell.schemas.registry.Compatibility;
import io.firebell.schemas.registry.RegisteredSchema;
import io.firebell.schemas.registry.RegistryRefusedException;
import io.firebell.schemas.registry.SchemaRegistry;
import io.firebell.standalone.kafka.EmbeddedKafka;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Our own client and serdes with the registry in this process.
class RegistrySerdesTest {

  private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");
  private static final Alert ALERT =
      new Alert(
          "default",
          Labels.of("alertname", "Down", "emoji", "\ud83d\udd25"),
          Labels.of("summary", "it burns"),
          NOW,
          NOW.plusSeconds(60),
          "http://prometheus/graph",
          new Breach("error_rate", 7.2, ">", 5, "%"),
          "native",
          NOW);

  private static EmbeddedKafka kafka;
  private static EmbeddedRegistry registry;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    kafka = EmbeddedKafka.start(directory, 0);
    registry = EmbeddedRegistry.start(kafka.clients(), 0);
  }

  @AfterAll
  static void stop() {
    registry.close();
    kafka.close();
  }

  private static Map<String, String> config() {
    return Map.of("schema.registry.url", registry.url());
  }

  @Test
  void aValueIsReadByAnotherProcessAsItWasWritten() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic("burning", 1, (short) 1))).all().get();
    }
    try (ValueSerdes writing = ValueSerdes.connect(config());
        var producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                writing.serializer(Codecs.ALERT))) {
      producer.send(new ProducerRecord<>("burning", "key", ALERT)).get();
    }

    byte[] bytes = readOne("burning").value();

    try (ValueSerdes reading = ValueSerdes.connect(config());
        SchemaRegistry asked = SchemaRegistry.connect(config())) {
      assertThat(reading.deserializer(Codecs.ALERT).deserialize("burning", bytes)).isEqualTo(ALERT);
      ByteBuffer frame = ByteBuffer.wrap(bytes);
      assertThat(frame.get()).isZero();
      assertThat(frame.getInt()).isEqualTo(asked.latest("burning-value").orElseThrow().id());
    }
  }

  private static ConsumerRecord<String, byte[]> readOne(String topic) {
    TopicPartition partition = new TopicPartition(topic, 0);
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      for (Instant end = Instant.now().plusSeconds(30); Instant.now().isBefore(end); ) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          return record;
        }
      }
      throw new AssertionError("nothing on " + topic);
    }
  }

  @Test
  void everySchemaOfOursIsRegisteredAndComesBackAsItIs() {
    try (SchemaRegistry client = SchemaRegistry.connect(config())) {
      for (RecordCodec<?> codec : Codecs.all()) {
        String subject = "all." + codec.type().getSimpleName() + "-value";
        Schema schema = codec.readerSchema();

        int id = client.register(subject, schema);

        assertThat(client.schema(id)).isEqualTo(schema);
        assertThat(client.idOf(subject, schema)).isEqualTo(OptionalInt.of(id));
        assertThat(client.latest(subject))
            .contains(new RegisteredSchema(subject, 1, id, client.schema(id)));
      }
    }
  }

  @Test
  void ourClientUnderstandsEveryRefusal() {
    Schema first = new Schema.Parser().parse(Schemas.first("Client"));
    Schema incompatible = new Schema.Parser().parse(Schemas.incompatible("Client"));
    try (SchemaRegistry client = SchemaRegistry.connect(config())) {
      assertThat(client.idOf("client", first)).isEmpty();
      assertThat(client.latest("client")).isEmpty();
      assertThat(client.compatibility("client", first)).isEqualTo(new Compatibility(List.of()));
      client.register("client", first);

      assertThat(client.idOf("client", incompatible)).isEmpty();
      assertThat(client.compatibility("client", incompatible).problems()).hasSize(1);
      assertThatExceptionOfType(RegistryRefusedException.class)
          .isThrownBy(() -> client.register("client", incompatible))
          .satisfies(e -> assertThat(e.status()).isEqualTo(409));
      assertThatExceptionOfType(RegistryRefusedException.class)
          .isThrownBy(() -> client.schema(1_000_000))
          .satisfies(e -> assertThat(e.isUnknown()).isTrue());
    }
  }
}
