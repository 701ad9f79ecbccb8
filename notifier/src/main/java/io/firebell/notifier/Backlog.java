package io.firebell.notifier;

import io.firebell.core.notify.Notification;
import io.firebell.schemas.policy.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/// What has been read and is not in flight, and whose turn it is. For one thread.
///
/// What a recipient is told of one subject goes out one after the other. Otherwise tenants take
/// turns, and so do the targets of a tenant; none gets more than its share of what may be in
/// flight. Pages go before everything else and have room of their own, so that no receiver of
/// notifications holds them up.
final class Backlog {

  /// From when on a target is behind: as long as an attempt may take.
  static final Duration PATIENCE = Duration.ofSeconds(5);

  /// What a notification counts for at the least, in bytes: it is more in memory than on the log.
  static final int SMALLEST = 8 * 1024;

  private final Function<Notification, Optional<Rate>> rates;
  private final Predicate<Sending> bundles;
  private final Shares room;
  private final Shares pagesInFlight;
  private final Shares othersInFlight;

  /// By tenant. Who has had a turn goes to the end.
  private final SequencedMap<String, SequencedMap<Target, Waiting>> queues = new LinkedHashMap<>();

  /// What is behind a notification of its lane that waits or is in flight.
  private final Map<Sending.Lane, Deque<Sending>> behind = new HashMap<>();

  private final Set<Sending> flying = Collections.newSetFromMap(new IdentityHashMap<>());
  private int size;

  /// @param rates how often a recipient may be written to
  /// @param bundles whether a notification can be told together with others
  /// @param maxInFlight how many may be in flight, pages and others together
  /// @param roomBytes about how much may wait
  Backlog(
      Function<Notification, Optional<Rate>> rates,
      Predicate<Notification> bundles,
      int maxInFlight,
      long roomBytes) {
    this.rates = rates;
    this.bundles = sending -> bundles.test(sending.notification());
    this.room = new Shares(roomBytes);
    this.pagesInFlight = new Shares((maxInFlight + 1) / 2);
    this.othersInFlight = new Shares(maxInFlight / 2);
  }

  /// How many wait.
  int size() {
    return size;
  }

  /// Whether a target has no more room, and not because it is so fast that it will have in a
  /// moment: what else there is for it had better wait elsewhere.
  boolean isJammed(Target target, Instant now) {
    return room.isExceeded(target) && isBehind(target, now);
  }

  /// Whether nothing more should be read, since somebody's share of the room is used up who is
  /// being served.
  boolean isFull(Instant now) {
    return queues.values().stream()
        .flatMap(targets -> targets.entrySet().stream())
        .anyMatch(one ->
            !one.getValue().isEmpty()
                && !one.getValue().isBehind(PATIENCE, now)
                && room.isExceeded(one.getKey()));
  }

  private boolean isBehind(Target target, Instant now) {
    Map<Target, Waiting> targets = queues.get(target.tenant());
    Waiting waiting = targets == null ? null : targets.get(target);
    return waiting != null && waiting.isBehind(PATIENCE, now);
  }

  void add(Sending sending) {
    room.take(sending.target(), bytes(sending));
    size++;
    Deque<Sending> line = behind.get(sending.lane());
    if (line != null) {
      line.add(sending);
    } else {
      behind.put(sending.lane(), new ArrayDeque<>());
      enqueue(sending);
    }
  }

  private void enqueue(Sending sending) {
    Target target = sending.target();
    queues
        .computeIfAbsent(target.tenant(), _ -> new LinkedHashMap<>())
        .computeIfAbsent(target, _ -> new Waiting(bundles))
        .add(sending, rates.apply(sending.notification()));
  }

  /// Takes what is to be sent now, by message. It is in flight until it is [#landed].
  List<List<Sending>> takeOff(Instant now) {
    queues.values().forEach(targets -> targets.values().removeIf(one -> one.isIdle(now)));
    queues.values().removeIf(Map::isEmpty);
    List<List<Sending>> messages = new ArrayList<>();
    takeOff(true, pagesInFlight, now, messages);
    takeOff(false, othersInFlight, now, messages);
    return messages;
  }

  private void takeOff(boolean paging, Shares inFlight, Instant now, List<List<Sending>> messages) {
    Deque<Deque<Target>> turns = turns(paging);
    while (!turns.isEmpty()) {
      Deque<Target> targets = turns.remove();
      boolean served = false;
      while (!served && !targets.isEmpty()) {
        Target target = targets.remove();
        List<Sending> message = take(target, paging, inFlight, now);
        if (!message.isEmpty()) {
          messages.add(message);
          targets.add(target);
          served = true;
        }
      }
      if (served) {
        turns.add(targets);
      }
    }
  }

  /// Who has something that waits, in the order of their turns.
  private Deque<Deque<Target>> turns(boolean paging) {
    Deque<Deque<Target>> turns = new ArrayDeque<>();
    for (Map<Target, Waiting> targets : queues.values()) {
      Deque<Target> some = new ArrayDeque<>();
      targets.forEach((target, waiting) -> {
        if (!waiting.isEmpty(paging)) {
          some.add(target);
        }
      });
      if (!some.isEmpty()) {
        turns.add(some);
      }
    }
    return turns;
  }

  /// @return none when it is not the target's turn
  private List<Sending> take(Target target, boolean paging, Shares inFlight, Instant now) {
    SequencedMap<Target, Waiting> targets = queues.get(target.tenant());
    if (targets == null || !inFlight.hasRoom(target, 1)) {
      return List.of();
    }
    Waiting waiting = targets.get(target);
    if (waiting == null) {
      return List.of();
    }
    List<Sending> message = waiting.take(paging, now);
    for (Sending sending : message) {
      flying.add(sending);
      inFlight.take(target, 1);
      leave(sending);
    }
    if (!message.isEmpty()) {
      targets.putLast(target, waiting);
      queues.putLast(target.tenant(), targets);
    }
    return message;
  }

  /// A notification is in flight no more, so what is behind it in its lane may take its turn.
  void landed(Sending sending) {
    if (!flying.remove(sending)) {
      return;
    }
    inFlight(sending).giveBack(sending.target(), 1);
    Deque<Sending> line = behind.get(sending.lane());
    Sending next = line == null ? null : line.poll();
    if (next == null) {
      behind.remove(sending.lane());
    } else {
      enqueue(next);
    }
  }

  /// Forgets what waits of these partitions. What is in flight goes on.
  void forgetWaiting(Collection<TopicPartition> partitions) {
    for (Map<Target, Waiting> targets : queues.values()) {
      for (Waiting waiting : targets.values()) {
        for (Sending sending : waiting.remove(partitions)) {
          leave(sending);
          leaveLane(sending.lane());
        }
      }
    }
    for (Sending sending : flying) {
      Deque<Sending> line = behind.get(sending.lane());
      if (line != null && partitions.contains(sending.partition())) {
        line.forEach(this::leave);
        line.clear();
      }
    }
  }

  private void leaveLane(Sending.Lane lane) {
    Deque<Sending> line = behind.remove(lane);
    if (line != null) {
      line.forEach(this::leave);
    }
  }

  private void leave(Sending sending) {
    room.giveBack(sending.target(), bytes(sending));
    size--;
  }

  /// Forgets these partitions, what is in flight included.
  void forget(Collection<TopicPartition> partitions) {
    forgetWaiting(partitions);
    List<Sending> lost =
        flying.stream().filter(sending -> partitions.contains(sending.partition())).toList();
    lost.forEach(this::landed);
  }

  private Shares inFlight(Sending sending) {
    return sending.isPage() ? pagesInFlight : othersInFlight;
  }

  private static long bytes(Sending sending) {
    return Math.max(sending.bytes(), SMALLEST);
  }
}
