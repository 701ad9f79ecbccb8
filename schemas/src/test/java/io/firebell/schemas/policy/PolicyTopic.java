package io.firebell.schemas.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// A `policies` topic of one partition, made of Kafka's own stand-ins: what its producer sends its
/// consumer reads.
final class PolicyTopic {

  static final String NAME = "firebell.policies";
  static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");

  static final TopicPartition PARTITION = new TopicPartition(NAME, 0);
  private static final TextSerde SERDE = new TextSerde();

  private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
  private long end;

  PolicyTopic() {
    Node node = new Node(0, "localhost", 9092);
    consumer.updatePartitions(
        NAME, List.of(new PartitionInfo(NAME, 0, node, new Node[] {node}, new Node[] {node})));
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    consumer.updateEndOffsets(Map.of(PARTITION, 0L));
  }

  MockConsumer<String, byte[]> consumer() {
    return consumer;
  }

  PolicyFeed start(Deserializer<PolicyDocument> deserializer) {
    return PolicyFeed.start(consumer, NAME, deserializer, Duration.ofSeconds(30));
  }

  PolicyFeed start() {
    return start(SERDE);
  }

  PolicyPublisher publisher(PolicyFeed feed) {
    return new PolicyPublisher(producer(), NAME, SERDE, feed, () -> NOW);
  }

  /// A record that is there when the consumer comes to it.
  synchronized long add(@Nullable String key, byte @Nullable [] value) {
    long offset = end++;
    consumer.updateEndOffsets(Map.of(PARTITION, end));
    deliver(offset, key, value);
    return offset;
  }

  /// Has a record there again: unlike a broker the stand-in forgets what it has delivered once. It
  /// is skipped unless the consumer has gone back to it.
  void deliver(long offset, @Nullable String key, byte @Nullable [] value) {
    consumer.schedulePollTask(
        () -> consumer.addRecord(new ConsumerRecord<>(NAME, 0, offset, key, value)));
  }

  /// Adds a record and waits until the feed has it.
  void add(PolicyFeed feed, @Nullable String key, byte @Nullable [] value) {
    feed.await(0, add(key, value), Duration.ofSeconds(30));
  }

  static byte[] bytes(PolicyDocument document) {
    return SERDE.serialize(NAME, document);
  }

  static PolicyDocument document(String tenant, long version, String yaml) {
    return new PolicyDocument(tenant, version, yaml, NOW, "tests");
  }

  static byte[] published(String tenant, long version, String yaml) {
    return bytes(document(tenant, version, yaml));
  }

  private MockProducer<String, byte[]> producer() {
    return new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer()) {
      @Override
      public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
        Future<RecordMetadata> _ = super.send(record);
        long offset = add(record.key(), record.value());
        return CompletableFuture.completedFuture(new RecordMetadata(PARTITION, offset, 0, 0, 0, 0));
      }
    };
  }
}
