package io.firebell.bench;

import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Notification;
import io.firebell.schemas.Topics;
import io.firebell.schemas.codec.Codecs;
import io.firebell.schemas.codec.ValueSerdes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Listens to the topic of webhook notifications, as the notifier does.
final class Tape implements AutoCloseable {

  /// A notification.
  ///
  /// @param due when it was due
  /// @param decided when the topology decided to send it
  /// @param seen when it could be read, its transaction committed
  record Note(Instant due, Instant decided, Instant seen) {}

  private static final String TOPIC =
      new Topics(Topics.DEFAULT_PREFIX, Topics.DEFAULT_PARTITIONS)
          .notifications(ChannelType.WEBHOOK)
          .name();

  private final Map<String, List<Note>> notes = new ConcurrentHashMap<>();
  private final ValueSerdes serdes;
  private final Deserializer<Notification> notification;
  private final KafkaConsumer<String, byte[]> consumer;
  private final Thread thread;

  Tape(String kafka, String registry) {
    serdes = ValueSerdes.connect(Map.of("schema.registry.url", registry));
    notification = serdes.of(Codecs.NOTIFICATION).deserializer();
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers", kafka,
            "isolation.level", "read_committed",
            "auto.offset.reset", "earliest");
    consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    consumer.assign(
        consumer.partitionsFor(TOPIC).stream()
            .map(one -> new TopicPartition(one.topic(), one.partition()))
            .toList());
    thread = Thread.ofPlatform().name("tape").start(this::listen);
  }

  private void listen() {
    try (consumer) {
      while (true) {
        var records = consumer.poll(Duration.ofSeconds(1));
        Instant seen = Instant.now();
        records.forEach(record -> take(record, seen));
      }
    } catch (WakeupException e) {
      // That is the end.
    }
  }

  private void take(ConsumerRecord<String, byte[]> record, Instant seen) {
    Notification one = notification.deserialize(record.topic(), record.headers(), record.value());
    String group = one.incident().group().labels().get("alertname");
    Note note = new Note(one.at(), Instant.ofEpochMilli(record.timestamp()), seen);
    notes.computeIfAbsent(group, _ -> new CopyOnWriteArrayList<>()).add(note);
  }

  /// The notifications of a group.
  List<Note> of(String group) {
    return notes.getOrDefault(group, List.of());
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    serdes.close();
  }
}
