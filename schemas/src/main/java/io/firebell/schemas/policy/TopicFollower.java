package io.firebell.schemas.policy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the `policies` topic from its beginning and goes on for as long as it is not closed,
/// whatever becomes of the cluster meanwhile.
final class TopicFollower implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(TopicFollower.class);

  private static final Duration POLL = Duration.ofSeconds(1);

  /// Until everything is read nobody should wait for more.
  private static final Duration POLL_AT_START = Duration.ofMillis(10);

  private static final Duration PAUSE = Duration.ofMillis(500);

  /// What a record says.
  sealed interface Entry {
    record Published(PolicyDocument document) implements Entry {}

    record Removed() implements Entry {}

    record Damaged() implements Entry {}
  }

  private final Consumer<String, byte[]> consumer;
  private final String topic;
  private final Deserializer<PolicyDocument> deserializer;
  private final BiConsumer<String, Entry> reader;
  private final Runnable whenCaughtUp;

  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean following;

  /// The offset after the last record that was handed on, by partition. Guarded by itself.
  private final Map<Integer, Long> done = new HashMap<>();

  /// Where the partitions ended at the start; empty until that is known.
  private Map<TopicPartition, Long> ends = Map.of();

  /// @param reader is given every record, by its tenant
  /// @param whenCaughtUp is run when everything is read that was there at the start
  TopicFollower(
      Consumer<String, byte[]> consumer,
      String topic,
      Deserializer<PolicyDocument> deserializer,
      BiConsumer<String, Entry> reader,
      Runnable whenCaughtUp) {
    this.consumer = consumer;
    this.topic = topic;
    this.deserializer = deserializer;
    this.reader = reader;
    this.whenCaughtUp = whenCaughtUp;
  }

  boolean following() {
    return following;
  }

  void close() {
    closed.countDown();
    consumer.wakeup();
  }

  /// Waits until the record at an offset has been handed on.
  ///
  /// @return whether it has been
  boolean await(int partition, long offset, Duration deadline) {
    long end = System.nanoTime() + deadline.toNanos();
    synchronized (done) {
      while (done.getOrDefault(partition, 0L) <= offset) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        try {
          TimeUnit.NANOSECONDS.timedWait(done, left);
        } catch (InterruptedException e) {
          throw new InterruptException(e);
        }
      }
      return true;
    }
  }

  @Override
  public void run() {
    try (consumer) {
      while (closed.getCount() > 0) {
        try {
          readOn();
        } catch (WakeupException | InterruptException e) {
          return;
        } catch (RuntimeException e) {
          following = false;
          pauseAfter(e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      following = false;
    }
  }

  private void pauseAfter(RuntimeException e) throws InterruptedException {
    log.atWarn()
        .addKeyValue("topic", topic)
        .addKeyValue("reason", e.toString())
        .log("policies cannot be followed: those read last stay in force");
    boolean _ = closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void readOn() {
    if (ends.isEmpty()) {
      ends = assign();
    }
    for (ConsumerRecord<String, byte[]> record : consumer.poll(following ? POLL : POLL_AT_START)) {
      try {
        handOn(record);
      } catch (RuntimeException e) {
        rewind();
        throw e;
      }
      synchronized (done) {
        done.put(record.partition(), record.offset() + 1);
        done.notifyAll();
      }
    }
    if (!following && ends.entrySet().stream().allMatch(this::isRead)) {
      following = true;
      whenCaughtUp.run();
    }
  }

  /// Goes to the beginning of every partition, and says where they end now.
  private Map<TopicPartition, Long> assign() {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new KafkaException("the topic " + topic + " should exist: does not");
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer.endOffsets(partitions);
  }

  private boolean isRead(Map.Entry<TopicPartition, Long> end) {
    return consumer.position(end.getKey()) >= end.getValue();
  }

  /// Goes back to what has not been handed on, although it has been fetched.
  private void rewind() {
    for (TopicPartition partition : ends.keySet()) {
      Long next;
      synchronized (done) {
        next = done.get(partition.partition());
      }
      if (next == null) {
        consumer.seekToBeginning(List.of(partition));
      } else {
        consumer.seek(partition, next);
      }
    }
  }

  private void handOn(ConsumerRecord<String, byte[]> record) {
    if (record.key() == null) {
      reader.accept("", damaged(record, "it has no key"));
    } else if (record.value() == null) {
      reader.accept(record.key(), new Entry.Removed());
    } else {
      reader.accept(record.key(), read(record));
    }
  }

  private Entry read(ConsumerRecord<String, byte[]> record) {
    try {
      return new Entry.Published(deserializer.deserialize(topic, record.headers(), record.value()));
    } catch (SerializationException e) {
      return damaged(record, e.toString());
    }
  }

  private Entry damaged(ConsumerRecord<String, byte[]> record, String reason) {
    log.atError()
        .addKeyValue("topic", topic)
        .addKeyValue("partition", record.partition())
        .addKeyValue("offset", record.offset())
        .addKeyValue("reason", reason)
        .log("policy is damaged: the old one stays in force");
    return new Entry.Damaged();
  }
}
