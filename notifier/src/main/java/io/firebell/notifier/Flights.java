package io.firebell.notifier;

import io.firebell.core.notify.Delivery;
import io.firebell.core.notify.Notification;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.common.TopicPartition;

/// What is being delivered, each message on a virtual thread of its own. Thread-safe.
final class Flights {

  /// Delivers notifications to one recipient in one message.
  @FunctionalInterface
  interface Deliverer {
    /// @return what came of each, in their order
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
      List<Delivery> deliveries =
          deliverer.deliver(together.stream().map(Sending::notification).toList());
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

  private synchronized void ended(Thread thread) {
    flights.removeIf(flight -> flight.thread().equals(thread));
  }
}
