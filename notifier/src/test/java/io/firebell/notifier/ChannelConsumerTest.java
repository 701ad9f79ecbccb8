package io.firebell.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// One session on Kafka's own mock clients: what is written when, and what is not. Records hold the
/// name of a recipient, and deliveries end when the test says so.
class ChannelConsumerTest {

  private static final TopicPartition PARTITION = new TopicPartition("notifications", 0);

  /// For pages; others have as much.
  private static final int PAGES_IN_FLIGHT = 8;

  private static final int IN_FLIGHT = 2 * PAGES_IN_FLIGHT;
  private static final long ROOM = 16L * Backlog.SMALLEST;

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Map<String, CompletableFuture<Outcome>> outcomes = new ConcurrentHashMap<>();
  private final BlockingQueue<String> sent = new LinkedBlockingQueue<>();
  private volatile boolean schemasAreAway;
  private volatile Instant now = Samples.OPENED_AT;
  private volatile @Nullable Rate rate;

  private final ChannelConsumer session =
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
  private long next;

  @BeforeEach
  void subscribe() {
    session.subscribe(PARTITION.topic());
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
  }

  private Notification notification(byte[] data) {
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

  private CompletableFuture<Outcome> outcome(String name) {
    return outcomes.computeIfAbsent(name, _ -> new CompletableFuture<>());
  }

  private void end(String name) {
    outcome(name).complete(new Outcome.Delivered(""));
  }

  private void assign(long committed, String metadata) {
    consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(committed, metadata)));
    next = committed;
    consumer.rebalance(List.of(PARTITION));
  }

  private void arrive(String... names) {
    for (String name : names) {
      byte[] value = name.getBytes(StandardCharsets.UTF_8);
      consumer.addRecord(
          new ConsumerRecord<>(
              PARTITION.topic(), 0, next++, "key".getBytes(StandardCharsets.UTF_8), value));
    }
  }

  private void stepUntil(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
      session.step();
    }
  }

  private void awaitSent(String... names) throws InterruptedException {
    for (String _ : names) {
      assertThat(List.of(names)).contains(sent.poll(10, TimeUnit.SECONDS));
    }
  }

  /// What was written, in order: recipients of deliveries, and offsets of dead letters.
  private List<String> written() {
    return producer.history().stream().map(ChannelConsumerTest::text).toList();
  }

  private static String text(ProducerRecord<byte[], byte[]> record) {
    return record.topic().equals("deliveries")
        ? new String(record.value(), StandardCharsets.UTF_8)
        : new String(
            record.headers().lastHeader(DeadLetters.REASON).value(), StandardCharsets.UTF_8);
  }

  private OffsetAndMetadata progress() {
    return producer.consumerGroupOffsetsHistory().reversed().stream()
        .flatMap(group -> group.values().stream())
        .map(offsets -> offsets.get(PARTITION))
        .findFirst()
        .orElse(new OffsetAndMetadata(0));
  }

  private double count(String meter) {
    return meters.counter(meter, "type", "slack").count();
  }

  @Test
  void aResultIsWrittenWithTheOffsetThatItSettles() {
    assign(0, "");
    arrive("ops");
    end("ops");

    stepUntil(() -> written().size() == 1);

    assertThat(written()).containsExactly("ops");
    assertThat(progress()).isEqualTo(new OffsetAndMetadata(1, ""));
    assertThat(producer.history().getFirst().key())
        .isEqualTo(
            notification(bytes("ops"))
                .incident()
                .group()
                .key()
                .hash()
                .getBytes(StandardCharsets.UTF_8));
    assertThat(session.isAssigned()).isTrue();
  }

  @Test
  void aSlowRecipientHoldsUpNobodysResult() {
    assign(0, "");
    arrive("slow", "a", "b");
    end("a");
    end("b");

    stepUntil(() -> written().size() == 2);

    assertThat(written()).containsExactlyInAnyOrder("a", "b");
    assertThat(progress()).isEqualTo(new OffsetAndMetadata(0, "2 3 AQ== "));

    end("slow");
    stepUntil(() -> written().size() == 3);
    assertThat(progress()).isEqualTo(new OffsetAndMetadata(3, ""));
  }

  @Test
  void whatHasBegunIsWrittenBeforeItEnds() throws InterruptedException {
    assign(7, "");
    arrive("slow");
    stepUntil(() -> progress().offset() == 7);

    awaitSent("slow");
    assertThat(progress()).isEqualTo(new OffsetAndMetadata(7, "2 1 AQ== "));
    assertThat(written()).isEmpty();
  }

  @Test
  void nothingIsSentThatCouldNotBeWrittenBefore() throws InterruptedException {
    assign(0, "");
    producer.commitTransactionException = new KafkaException("not now");
    arrive("ops");
    stepUntil(producer::transactionAborted);
    assertThat(sent).isEmpty();
    assertThat(session.isAssigned()).isTrue();

    producer.commitTransactionException = null;
    end("ops");
    stepUntil(() -> written().size() == 1);
    awaitSent("ops");
    assertThat(sent).isEmpty();
  }

  @Test
  void afterACrashOnlyWhatWasOpenIsSentAgainAndCounted() throws InterruptedException {
    assign(10, "2 4 BQ== ");
    arrive("open", "settled", "open too", "settled too", "fresh");
    List.of("open", "open too", "fresh").forEach(this::end);

    stepUntil(() -> written().size() == 3);

    awaitSent("open", "open too", "fresh");
    assertThat(sent).isEmpty();
    assertThat(written()).containsExactlyInAnyOrder("open", "open too", "fresh");
    assertThat(progress()).isEqualTo(new OffsetAndMetadata(15, ""));
    assertThat(count("firebell.notifications.redelivered")).isEqualTo(2);
  }

  @Test
  void whatWaitedForItsTurnBeforeACrashIsNotCounted() throws InterruptedException {
    assign(10, "2 4 AQ== BA==");
    arrive("open", "settled", "waiting", "settled too");
    List.of("open", "waiting").forEach(this::end);

    stepUntil(() -> written().size() == 2);

    awaitSent("open", "waiting");
    assertThat(sent).isEmpty();
    assertThat(count("firebell.notifications.redelivered")).isEqualTo(1);
  }

  @Test
  void aRecordThatIsNoNotificationIsPutAsideAndTheRestGoesOn() {
    assign(0, "");
    arrive("garbage", "stray", "ops");
    consumer.addRecord(new ConsumerRecord<>(PARTITION.topic(), 0, next++, null, null));
    end("ops");

    stepUntil(() -> written().size() == 4);

    assertThat(written())
        .containsExactlyInAnyOrder(
            "this is no notification",
            "a notification here should be for slack: is for email",
            "a notification should have a value: has none",
            "ops");
    assertThat(progress()).isEqualTo(new OffsetAndMetadata(4, ""));
    assertThat(count("firebell.notifications.unreadable")).isEqualTo(3);
  }

  @Test
  void whatCannotBeReadForNowIsReadLater() {
    schemasAreAway = true;
    assign(0, "");
    arrive("ops");
    end("ops");
    session.step();
    assertThat(sent).isEmpty();
    schemasAreAway = false;

    // The mock forgets what it has handed out.
    next = 0;
    arrive("ops");
    stepUntil(() -> written().size() == 1);

    assertThat(written()).containsExactly("ops");
    assertThat(count("firebell.notifications.unreadable")).isZero();
  }

  @Test
  void whatCouldNotBeWrittenIsWrittenLaterAndNotSentAgain() throws InterruptedException {
    assign(0, "");
    arrive("ops");
    stepUntil(() -> !sent.isEmpty());
    producer.commitTransactionException = new KafkaException("not now");
    end("ops");
    stepUntil(producer::transactionAborted);
    assertThat(written()).isEmpty();
    producer.commitTransactionException = null;

    stepUntil(() -> written().size() == 1);

    awaitSent("ops");
    assertThat(sent).isEmpty();
    assertThat(progress()).isEqualTo(new OffsetAndMetadata(1, ""));
  }

  @Test
  void whoHasBeenReplacedWritesNothingMore() {
    assign(0, "");
    arrive("ops");
    end("ops");
    producer.fenceProducer();

    assertThatThrownBy(() -> stepUntil(() -> !written().isEmpty()))
        .isInstanceOf(ProducerFencedException.class);
    assertThat(written()).isEmpty();
  }

  @Test
  void aTargetThatHangsHasItsShareAndHoldsUpNobodyElse() throws InterruptedException {
    assign(0, "");
    for (int i = 0; i < 6; i++) {
      arrive("default/hangs/" + i);
    }
    arrive("default/quick/1", "acme/quick/2");
    end("quick");

    stepUntil(() -> written().size() == 2);

    awaitSent("hangs", "hangs", "quick", "quick");
    assertThat(sent).isEmpty();
    assertThat(meters.get("firebell.notifications.waiting").gauge().value()).isEqualTo(4);
    assertThat(consumer.paused()).isEmpty();

    end("hangs");
    stepUntil(() -> written().size() == 8);
    assertThat(progress()).isEqualTo(new OffsetAndMetadata(8, ""));
  }

  @Test
  void pagesHaveRoomOfTheirOwn() throws InterruptedException {
    assign(0, "");
    for (int i = 0; i < IN_FLIGHT; i++) {
      arrive("default/hangs" + i + "/1");
    }
    arrive("pager");
    end("pager");

    stepUntil(() -> written().size() == 1);

    assertThat(written()).containsExactly("pager");
  }

  @Test
  void whoIsServedAndCannotKeepUpIsReadNoFurther() {
    assign(0, "");
    for (int i = 0; i < 12; i++) {
      arrive("default/slow/" + i);
    }

    stepUntil(() -> consumer.paused().contains(PARTITION));
    assertThat(count("firebell.notifications.handed.back")).isZero();

    end("slow");
    stepUntil(() -> written().size() == 12);
    assertThat(consumer.paused()).isEmpty();
  }

  @Test
  void whatComesOnTopForATargetThatDoesNotGetAnywhereIsHandedBackAndTheOthersGoOn() {
    assign(0, "");
    for (int i = 0; i < 12; i++) {
      arrive("default/hangs/" + i);
    }
    stepUntil(() -> consumer.paused().contains(PARTITION));
    now = now.plus(Backlog.PATIENCE);
    stepUntil(() -> consumer.paused().isEmpty());
    arrive("default/hangs/12", "default/quick/13");
    end("quick");

    stepUntil(() -> written().size() == 2);

    assertThat(written()).containsExactlyInAnyOrder("hangs", "quick");
    assertThat(count("firebell.notifications.handed.back")).isEqualTo(1);
  }

  @Test
  void whatIsBeyondTheRateIsToldInOneMessageAndReportedOneByOne() throws InterruptedException {
    rate = Rate.parse("2/10s");
    assign(0, "");
    arrive("default/ops/1");
    end("ops");
    stepUntil(() -> written().size() == 1);
    awaitSent("ops");
    for (int i = 2; i < 7; i++) {
      arrive("default/ops/" + i);
    }

    stepUntil(() -> written().size() == 6);

    awaitSent("ops*5");
    assertThat(sent).isEmpty();
    assertThat(count("firebell.notifications.bundled")).isEqualTo(5);
    assertThat(progress()).isEqualTo(new OffsetAndMetadata(6, ""));
  }

  @Test
  void aPartitionThatIsTakenAwayIsLeftInOrder() throws InterruptedException {
    assign(0, "");
    arrive("quick", "endless");
    stepUntil(() -> sent.size() == 2);
    end("quick");

    consumer.rebalance(List.of());
    end("endless");
    session.step();

    assertThat(written()).containsExactly("quick");
    assertThat(progress()).isEqualTo(new OffsetAndMetadata(1, "2 1 AQ== "));
  }

  @Test
  void stoppingLetsEndWhatEndsSoonAndBeginsNothing() throws InterruptedException {
    assign(0, "");
    arrive("quick", "endless", "endless");
    stepUntil(() -> sent.size() == 2);
    end("quick");

    session.stop();
    session.close();

    awaitSent("quick", "endless");
    assertThat(sent).isEmpty();
    assertThat(written()).containsExactly("quick");
    assertThat(progress()).isEqualTo(new OffsetAndMetadata(1, "2 2 AQ== Ag=="));
    assertThat(consumer.closed()).isTrue();
    assertThat(producer.closed()).isTrue();
  }

  @Test
  void whatCameOfItIsCounted() {
    assign(0, "");
    arrive("a", "b", "c");
    end("a");
    outcome("b").complete(new Outcome.Retry("busy", Duration.ZERO));
    outcome("c").complete(new Outcome.Rejected("no"));

    stepUntil(() -> written().size() == 3);

    for (String outcome : List.of("delivered", "retry", "rejected")) {
      assertThat(
              meters
                  .get("firebell.deliveries")
                  .tags("type", "slack", "tenant", "default", "outcome", outcome)
                  .counter()
                  .count())
          .isEqualTo(1);
    }
    assertThat(meters.get("firebell.delivery.attempts").counter().count()).isEqualTo(3);
    assertThat(meters.timer("firebell.delivery.latency", "type", "slack").count()).isEqualTo(3);
    assertThat(meters.timer("firebell.delivery.age", "type", "slack").count()).isEqualTo(1);
  }

  @Test
  void whatFailsUnexpectedlyIsReportedAndWhatIsBehindItGoesOn() {
    outcome("broken").completeExceptionally(new IllegalStateException("a fault of ours"));
    assign(0, "");
    arrive("broken", "broken", "next");
    end("next");

    stepUntil(() -> written().size() == 3);

    assertThat(written()).containsExactlyInAnyOrder("broken", "broken", "next");
    assertThat(
            meters
                .get("firebell.deliveries")
                .tags("type", "slack", "tenant", "default", "outcome", "rejected")
                .counter()
                .count())
        .isEqualTo(2);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
