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

/// What is counted and timed of one type of channel.
///
/// | meter | tags | |
/// |---|---|---|
/// | `firebell.deliveries` | `type`, `outcome`: `delivered`, `retry`, `rejected` | what the notifier has reported |
/// | `firebell.delivery.attempts` | `type` | attempts behind these |
/// | `firebell.delivery.latency` | `type` | from the first attempt to the outcome |
/// | `firebell.delivery.age` | `type` | from the decision to what was delivered |
/// | `firebell.notifications.redelivered` | `type` | sent again although they may have been sent before, after a crash or a rebalance |
/// | `firebell.notifications.unreadable` | `type` | put aside as dead letters |
/// | `firebell.notifications.in.flight` | `type` | being delivered or waiting for their turn |
final class DeliveryMetrics {

  private static final String TYPE = "type";

  private final MeterRegistry registry;
  private final InstantSource clock;
  private final String type;
  private final Counter attempts;
  private final Counter redelivered;
  private final Counter unreadable;
  private final Timer latency;
  private final Timer age;
  private final AtomicInteger inFlight;

  DeliveryMetrics(MeterRegistry registry, ChannelType type, InstantSource clock) {
    this.registry = registry;
    this.clock = clock;
    this.type = type.wireName();
    this.attempts = registry.counter("firebell.delivery.attempts", TYPE, this.type);
    this.redelivered = registry.counter("firebell.notifications.redelivered", TYPE, this.type);
    this.unreadable = registry.counter("firebell.notifications.unreadable", TYPE, this.type);
    this.latency = registry.timer("firebell.delivery.latency", TYPE, this.type);
    this.age = registry.timer("firebell.delivery.age", TYPE, this.type);
    this.inFlight =
        registry.gauge(
            "firebell.notifications.in.flight", Tags.of(TYPE, this.type), new AtomicInteger());
  }

  void reported(Notification notification, Delivery delivery) {
    registry
        .counter("firebell.deliveries", TYPE, type, "outcome", outcome(delivery.outcome()))
        .increment();
    attempts.increment(delivery.attempts());
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

  void inFlight(int notifications) {
    inFlight.set(notifications);
  }

  private static String outcome(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Delivered _ -> "delivered";
      case Outcome.Retry _ -> "retry";
      case Outcome.Rejected _ -> "rejected";
    };
  }
}
