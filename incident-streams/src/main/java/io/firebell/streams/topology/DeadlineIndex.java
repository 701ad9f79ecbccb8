package io.firebell.streams.topology;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Which key has something due when, for each tenant in the order of time.
///
/// What is due is taken from one tenant after the other, the one whose turn was longest ago first,
/// so that however much of one is due, another waits for no more of it than is taken in one turn.
/// It is read from the front of the tenant's [Lane], so its cost does not depend on how much waits.
final class DeadlineIndex {

  /// One entry of the index.
  record Deadline(String tenant, Instant at, String key) {}

  private static final byte[] NOTHING = {};

  private final KeyValueStore<Bytes, byte[]> store;

  /// The lanes that have entries, the one whose turn was longest ago first.
  private final Map<String, Lane> lanes = new LinkedHashMap<>();

  DeadlineIndex(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
    Bytes from = Lane.FIRST;
    for (Optional<Lane> found = next(from); found.isPresent(); found = next(from)) {
      lanes.put(found.get().tenant(), found.get());
      from = found.get().end();
    }
  }

  private Optional<Lane> next(Bytes from) {
    try (var entries = store.range(from, null)) {
      return entries.hasNext() ? Optional.of(Lane.of(entries.next().key)) : Optional.empty();
    }
  }

  /// Moves a key's entry; null for none.
  void move(String tenant, String key, @Nullable Instant from, @Nullable Instant to) {
    if (from != null && from.equals(to)) {
      return;
    }
    if (from != null) {
      store.delete(new Lane(tenant, from).entry(from, key));
    }
    if (to != null) {
      Lane lane = lanes.computeIfAbsent(tenant, _ -> new Lane(tenant, to));
      lane.hasFrom(to);
      store.put(lane.entry(to, key), NOTHING);
    }
  }

  /// The earliest entries of the tenant whose turn it is among those of whom something is due. They
  /// are to be moved now.
  ///
  /// @param limit how many at the most
  /// @return empty if nothing is due
  List<Deadline> turn(Instant now, int limit) {
    Iterator<Lane> turns = lanes.values().iterator();
    while (turns.hasNext()) {
      Lane lane = turns.next();
      if (lane.front().isAfter(now)) {
        continue;
      }
      List<Deadline> due = read(lane, now, limit);
      if (!due.isEmpty()) {
        turns.remove();
        lanes.put(lane.tenant(), lane);
        return due;
      }
    }
    return List.of();
  }

  private List<Deadline> read(Lane lane, Instant now, int limit) {
    List<Deadline> due = new ArrayList<>();
    try (var entries = entries(lane)) {
      while (due.size() < limit && entries.hasNext()) {
        Deadline deadline = lane.deadline(entries.next().key);
        lane.hasNoneBefore(deadline.at());
        if (deadline.at().isAfter(now)) {
          break;
        }
        due.add(deadline);
      }
    }
    return due;
  }

  /// Of whom something is due at any time.
  Set<String> tenants() {
    return Set.copyOf(lanes.keySet());
  }

  /// The next entries of a tenant, in the order of time, whether they are due or not.
  ///
  /// @param after the last one before them; null for from the first on
  /// @param limit how many at the most
  List<Deadline> next(String tenant, @Nullable Deadline after, int limit) {
    @Nullable Lane lane = lanes.get(tenant);
    if (lane == null) {
      return List.of();
    }
    List<Deadline> found = new ArrayList<>();
    Bytes from = after == null ? lane.entry(lane.front(), "") : lane.entry(after.at(), after.key());
    try (var entries = store.range(from, lane.end())) {
      while (found.size() < limit && entries.hasNext()) {
        Deadline deadline = lane.deadline(entries.next().key);
        if (!deadline.equals(after)) {
          found.add(deadline);
        }
      }
    }
    return found;
  }

  /// When the first entry is due; empty when there is none.
  Optional<Instant> earliest() {
    while (!lanes.isEmpty()) {
      Lane lane = lanes.values().stream().min(Comparator.comparing(Lane::front)).orElseThrow();
      Instant expected = lane.front();
      try (var entries = entries(lane)) {
        if (!entries.hasNext()) {
          lanes.remove(lane.tenant());
          continue;
        }
        lane.hasNoneBefore(lane.deadline(entries.next().key).at());
      }
      if (lane.front().equals(expected)) {
        return Optional.of(expected);
      }
    }
    return Optional.empty();
  }

  private KeyValueIterator<Bytes, byte[]> entries(Lane lane) {
    return store.range(lane.entry(lane.front(), ""), lane.end());
  }
}
