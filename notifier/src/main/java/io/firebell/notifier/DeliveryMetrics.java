package io.firebell.notifier;

import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Delivery;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/// What is counted and timed of one type of channel.
///
/// | meter | tags | |
/// |---|---|---|
/// | `firebell.deliveries` | `type`, `tenant`, `outcome`: `delivered`, `retry`, `rejected` | what the notifier has reported |
/// | `firebell.delivery.attempts` | `type`, `tenant` | attempts behind these |
/// | `firebell.delivery.latency` | `type` | from the first attempt to the outcome |
/// | `firebell.delivery.age` | `type` | from the decision to what was delivered |
/// | `firebell.notifications.redelivered` | `type` | sent again although they may have been sent before, after a crash or a rebalance |
/// | `firebell.notifications.unreadable` | `type` | put aside as dead letters |
/// | `firebell.notifications.bundled` | `type` | told together with others in one message |
/// | `firebell.notifications.handed.back` | `type` | to be sent later, since too much waits for their target |
/// | `firebell.notifications.in.flight` | `type` | being delivered |
/// | `firebell.notifications.waiting` | `type` | read ahead and waiting for their turn |
///
/// Tenants are as many as have policies. `docs/metrics.md` is the same for people.
final class DeliveryMetrics {

  private static final String TYPE = "type";
  private static final String TENANT = "tenant";

  /// Bounds of the histograms. An attempt is given up after 10 s, so there are three at the most.
  private static final Duration[] LATENCIES =
      millis(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 20_000);

  /// What is older than a minute has been waiting for its channel to come back.
  private static final Duration[] AGES =
      millis(25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 15_000, 60_000, 300_000, 3_600_000);

  private final MeterRegistry registry;
  private final InstantSource clock;
  private final String type;
  private final Counter redelivered;
  private final Counter unreadable;
  private final Timer latency;
  private final Timer age;
  private final Counter bundled;
  private final Counter handedBack;
  private final AtomicInteger inFlight;
  private final AtomicInteger waiting;

  DeliveryMetrics(MeterRegistry registry, ChannelType type, InstantSource clock) {
    this.registry = registry;
    this.clock = clock;
    this.type = type.wireName();
    this.redelivered = registry.counter("firebell.notifications.redelivered", TYPE, this.type);
    this.unreadable = registry.counter("firebell.notifications.unreadable", TYPE, this.type);
    this.latency = timer("firebell.delivery.latency", LATENCIES);
    this.age = timer("firebell.delivery.age", AGES);
    this.bundled = registry.counter("firebell.notifications.bundled", TYPE, this.type);
    this.handedBack = registry.counter("firebell.notifications.handed.back", TYPE, this.type);
    this.inFlight = gauge("firebell.notifications.in.flight");
    this.waiting = gauge("firebell.notifications.waiting");
  }

  private AtomicInteger gauge(String name) {
    return registry.gauge(name, Tags.of(TYPE, type), new AtomicInteger());
  }

  private static Duration[] millis(long... bounds) {
    return LongStream.of(bounds).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
  }

  private Timer timer(String name, Duration... bounds) {
    return Timer.builder(name).tag(TYPE, type).serviceLevelObjectives(bounds).register(registry);
  }

  void reported(Notification notification, Delivery delivery) {
    Tags whose = Tags.of(TYPE, type, TENANT, notification.subject().tenant());
    registry
        .counter("firebell.deliveries", whose.and("outcome", outcome(delivery.outcome())))
        .increment();
    registry.counter("firebell.delivery.attempts", whose).increment(delivery.attempts());
    latency.record(delivery.latency());
    if (delivery.outcome() instanceof Outcome.Delivered) {
      Duration since = Duration.between(notification.at(), clock.instant());
      age.record(since.isNegative() ? Duration.ZERO : since);
    }
  }

  void redelivered() {
    redelivered.increment();
  }

  void unreadable() {
    unreadable.increment();
  }

  void handedBack() {
    handedBack.increment();
  }

  /// A message tells so many notifications.
  void bundled(int notifications) {
    if (notifications > 1) {
      bundled.increment(notifications);
    }
  }

  void inFlight(int begun, int behind) {
    inFlight.set(begun);
    waiting.set(behind);
  }

  private static String outcome(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Delivered _ -> "delivered";
      case Outcome.Retry _ -> "retry";
      case Outcome.Rejected _ -> "rejected";
    };
  }
}
