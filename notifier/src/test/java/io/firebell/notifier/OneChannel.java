package io.firebell.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Delivery;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Outcome;
import io.firebell.core.notify.Recipient;
import io.firebell.notifier.kit.Samples;
import io.firebell.schemas.DeadLetters;
import io.firebell.schemas.policy.Rate;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// A session on Kafka's own mock clients. Records hold the name of a recipient, and deliveries end
/// when a test says so.
final class OneChannel {

  static final TopicPartition PARTITION = new TopicPartition("notifications", 0);

  /// For pages; others have as much.
  private static final int PAGES_IN_FLIGHT = 8;

  static final int IN_FLIGHT = 2 * PAGES_IN_FLIGHT;
  private static final long ROOM = 16L * Backlog.SMALLEST;

  final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Map<String, CompletableFuture<Outcome>> outcomes = new ConcurrentHashMap<>();
  final BlockingQueue<String> sent = new LinkedBlockingQueue<>();
  volatile boolean schemasAreAway;
  volatile Instant now = Samples.OPENED_AT;
  volatile @Nullable Rate rate;

  final ChannelConsumer session =
      new ChannelConsumer(
          consumer,
          DeliveryLog.open(producer, Duration.ZERO),
          new Decoder(ChannelType.SLACK, (_, data) -> notification(data)),
          new Outbox(
              "deliveries",
              (_, delivery) -> delivery.recipient().name().getBytes(StandardCharsets.UTF_8),
              new DeadLetters("dead-letters", "notifier")),
          new Backlog(_ -> Optional.ofNullable(rate), _ -> true, IN_FLIGHT, ROOM),
          this::deliver,
          new DeliveryMetrics(meters, ChannelType.SLACK, InstantSource.system()),
          Duration.ofMillis(200),
          () -> now);
  long next;

  OneChannel() {
    session.subscribe(PARTITION.topic());
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
  }

  Notification notification(byte[] data) {
    if (schemasAreAway) {
      throw new TimeoutException("the registry does not answer");
    }
    String name = new String(data, StandardCharsets.UTF_8);
    if (name.equals("garbage")) {
      throw new SerializationException("this is no notification");
    }
    ChannelType type = name.equals("stray") ? ChannelType.EMAIL : ChannelType.SLACK;
    String[] parts = name.split("/", 3);
    return parts.length == 1
        ? Samples.of(Recipient.channel(type, name), Event.PAGED, "")
        : Samples.incident(parts[0], parts[2], Recipient.channel(type, parts[1]), Event.OPENED);
  }

  private List<Delivery> deliver(List<Notification> together) throws InterruptedException {
    String name = together.getFirst().recipient().name();
    sent.add(together.size() == 1 ? name : name + "*" + together.size());
    try {
      Outcome outcome = outcome(name).get();
      return together.stream()
          .map(one ->
              new Delivery(
                  one.id(), one.subject().id(), one.recipient(), outcome, 1, Duration.ZERO))
          .toList();
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  CompletableFuture<Outcome> outcome(String name) {
    return outcomes.computeIfAbsent(name, _ -> new CompletableFuture<>());
  }

  void end(String name) {
    outcome(name).complete(new Outcome.Delivered(""));
  }

  void assign(long committed, String metadata) {
    consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(committed, metadata)));
    next = committed;
    consumer.rebalance(List.of(PARTITION));
  }

  void arrive(String... names) {
    for (String name : names) {
      byte[] value = name.getBytes(StandardCharsets.UTF_8);
      consumer.addRecord(
          new ConsumerRecord<>(
              PARTITION.topic(), 0, next++, "key".getBytes(StandardCharsets.UTF_8), value));
    }
  }

  void stepUntil(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
      session.step();
    }
  }

  void awaitSent(String... names) throws InterruptedException {
    for (String _ : names) {
      assertThat(List.of(names)).contains(sent.poll(10, TimeUnit.SECONDS));
    }
  }

  /// What was written, in order: recipients of deliveries, and offsets of dead letters.
  List<String> written() {
    return producer.history().stream().map(OneChannel::text).toList();
  }

  private static String text(ProducerRecord<byte[], byte[]> record) {
    return record.topic().equals("deliveries")
        ? new String(record.value(), StandardCharsets.UTF_8)
        : new String(
            record.headers().lastHeader(DeadLetters.REASON).value(), StandardCharsets.UTF_8);
  }

  OffsetAndMetadata progress() {
    return producer.consumerGroupOffsetsHistory().reversed().stream()
        .flatMap(group -> group.values().stream())
        .map(offsets -> offsets.get(PARTITION))
        .findFirst()
        .orElse(new OffsetAndMetadata(0));
  }

  double count(String meter) {
    return meters.counter(meter, "type", "slack").count();
  }
}
