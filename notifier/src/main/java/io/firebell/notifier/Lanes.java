package io.firebell.notifier;

import io.firebell.core.notify.Delivery;
import io.firebell.core.notify.Notification;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Delivers what an incident has to tell a recipient one after the other, and everything else at
/// the same time, each lane on a virtual thread of its own. Thread-safe.
final class Lanes {

  /// Delivers one notification.
  @FunctionalInterface
  interface Deliverer {
    Delivery deliver(Notification notification) throws InterruptedException;
  }

  private static final class Line {
    private final Deque<Sending> waiting = new ArrayDeque<>();
    private @Nullable Thread thread;
  }

  private final Map<Sending.Lane, Line> lines = new HashMap<>();
  private final Deliverer deliverer;
  private final BiConsumer<Sending, Delivery> done;

  /// @param done is told of every delivery that came to an end, on its lane's thread
  Lanes(Deliverer deliverer, BiConsumer<Sending, Delivery> done) {
    this.deliverer = deliverer;
    this.done = done;
  }

  /// Puts a notification at the end of its lane.
  synchronized void submit(Sending sending) {
    Sending.Lane lane = sending.lane();
    Line known = lines.get(lane);
    if (known != null) {
      known.waiting.add(sending);
      return;
    }
    Line line = new Line();
    line.waiting.add(sending);
    line.thread =
        Thread.ofVirtual().name("deliver " + lane.subjectId()).unstarted(() -> work(lane, line));
    lines.put(lane, line);
    line.thread.start();
  }

  /// Begins nothing more for these partitions; what has begun goes on.
  synchronized void holdBack(Collection<TopicPartition> partitions) {
    lines.forEach((lane, line) -> {
      if (partitions.contains(lane.partition())) {
        line.waiting.clear();
      }
    });
  }

  /// Whether anything is being delivered for these partitions.
  synchronized boolean isBusy(Collection<TopicPartition> partitions) {
    return lines.keySet().stream().anyMatch(lane -> partitions.contains(lane.partition()));
  }

  /// Gives up whatever is being delivered for these partitions, and forgets it.
  synchronized void abandon(Collection<TopicPartition> partitions) {
    holdBack(partitions);
    lines
        .entrySet()
        .removeIf(entry -> {
          boolean abandoned = partitions.contains(entry.getKey().partition());
          Thread thread = entry.getValue().thread;
          if (abandoned && thread != null) {
            thread.interrupt();
          }
          return abandoned;
        });
  }

  private void work(Sending.Lane lane, Line line) {
    try {
      for (Sending next = next(lane, line); next != null; next = next(lane, line)) {
        done.accept(next, deliverer.deliver(next.notification()));
      }
    } catch (InterruptedException e) {
      // Abandoned: what was being sent will be sent again by whoever has the partition next.
      Thread.currentThread().interrupt();
    }
  }

  private synchronized @Nullable Sending next(Sending.Lane lane, Line line) {
    Sending next = line.waiting.poll();
    if (next == null) {
      lines.remove(lane, line);
    }
    return next;
  }
}
