package io.firebell.notifier;

import io.firebell.core.notify.ChannelType;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a [ChannelConsumer] going, on a thread of its own: one that fails is closed and another
/// opened, after a pause that grows from one failure to the next.
final class ChannelDelivery implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ChannelDelivery.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final int DOUBLINGS = 6;

  /// After how long a failure has nothing to do with the one before.
  private static final Duration LASTED_WELL = Duration.ofMinutes(1);

  private static final Duration STOP_WITHIN = Duration.ofSeconds(8);

  private final ChannelType type;
  private final Supplier<ChannelConsumer> opener;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable ChannelConsumer current;

  private ChannelDelivery(ChannelType type, Supplier<ChannelConsumer> opener) {
    this.type = type;
    this.opener = opener;
    this.thread = Thread.ofPlatform().name("notifier " + type.wireName()).unstarted(this::run);
  }

  /// @param opener opens a consumer that has subscribed
  static ChannelDelivery start(ChannelType type, Supplier<ChannelConsumer> opener) {
    ChannelDelivery delivery = new ChannelDelivery(type, opener);
    delivery.thread.start();
    return delivery;
  }

  /// Whether it has been given its share of the topic and has not failed since.
  boolean isReady() {
    ChannelConsumer consumer = current;
    return consumer != null && consumer.isAssigned();
  }

  private void run() {
    int failures = 0;
    while (!isStopping()) {
      long opened = System.nanoTime();
      try (ChannelConsumer consumer = opener.get()) {
        current = consumer;
        while (!isStopping()) {
          consumer.step();
        }
        consumer.stop();
      } catch (RuntimeException e) {
        boolean lastedWell = System.nanoTime() - opened > LASTED_WELL.toNanos();
        failures = lastedWell ? 1 : failures + 1;
        LOG.atWarn()
            .setCause(e)
            .addKeyValue("type", type.wireName())
            .addKeyValue("failures", failures)
            .log("Delivery has failed and begins again");
        pause(failures);
      } finally {
        current = null;
      }
    }
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  private void pause(int failures) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS));
    try {
      var _ = stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Asks it to stop and does not wait.
  void stop() {
    stopping.countDown();
    ChannelConsumer consumer = current;
    if (consumer != null) {
      consumer.wakeup();
    }
  }

  /// Stops, and waits until what was being delivered has ended or been given up.
  @Override
  public void close() {
    stop();
    boolean interrupted = !join(STOP_WITHIN);
    if (thread.isAlive()) {
      // It waits for a broker that does not answer. What it has not written will be sent again.
      thread.interrupt();
      interrupted |= !join(STOP_WITHIN);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Returns false when interrupted.
  private boolean join(Duration longest) {
    try {
      var _ = thread.join(longest);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }
}
