package io.firebell.notifier;

import io.firebell.core.notify.Delivery;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is being delivered, each message on a virtual thread of its own. Thread-safe.
final class Flights {

  private static final Logger LOG = LoggerFactory.getLogger(Flights.class);

  /// Delivers notifications to one recipient in one message.
  @FunctionalInterface
  interface Deliverer {
    /// @return what came of each, in their order; one that throws has delivered nothing, and is
    ///   reported as such
    List<Delivery> deliver(List<Notification> together) throws InterruptedException;
  }

  private record Flight(List<Sending> together, Thread thread) {

    boolean isOf(Collection<TopicPartition> partitions) {
      return together.stream().anyMatch(sending -> partitions.contains(sending.partition()));
    }

    boolean isOnlyOf(Collection<TopicPartition> partitions) {
      return together.stream().allMatch(sending -> partitions.contains(sending.partition()));
    }
  }

  private final Set<Flight> flights = new HashSet<>();
  private final Deliverer deliverer;
  private final BiConsumer<Sending, Delivery> done;

  /// @param done is told of every delivery that came to an end, on its thread
  Flights(Deliverer deliverer, BiConsumer<Sending, Delivery> done) {
    this.deliverer = deliverer;
    this.done = done;
  }

  /// Begins to deliver.
  synchronized void start(List<Sending> together) {
    List<Sending> sendings = List.copyOf(together);
    String subject = sendings.getFirst().notification().subject().id();
    Thread thread =
        Thread.ofVirtual().name("deliver " + subject).unstarted(() -> deliver(sendings));
    flights.add(new Flight(sendings, thread));
    thread.start();
  }

  /// Whether anything is being delivered for these partitions.
  synchronized boolean isBusy(Collection<TopicPartition> partitions) {
    return flights.stream().anyMatch(flight -> flight.isOf(partitions));
  }

  /// Gives up whatever is being delivered for these partitions alone, and forgets it.
  synchronized void abandon(Collection<TopicPartition> partitions) {
    for (Flight flight : new ArrayList<>(flights)) {
      if (flight.isOnlyOf(partitions)) {
        flights.remove(flight);
        flight.thread().interrupt();
      }
    }
  }

  private void deliver(List<Sending> together) {
    try {
      List<Delivery> deliveries = deliveries(together.stream().map(Sending::notification).toList());
      for (int i = 0; i < together.size(); i++) {
        done.accept(together.get(i), deliveries.get(i));
      }
    } catch (InterruptedException e) {
      // Abandoned: what was being sent will be sent again by whoever has the partition next.
      Thread.currentThread().interrupt();
    } finally {
      ended(Thread.currentThread());
    }
  }

  /// A deliverer that fails has not delivered, and has to be reported on like any other: whatever
  /// is behind it would wait for ever.
  private List<Delivery> deliveries(List<Notification> together) throws InterruptedException {
    try {
      List<Delivery> deliveries = deliverer.deliver(together);
      if (deliveries.size() == together.size()) {
        return deliveries;
      }
      throw new IllegalStateException(
          "each of %d should be reported on: %d are".formatted(together.size(), deliveries.size()));
    } catch (RuntimeException | Error e) {
      return together.stream().map(notification -> failed(notification, e)).toList();
    }
  }

  /// The message is left out: it may hold what was being sent.
  private static Delivery failed(Notification notification, Throwable failure) {
    LOG.atError()
        .addKeyValue("notification", notification.id())
        .addKeyValue("recipient", notification.recipient())
        .addKeyValue("failure", failure.getClass().getName())
        .addKeyValue("at", failure.getStackTrace().length == 0 ? "" : failure.getStackTrace()[0])
        .log("A delivery failed in a way it should not");
    return new Delivery(
        notification.id(),
        notification.subject().id(),
        notification.recipient(),
        new Outcome.Rejected("internal error: " + failure.getClass().getSimpleName()),
        1,
        Duration.ZERO);
  }

  private synchronized void ended(Thread thread) {
    flights.removeIf(flight -> flight.thread().equals(thread));
  }
}
