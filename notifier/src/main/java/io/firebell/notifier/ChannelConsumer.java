package io.firebell.notifier;

import io.firebell.core.notify.Delivery;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Outcome;
import io.firebell.notifier.Decoder.Decoded;
import io.firebell.notifier.Window.Standing;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// Reads the notifications of one type of channel, has them delivered and writes what came of it,
/// for as long as consumer and producer last.
///
/// A notification is sent at least once, and its result is written exactly once. What was being
/// sent when a process died or lost its partition is sent again, with the same id; what was done is
/// not, be it before or after the former in the partition, since the committed offset carries the
/// [Progress]. What is to be sent is written there before it is sent. So all that can be sent twice
/// is what was in flight, and whoever takes over knows what that is, and counts it.
///
/// What is read ahead waits in the [Backlog] for its turn. A target that has so much there that its
/// share of the room is used up, and does not get anywhere, has what comes on top handed back: it
/// is sent later, as what could not be delivered is.
///
/// All but [#done] happens on the thread that calls [#step].
final class ChannelConsumer implements ConsumerRebalanceListener, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ChannelConsumer.class);

  /// How long a result may wait to be written, for the sake of those that follow.
  private static final Duration BATCH = Duration.ofMillis(20);

  private static final Duration IDLE = Duration.ofSeconds(1);

  /// How long to leave alone what cannot be read for now.
  private static final Duration REST = Duration.ofSeconds(1);

  private record Done(Sending sending, Delivery delivery) {}

  private final Consumer<byte[], byte[]> consumer;
  private final DeliveryLog log;
  private final Decoder decoder;
  private final Outbox outbox;
  private final Backlog backlog;
  private final Flights flights;
  private final DeliveryMetrics metrics;
  private final Duration grace;
  private final InstantSource clock;

  /// Whose turn it is, and what may be sent as soon as that is written.
  private final List<List<Sending>> chosen = new ArrayList<>();

  private final BlockingQueue<Done> done = new LinkedBlockingQueue<>();
  private volatile boolean assigned;

  ChannelConsumer(
      Consumer<byte[], byte[]> consumer,
      DeliveryLog log,
      Decoder decoder,
      Outbox outbox,
      Backlog backlog,
      Flights.Deliverer deliverer,
      DeliveryMetrics metrics,
      Duration grace,
      InstantSource clock) {
    this.consumer = consumer;
    this.log = log;
    this.decoder = decoder;
    this.outbox = outbox;
    this.backlog = backlog;
    this.flights = new Flights(deliverer, this::done);
    this.metrics = metrics;
    this.grace = grace;
    this.clock = clock;
  }

  void subscribe(String topic) {
    consumer.subscribe(List.of(topic), this);
  }

  /// Whether the group has given it its share, which may be none.
  boolean isAssigned() {
    return assigned;
  }

  /// Makes [#step] return at once. May be called from any thread.
  void wakeup() {
    consumer.wakeup();
  }

  /// Reads what there is, writes what has come to an end and what is to begin, and begins that.
  void step() {
    boolean busy = outbox.inFlight() > 0 || outbox.isDue() || backlog.size() > 0;
    ConsumerRecords<byte[], byte[]> records = poll(busy ? BATCH : IDLE);
    for (TopicPartition partition : records.partitions()) {
      take(partition, records.records(partition));
    }
    collect();
    choose();
    // The first transaction of a producer is slow. It had better not be that of a page.
    boolean isIdle = !busy && records.isEmpty();
    if ((outbox.isDue() || (isIdle && outbox.isFresh()))
        && !outbox.write(log, consumer.groupMetadata())) {
      await(REST);
    } else {
      chosen.forEach(this::send);
      chosen.clear();
    }
    readOn();
    metrics.inFlight(outbox.inFlight(), backlog.size());
  }

  /// What was chosen before and could not be written has to be seen to first.
  private void choose() {
    if (chosen.isEmpty()) {
      chosen.addAll(backlog.takeOff(clock.instant()));
      chosen.forEach(
          message -> message.forEach(sending -> sending.window().begin(sending.offset())));
    }
  }

  private void send(List<Sending> message) {
    metrics.bundled(message.size());
    for (Sending sending : message) {
      if (sending.window().standing(sending.offset()) == Standing.REPEATED) {
        metrics.redelivered();
      }
    }
    flights.start(message);
  }

  private void readOn() {
    Set<TopicPartition> pausing =
        backlog.isFull(clock.instant()) ? consumer.assignment() : outbox.wide();
    Set<TopicPartition> reading = new HashSet<>(consumer.paused());
    reading.removeAll(pausing);
    consumer.resume(reading);
    consumer.pause(pausing);
  }

  private ConsumerRecords<byte[], byte[]> poll(Duration longest) {
    try {
      return consumer.poll(longest);
    } catch (WakeupException e) {
      return ConsumerRecords.empty();
    }
  }

  private void take(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
    Window window = outbox.window(partition);
    if (window == null) {
      return;
    }
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (!take(record, partition, window)) {
        consumer.seek(partition, record.offset());
        await(REST);
        return;
      }
    }
  }

  /// Has a notification delivered, unless whoever had the partition before has seen to it.
  ///
  /// @return false when it cannot be read for now
  private boolean take(
      ConsumerRecord<byte[], byte[]> record, TopicPartition partition, Window window) {
    if (window.standing(record.offset()) == Standing.SETTLED) {
      return true;
    }
    return switch (decoder.decode(record)) {
      case Decoded.Understood(Notification notification) -> {
        window.read(record.offset());
        int bytes = record.serializedValueSize();
        take(new Sending(partition, record.offset(), window, notification, bytes, clock.instant()));
        yield true;
      }
      case Decoded.NotUnderstood(String reason) -> {
        where(LOG.atWarn(), record)
            .addKeyValue("reason", reason)
            .log("A notification cannot be read and is put aside");
        metrics.unreadable();
        outbox.unreadable(record, partition, window, reason);
        yield true;
      }
      case Decoded.Undecided(RuntimeException failure) -> {
        where(LOG.atWarn(), record)
            .addKeyValue("failure", failure.getClass().getName())
            .log("A notification cannot be read for now");
        yield false;
      }
    };
  }

  private void take(Sending sending) {
    if (backlog.isJammed(sending.target(), clock.instant())) {
      metrics.handedBack();
      outbox.finished(sending, handedBack(sending.notification()));
    } else {
      backlog.add(sending);
    }
  }

  private static Delivery handedBack(Notification notification) {
    return new Delivery(
        notification.id(),
        notification.subject().id(),
        notification.recipient(),
        new Outcome.Retry("too much waits for " + notification.recipient(), Duration.ZERO),
        0,
        Duration.ZERO);
  }

  private static LoggingEventBuilder where(
      LoggingEventBuilder event, ConsumerRecord<byte[], byte[]> record) {
    return event
        .addKeyValue("topic", record.topic())
        .addKeyValue("partition", record.partition())
        .addKeyValue("offset", record.offset());
  }

  private void done(Sending sending, Delivery delivery) {
    done.add(new Done(sending, delivery));
  }

  private void collect() {
    for (Done next = done.poll(); next != null; next = done.poll()) {
      finish(next);
    }
  }

  private void finish(Done next) {
    Delivery delivery = next.delivery();
    if (delivery.outcome() instanceof Outcome.Rejected(String reason)) {
      LOG.atWarn()
          .addKeyValue("notification", delivery.notificationId())
          .addKeyValue("recipient", delivery.recipient())
          .addKeyValue("reason", reason)
          .log("A notification cannot be delivered");
    }
    metrics.reported(next.sending().notification(), delivery);
    backlog.landed(next.sending());
    outbox.finished(next.sending(), delivery);
  }

  /// Waits until a delivery comes to an end, but not for longer than this.
  ///
  /// @return false when the thread was interrupted
  private boolean await(Duration longest) {
    try {
      Done next = done.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
      if (next != null) {
        finish(next);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> committed =
        consumer.committed(new HashSet<>(partitions));
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata offset = committed.get(partition);
      outbox.assigned(
          partition,
          offset == null ? Progress.at(0) : Progress.parse(offset.offset(), offset.metadata()));
    }
    assigned = true;
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    finishUp(partitions);
    onPartitionsLost(partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    putOff(partitions);
    flights.abandon(partitions);
    backlog.forget(partitions);
    outbox.lost(partitions);
  }

  /// Begins nothing more, gives what is being delivered a moment to end, and writes what came of
  /// it.
  private void finishUp(Collection<TopicPartition> partitions) {
    putOff(partitions);
    backlog.forgetWaiting(partitions);
    long deadline = System.nanoTime() + grace.toNanos();
    boolean waits = true;
    while (waits && flights.isBusy(partitions) && System.nanoTime() < deadline) {
      waits = await(BATCH);
    }
    collect();
    if (outbox.isDue() && !outbox.write(log, consumer.groupMetadata())) {
      LOG.atWarn().log("Results could not be written, so their notifications are sent again");
    }
  }

  /// Begins nothing of what was chosen of these partitions. What it was bundled with goes without.
  private void putOff(Collection<TopicPartition> partitions) {
    for (List<Sending> message : chosen) {
      for (Sending sending : message) {
        if (partitions.contains(sending.partition())) {
          sending.window().putOff(sending.offset());
          backlog.landed(sending);
        }
      }
    }
    chosen.replaceAll(
        message -> message.stream().filter(one -> !partitions.contains(one.partition())).toList());
    chosen.removeIf(List::isEmpty);
  }

  /// Ends well: what is being delivered is finished if it does not take long.
  void stop() {
    finishUp(consumer.assignment());
  }

  /// Ends at once. What is being delivered is given up.
  @Override
  public void close() {
    Set<TopicPartition> partitions = Set.copyOf(consumer.assignment());
    onPartitionsLost(partitions);
    metrics.inFlight(0, 0);
    try (log) {
      consumer.close(
          CloseOptions.timeout(grace)
              .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
    }
  }
}
