package io.firebell.standalone.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firebell.schemas.registry.CompatibilityLevel;
import io.firebell.standalone.registry.RegistryState.Version;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// The compacted topic `_schemas`, in the records of Confluent's registry, so that either can take
/// over the other's data. One process writes to it at a time.
final class SchemasTopic implements AutoCloseable {

  private static final String NAME = "_schemas";
  private static final TopicPartition PARTITION = new TopicPartition(NAME, 0);
  private static final Duration POLL = Duration.ofMillis(50);

  /// How long the broker waits for more.
  private static final int FETCH_MS = 10;

  /// Less than clients wait for an answer.
  private static final int PATIENCE_MS = 5_000;

  private final ObjectMapper json = new ObjectMapper();
  private final KafkaProducer<String, String> producer;

  private SchemasTopic(Map<String, Object> clients) {
    Map<String, Object> config = new HashMap<>(clients);
    config.put("acks", "all");
    config.put("linger.ms", 0);
    config.put("max.block.ms", PATIENCE_MS);
    config.put("request.timeout.ms", PATIENCE_MS);
    config.put("delivery.timeout.ms", PATIENCE_MS);
    this.producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
  }

  /// Creates the topic if there is none, and reads what it holds into `state`.
  static SchemasTopic open(Map<String, Object> clients, RegistryState state) {
    create(clients);
    SchemasTopic topic = new SchemasTopic(clients);
    topic.read(clients, state);
    return topic;
  }

  private static void create(Map<String, Object> clients) {
    try (Admin admin = Admin.create(clients)) {
      if (!admin.listTopics().names().get().contains(NAME)) {
        NewTopic topic =
            new NewTopic(NAME, Optional.of(1), Optional.empty())
                .configs(Map.of("cleanup.policy", "compact"));
        admin.createTopics(List.of(topic)).all().get();
      }
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new KafkaException("the topic _schemas cannot be created", e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    }
  }

  private void read(Map<String, Object> clients, RegistryState state) {
    Map<String, Object> config = new HashMap<>(clients);
    // It asks for more than there is, and does not close before it has its answer.
    config.put("fetch.max.wait.ms", FETCH_MS);
    try (var consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(PARTITION));
      consumer.seekToBeginning(List.of(PARTITION));
      long end = consumer.endOffsets(List.of(PARTITION)).getOrDefault(PARTITION, 0L);
      while (consumer.position(PARTITION) < end) {
        for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
          apply(record.key(), record.value(), state);
        }
      }
    }
  }

  private void apply(String key, @Nullable String value, RegistryState state) {
    try {
      JsonNode what = json.readTree(key);
      JsonNode is = value == null ? json.nullNode() : json.readTree(value);
      String subject = what.path("subject").asText("");
      switch (what.path("keytype").asText()) {
        case "SCHEMA" -> applyVersion(subject, what.path("version").asInt(), is, state);
        case "DELETE_SUBJECT" -> state.remove(subject, 1, is.path("version").asInt());
        case "CONFIG" -> applyLevel(subject, is.path("compatibilityLevel"), state);
        default -> {
          // A real registry also writes NOOP and others, which say nothing about schemas.
        }
      }
    } catch (JsonProcessingException | AvroRuntimeException e) {
      throw new KafkaException("the topic _schemas has a record that is no registry's: " + key, e);
    }
  }

  private static void applyVersion(String subject, int number, JsonNode is, RegistryState state) {
    if (!is.isNull()) {
      int id = is.path("id").asInt();
      // What this registry cannot serve keeps its id.
      state.reserve(id);
      boolean isAvro = is.path("schemaType").asText("AVRO").equals("AVRO");
      if (isAvro && is.path("references").isEmpty()) {
        String text = is.path("schema").asText();
        state.add(new Version(subject, number, id, text, new Schema.Parser().parse(text)));
      }
    }
    if (is.isNull() || is.path("deleted").asBoolean()) {
      state.remove(subject, number, number);
    }
  }

  private static void applyLevel(String subject, JsonNode level, RegistryState state) {
    if (level.isTextual()) {
      state.setLevel(subject, CompatibilityLevel.valueOf(level.asText()));
    } else {
      state.removeLevel(subject);
    }
  }

  /// Returns when the version is on the log.
  ///
  /// @throws KafkaException if it could not be put there in time; it may be there all the same
  void append(Version version) {
    ObjectNode key = key("SCHEMA").put("subject", version.subject());
    key.put("version", version.version()).put("magic", 1);
    ObjectNode value = json.createObjectNode().put("subject", version.subject());
    value.put("version", version.version()).put("id", version.id());
    value.put("schema", version.text()).put("deleted", false);
    write(key, value);
  }

  /// Returns when the level is on the log.
  ///
  /// @throws KafkaException if it could not be put there in time; it may be there all the same
  void append(String subject, CompatibilityLevel level) {
    ObjectNode key = key("CONFIG");
    key.put("subject", subject.isEmpty() ? null : subject).put("magic", 0);
    write(key, json.createObjectNode().put("compatibilityLevel", level.name()));
  }

  private ObjectNode key(String type) {
    return json.createObjectNode().put("keytype", type);
  }

  private void write(JsonNode key, JsonNode value) {
    try {
      producer.send(new ProducerRecord<>(NAME, key.toString(), value.toString())).get();
    } catch (ExecutionException e) {
      throw new KafkaException("the topic _schemas cannot be written", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
