package io.firebell.notifier.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Delivery;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Outcome;
import io.firebell.core.notify.Outcome.Delivered;
import io.firebell.core.notify.Outcome.Rejected;
import io.firebell.core.notify.Outcome.Retry;
import io.firebell.notifier.kit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AttemptsTest {

  private static final Retry BUSY = new Retry("busy", Duration.ZERO);
  private static final Patience PATIENCE =
      new Patience(3, Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(1));
  private static final Address ADDRESS =
      new Address(
          ChannelType.WEBHOOK,
          "ops",
          Map.of("url", "https://example.com/token", "secret", "s3cret"));

  private final List<Duration> pauses = new ArrayList<>();
  private Instant now = Samples.OPENED_AT;

  /// A channel that does what it is told.
  private interface Attempt {
    Outcome outcome() throws InterruptedException;
  }

  private record Scripted(Deque<Attempt> script) implements Sender {

    @Override
    public ChannelType type() {
      return ChannelType.WEBHOOK;
    }

    @Override
    public Outcome send(Notification notification, Address address) throws InterruptedException {
      return script.removeFirst().outcome();
    }

    @Override
    public void close() {}
  }

  private Delivery deliver(Patience patience, Attempt... script) throws InterruptedException {
    return deliver(new AddressBook.Entry.Found(ADDRESS), patience, script);
  }

  private Delivery deliver(AddressBook.Entry entry, Patience patience, Attempt... script)
      throws InterruptedException {
    Sender sender = new Scripted(new ArrayDeque<>(List.of(script)));
    try (Attempts attempts =
        new Attempts(_ -> entry, sender, patience, () -> now, new Random(1), this::pause)) {
      return attempts.deliver(List.of(Samples.of(ChannelType.WEBHOOK, Event.PAGED))).getFirst();
    }
  }

  /// A channel that people read, and what it was asked to send.
  private record Bundling(Deque<Attempt> script, List<Integer> sizes) implements BundlingSender {

    @Override
    public ChannelType type() {
      return ChannelType.WEBHOOK;
    }

    @Override
    public boolean bundles(Notification notification) {
      return true;
    }

    @Override
    public Outcome send(Notification notification, Address address) throws InterruptedException {
      sizes.add(1);
      return script.removeFirst().outcome();
    }

    @Override
    public Outcome send(Bundle bundle, Address address) throws InterruptedException {
      sizes.add(bundle.notifications().size());
      return script.removeFirst().outcome();
    }

    @Override
    public void close() {}
  }

  private final List<Integer> sizes = new ArrayList<>();

  private List<Delivery> deliverTogether(Attempt... script) throws InterruptedException {
    Sender sender = new Bundling(new ArrayDeque<>(List.of(script)), sizes);
    AddressBook.Entry entry = new AddressBook.Entry.Found(ADDRESS);
    try (Attempts attempts =
        new Attempts(_ -> entry, sender, PATIENCE, () -> now, new Random(1), this::pause)) {
      return attempts.deliver(
          List.of(
              Samples.of(ChannelType.WEBHOOK, Event.PAGED),
              Samples.of(ChannelType.WEBHOOK, Event.RESOLVED)));
    }
  }

  @Test
  void whatIsToldTogetherIsReportedOneByOneAndNobodysMessage() throws InterruptedException {
    List<Delivery> deliveries = deliverTogether(() -> BUSY, () -> new Delivered("ours"));

    assertThat(sizes).containsExactly(2, 2);
    assertThat(deliveries)
        .extracting(Delivery::notificationId)
        .containsExactly(
            Samples.of(ChannelType.WEBHOOK, Event.PAGED).id(),
            Samples.of(ChannelType.WEBHOOK, Event.RESOLVED).id());
    assertThat(deliveries)
        .allSatisfy(delivery -> {
          assertThat(delivery.outcome()).isEqualTo(new Delivered(""));
          assertThat(delivery.attempts()).isEqualTo(2);
        });
  }

  @Test
  void whatIsRefusedTogetherIsTriedAlone() throws InterruptedException {
    List<Delivery> deliveries =
        deliverTogether(
            () -> new Rejected("too long"), () -> new Delivered("x"), () -> new Rejected("no"));

    assertThat(sizes).containsExactly(2, 1, 1);
    assertThat(deliveries)
        .extracting(Delivery::outcome)
        .containsExactly(new Delivered("x"), new Rejected("no"));
  }

  private void pause(Duration duration) {
    pauses.add(duration);
    now = now.plus(duration);
  }

  @Test
  void aDeliveryIsReportedWithItsAttemptsAndItsTime() throws InterruptedException {
    Delivery delivery = deliver(PATIENCE, () -> BUSY, () -> new Delivered("x"));

    assertThat(delivery)
        .isEqualTo(
            new Delivery(
                Samples.of(ChannelType.WEBHOOK, Event.PAGED).id(),
                Samples.INCIDENT_ID,
                Samples.of(ChannelType.WEBHOOK, Event.PAGED).recipient(),
                new Delivered("x"),
                2,
                pauses.getFirst()));
  }

  @Test
  void aRefusalIsNotTriedAgain() throws InterruptedException {
    assertThat(deliver(PATIENCE, () -> new Rejected("no")).outcome()).isEqualTo(new Rejected("no"));
    assertThat(pauses).isEmpty();
  }

  @Test
  void afterTheLastAttemptTheCoreDecides() throws InterruptedException {
    Delivery delivery =
        deliver(PATIENCE, () -> BUSY, () -> BUSY, () -> new Retry("last", Duration.ZERO));

    assertThat(delivery.outcome()).isEqualTo(new Retry("last", Duration.ZERO));
    assertThat(delivery.attempts()).isEqualTo(3);
  }

  @Test
  void pausesGrowAndAreNeverTheSameForAll() throws InterruptedException {
    deliver(PATIENCE, () -> BUSY, () -> BUSY, () -> BUSY);

    assertThat(pauses.get(0)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
    assertThat(pauses.get(1)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    assertThat(pauses.get(0).toMillis() % 500).isNotZero();
  }

  @Test
  void aShortWaitThatIsAskedForIsKept() throws InterruptedException {
    deliver(PATIENCE, () -> new Retry("wait", Duration.ofSeconds(3)), () -> new Delivered(""));

    assertThat(pauses).containsExactly(Duration.ofSeconds(3));
  }

  @Test
  void aLongWaitThatIsAskedForIsLeftToTheCore() throws InterruptedException {
    Retry asked = new Retry("wait", Duration.ofMinutes(2));

    Delivery delivery = deliver(PATIENCE, () -> asked);

    assertThat(delivery.outcome()).isEqualTo(asked);
    assertThat(delivery.attempts()).isEqualTo(1);
  }

  @Test
  void noAttemptBeginsOutsideTheWindow() throws InterruptedException {
    Delivery delivery =
        deliver(
            PATIENCE,
            () -> {
              now = now.plusSeconds(5);
              return BUSY;
            });

    assertThat(delivery.attempts()).isEqualTo(1);
    assertThat(delivery.latency()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void anAttemptThatDoesNotEndIsGivenUp() throws InterruptedException {
    Patience impatient = new Patience(1, Duration.ZERO, Duration.ofMillis(50), Duration.ZERO);
    CountDownLatch interrupted = new CountDownLatch(1);

    Delivery delivery =
        deliver(
            impatient,
            () -> {
              try {
                new CountDownLatch(1).await();
              } finally {
                interrupted.countDown();
              }
              return BUSY;
            });

    assertThat(delivery.outcome()).isEqualTo(new Retry("given up after 50 ms", Duration.ZERO));
    interrupted.await();
  }

  @Test
  void aFaultOfOursIsARefusalThatSaysNothingOfWhatWasSent() throws InterruptedException {
    Delivery delivery =
        deliver(
            PATIENCE,
            () -> {
              throw new IllegalStateException("token=s3cret");
            });

    assertThat(delivery.outcome()).isEqualTo(new Rejected("internal error: IllegalStateException"));
  }

  @Test
  void secretsAreTakenOutOfWhatTheFarSideSays() throws InterruptedException {
    Delivery delivery =
        deliver(
            PATIENCE,
            () -> new Rejected("your key s3cret is wrong for https://example.com/token, s3cret"));

    assertThat(delivery.outcome())
        .isEqualTo(new Rejected("your key [hidden] is wrong for [hidden], [hidden]"));
  }

  @Test
  void whoCannotBeFoundIsNotTried() throws InterruptedException {
    Delivery delivery = deliver(new AddressBook.Entry.Unknown("there is no channel ops"), PATIENCE);

    assertThat(delivery.outcome()).isEqualTo(new Rejected("there is no channel ops"));
    assertThat(delivery.attempts()).isEqualTo(1);
  }

  @Test
  void whoIsNotKnownYetIsTriedAgain() throws InterruptedException {
    Delivery delivery = deliver(new AddressBook.Entry.NotYet("not yet"), PATIENCE);

    assertThat(delivery.outcome()).isEqualTo(new Retry("not yet", Duration.ZERO));
    assertThat(delivery.attempts()).isEqualTo(3);
  }
}
