package io.firebell.notifier;

import io.firebell.core.notify.Delivery;
import io.firebell.schemas.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How far each partition has come, and the results that go with it: both are written together or
/// not at all. For one thread.
final class Outbox {

  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  private record Entry(TopicPartition partition, Supplier<ProducerRecord<byte[], byte[]>> record) {}

  private final String deliveries;
  private final Serializer<Delivery> serializer;
  private final DeadLetters deadLetters;
  private final Map<TopicPartition, Window> windows = new HashMap<>();
  private final List<Entry> entries = new ArrayList<>();

  /// @param deliveries the name of the topic
  Outbox(String deliveries, Serializer<Delivery> serializer, DeadLetters deadLetters) {
    this.deliveries = deliveries;
    this.serializer = serializer;
    this.deadLetters = deadLetters;
  }

  /// A partition is ours from here on.
  void assigned(TopicPartition partition, Progress before) {
    windows.put(partition, new Window(before));
  }

  /// These partitions are ours no more, nor is what came of them.
  void lost(Collection<TopicPartition> partitions) {
    windows.keySet().removeAll(partitions);
    entries.removeIf(entry -> partitions.contains(entry.partition()));
  }

  /// The open part of a partition; null when the partition is not ours.
  @Nullable Window window(TopicPartition partition) {
    return windows.get(partition);
  }

  /// How many notifications have been begun and not settled.
  int inFlight() {
    return windows.values().stream().mapToInt(Window::inFlight).sum();
  }

  /// The partitions of which so much is open that no more should be read.
  Set<TopicPartition> wide() {
    return windows.entrySet().stream()
        .filter(entry -> entry.getValue().isWide())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /// A delivery has come to an end. One of a partition that is ours no more is forgotten.
  void finished(Sending sending, Delivery delivery) {
    if (windows.get(sending.partition()) == sending.window()) {
      sending.window().settle(sending.offset());
      entries.add(new Entry(sending.partition(), () -> record(sending, delivery)));
    }
  }

  /// A record cannot be understood, and is put aside.
  void unreadable(
      ConsumerRecord<byte[], byte[]> record, TopicPartition partition, Window window, String why) {
    window.read(record.offset());
    window.settle(record.offset());
    entries.add(new Entry(partition, () -> deadLetters.letter(record, why)));
  }

  /// Whether there is anything to write.
  boolean isDue() {
    return !entries.isEmpty() || windows.values().stream().anyMatch(Window::isUnwritten);
  }

  /// Whether nothing has been written of a partition since it became ours.
  boolean isFresh() {
    return windows.values().stream().anyMatch(Window::isFresh);
  }

  /// Writes all there is.
  ///
  /// @return false when nothing was written and all of it is still here
  boolean write(DeliveryLog log, ConsumerGroupMetadata group) {
    Map<TopicPartition, Progress> reached = new HashMap<>();
    windows.forEach((partition, window) -> {
      if (window.isUnwritten() || window.isFresh()) {
        reached.put(partition, window.progress());
      }
    });
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    reached.forEach((partition, progress) ->
        offsets.put(partition, new OffsetAndMetadata(progress.from(), progress.metadata())));
    List<ProducerRecord<byte[], byte[]>> records;
    try {
      records = entries.stream().map(entry -> entry.record().get()).toList();
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("Results cannot be serialized for now");
      return false;
    }
    if (!log.write(records, offsets, group)) {
      return false;
    }
    windows.forEach(
        (partition, window) -> window.written(reached.getOrDefault(partition, window.progress())));
    entries.clear();
    return true;
  }

  private ProducerRecord<byte[], byte[]> record(Sending sending, Delivery delivery) {
    String key = sending.notification().subject().key();
    return new ProducerRecord<>(
        deliveries,
        key.getBytes(StandardCharsets.UTF_8),
        serializer.serialize(deliveries, delivery));
  }
}
