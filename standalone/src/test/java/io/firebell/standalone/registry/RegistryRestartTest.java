package io.firebell.standalone.registry;

import static io.firebell.standalone.registry.RegistryClient.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.standalone.kafka.EmbeddedKafka;
import io.firebell.standalone.registry.RegistryClient.Answer;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is on the log outlives the registry, whichever registry put it there.
class RegistryRestartTest {

  @TempDir private Path directory;

  @Test
  void idsAndRulesOutliveTheRegistryAndTheBroker() throws Exception {
    int first;
    int second;
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0);
        EmbeddedRegistry registry = EmbeddedRegistry.start(kafka.clients(), 0);
        RegistryClient client = new RegistryClient(registry.url())) {
      first = client.register("kept", Schemas.first("Kept"));
      second = client.register("other", Schemas.first("Other"));
      client.put("/config/kept", "{\"compatibility\":\"FULL\"}");
      client.put("/config", "{\"compatibility\":\"NONE\"}");
    }
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0);
        EmbeddedRegistry registry = EmbeddedRegistry.start(kafka.clients(), 0);
        RegistryClient client = new RegistryClient(registry.url())) {
      assertThat(client.get("/schemas/ids/" + first).json().path("schema").asText())
          .isEqualTo(Schemas.first("Kept"));
      assertThat(client.register("kept", Schemas.first("Kept"))).isEqualTo(first);
      assertThat(client.register("kept", Schemas.second("Kept")))
          .isNotIn(first, second)
          .isPositive();
      assertThat(client.get("/config/kept").json().path("compatibilityLevel").asText())
          .isEqualTo("FULL");
      assertThat(client.get("/config/any").json().path("compatibilityLevel").asText())
          .isEqualTo("NONE");
    }
  }

  @Test
  void nothingIsRegisteredWhileTheLogIsAway() throws Exception {
    EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0);
    try (kafka;
        EmbeddedRegistry registry = EmbeddedRegistry.start(kafka.clients(), 0);
        RegistryClient client = new RegistryClient(registry.url())) {
      int id = client.register("away", Schemas.first("Away"));
      kafka.close();

      assertThat(client.post("/subjects/away/versions", body(Schemas.second("Away"))))
          .extracting(Answer::status, Answer::code)
          .containsExactly(500, 50001);
      assertThat(client.register("away", Schemas.first("Away"))).isEqualTo(id);
      assertThat(client.get("/subjects/away/versions").json()).hasSize(1);
    }
  }

  @Test
  void whatConfluentsRegistryWroteIsUnderstood() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
      EmbeddedRegistry.start(kafka.clients(), 0).close();
      try (Log log = new Log(kafka)) {
        log.put("{'keytype':'NOOP','magic':0}", null);
        log.put("{'keytype':'CONFIG','subject':null,'magic':0}", "{'compatibilityLevel':'FULL'}");
        log.schema("plain", 1, 11, Schemas.first("Plain"), false);
        log.schema("plain", 2, 12, Schemas.second("Plain"), false);
        log.schema("plain", 2, 12, Schemas.second("Plain"), false);
        log.schema("deleted", 1, 13, Schemas.first("Deleted"), false);
        log.schema("deleted", 1, 13, Schemas.first("Deleted"), true);
        log.schema("gone", 1, 14, Schemas.first("Gone"), false);
        log.put("{'keytype':'SCHEMA','subject':'gone','version':1,'magic':1}", null);
        log.schema("subject", 1, 15, Schemas.first("Subject"), false);
        log.put(
            "{'keytype':'DELETE_SUBJECT','subject':'subject','magic':0}",
            "{'subject':'subject','version':1}");
        log.put(
            "{'keytype':'SCHEMA','subject':'proto','version':1,'magic':1}",
            "{'subject':'proto','version':1,'id':16,'schemaType':'PROTOBUF',"
                + "'schema':'message M {}','deleted':false}");
      }
      try (EmbeddedRegistry registry = EmbeddedRegistry.start(kafka.clients(), 0);
          RegistryClient client = new RegistryClient(registry.url())) {
        assertThat(client.get("/config").json().path("compatibilityLevel").asText())
            .isEqualTo("FULL");
        assertThat(client.get("/subjects").json().toString()).isEqualTo("[\"plain\"]");
        assertThat(client.get("/subjects/plain/versions").json().toString()).isEqualTo("[1,2]");
        // Records that were written with a deleted version can still be read.
        assertThat(client.get("/schemas/ids/13").json().path("schema").asText())
            .isEqualTo(Schemas.first("Deleted"));
        assertThat(client.register("fresh", Schemas.first("Fresh"))).isEqualTo(17);
      }
    }
  }

  /// Writes to the registries' topic.
  private record Log(KafkaProducer<String, String> producer) implements AutoCloseable {

    Log(EmbeddedKafka kafka) {
      this(
          new KafkaProducer<>(
              Map.of("bootstrap.servers", kafka.bootstrapServers()),
              new StringSerializer(),
              new StringSerializer()));
    }

    void put(String key, @Nullable String value) throws Exception {
      @Nullable String json = value == null ? null : value.replace('\'', '"');
      producer.send(new ProducerRecord<>("_schemas", key.replace('\'', '"'), json)).get();
    }

    void schema(String subject, int version, int id, String schema, boolean deleted)
        throws Exception {
      put(
          "{'keytype':'SCHEMA','subject':'%s','version':%d,'magic':1}".formatted(subject, version),
          "{'subject':'%s','version':%d,'id':%d,'schema':'%s','deleted':%s}"
              .formatted(subject, version, id, schema.replace("\"", "\\\""), deleted));
    }

    @Override
    public void close() {
      producer.close();
    }
  }
}
