package io.firebell.standalone.kit;

import io.firebell.schemas.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// What has been committed to a topic since its beginning. For one thread.
public final class Tail<V> implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(50);

  private final Topic topic;
  private final KafkaConsumer<String, V> consumer;
  private final List<ConsumerRecord<String, V>> records = new ArrayList<>();

  Tail(Map<String, Object> clients, Topic topic, Deserializer<V> values) {
    this.topic = topic;
    Map<String, Object> config = new HashMap<>(clients);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    consumer = new KafkaConsumer<>(config, new StringDeserializer(), values);
    List<TopicPartition> partitions =
        IntStream.range(0, topic.partitions())
            .mapToObj(partition -> new TopicPartition(topic.name(), partition))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /// Waits until so many records of a kind have come, and returns all of that kind.
  public List<ConsumerRecord<String, V>> await(
      int count, Predicate<ConsumerRecord<String, V>> kind) {
    Eventually.that(
        () -> "%d records on %s: are %s".formatted(count, topic.name(), records),
        () -> {
          consumer.poll(POLL).forEach(records::add);
          return records.stream().filter(kind).count() >= count;
        });
    return records.stream().filter(kind).toList();
  }

  /// The same for values.
  public List<V> awaitValues(int count, Predicate<V> kind) {
    return await(count, record -> kind.test(record.value())).stream()
        .map(ConsumerRecord::value)
        .toList();
  }

  /// Everything that is on the topic by now.
  public List<ConsumerRecord<String, V>> all() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    Eventually.that(
        () -> "all of " + topic.name() + " is read: are " + records,
        () -> {
          consumer.poll(POLL).forEach(records::add);
          return ends.entrySet().stream()
              .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
        });
    return List.copyOf(records);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
