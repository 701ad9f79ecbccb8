package io.firebell.standalone.kit;

import io.firebell.schemas.Topic;
import io.firebell.schemas.Topics;
import io.firebell.schemas.codec.ValueSerdes;
import io.firebell.standalone.kafka.EmbeddedKafka;
import io.firebell.standalone.registry.EmbeddedRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A real broker and its schema registry in this process, for all tests of a class. Those that must
/// not meet take topics with prefixes of their own.
public final class Cluster implements BeforeAllCallback, AfterAllCallback {

  private static final int PARTITIONS = 2;

  private record Running(
      Path directory,
      EmbeddedKafka kafka,
      EmbeddedRegistry registry,
      ValueSerdes serdes,
      Admin admin,
      KafkaProducer<String, byte[]> producer) {}

  private @Nullable Running running;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    Path directory = Files.createTempDirectory("firebell-cluster");
    EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0);
    EmbeddedRegistry registry = EmbeddedRegistry.start(kafka.clients(), 0);
    Map<String, Object> clients = Map.of("bootstrap.servers", kafka.bootstrapServers());
    running =
        new Running(
            directory,
            kafka,
            registry,
            ValueSerdes.connect(Map.of("schema.registry.url", registry.url())),
            Admin.create(clients),
            new KafkaProducer<>(clients, new StringSerializer(), new ByteArraySerializer()));
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    Running parts = running();
    parts.producer().close();
    parts.admin().close();
    parts.serdes().close();
    parts.registry().close();
    parts.kafka().close();
    Utils.delete(parts.directory().toFile());
  }

  private Running running() {
    return Objects.requireNonNull(running, "the cluster runs while the tests of its class do");
  }

  /// The settings of any client.
  public Map<String, Object> clients() {
    return Map.of("bootstrap.servers", running().kafka().bootstrapServers());
  }

  /// Where the schema registry is.
  public String registryUrl() {
    return running().registry().url();
  }

  public ValueSerdes serdes() {
    return running().serdes();
  }

  public Admin admin() {
    return running().admin();
  }

  /// All topics, created, under a prefix of their own.
  public Topics topics(String prefix) {
    Topics topics = new Topics(prefix, PARTITIONS);
    topics.create(admin());
    return topics;
  }

  /// Puts a record on a topic, as it is, and returns when the broker has acknowledged it.
  public RecordMetadata send(Topic topic, String key, byte @Nullable [] value) {
    try {
      return offer(topic, key, value).get();
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError("a record should be taken by " + topic.name(), e);
    }
  }

  /// Puts a record on a topic without waiting for the broker. What is sent later under the same key
  /// comes after it.
  public Future<RecordMetadata> offer(Topic topic, String key, byte @Nullable [] value) {
    return running().producer().send(new ProducerRecord<>(topic.name(), key, value));
  }

  /// Follows a topic from its beginning; only what is committed is seen.
  public <V> Tail<V> tail(Topic topic, Deserializer<V> values) {
    return new Tail<>(clients(), topic, values);
  }

  /// How far a group has come, with what it noted beside that.
  public Map<TopicPartition, OffsetAndMetadata> committed(String group) {
    try {
      return admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError("the offsets of " + group + " should be known", e);
    }
  }
}
