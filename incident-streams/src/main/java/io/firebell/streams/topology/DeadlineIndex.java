package io.firebell.streams.topology;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Which key has something due when, for each tenant in the order of time.
///
/// What is due is taken from one tenant after the other, the one whose turn was longest ago first,
/// so that however much of one is due, another waits for no more of it than is taken in one turn.
/// It is taken from the front of the tenant's [Lane], so its cost does not depend on how much
/// waits.
final class DeadlineIndex {

  /// One entry of the index.
  record Deadline(String tenant, Instant at, String key) {}

  /// How many entries of a tenant are read from the store at a time.
  private static final int AHEAD = 256;

  private final KeyValueStore<Bytes, byte[]> store;
  private final int ahead;

  /// The one whose turn was longest ago first. Some may have become empty.
  private final Map<String, Lane> lanes = new LinkedHashMap<>();

  DeadlineIndex(KeyValueStore<Bytes, byte[]> store) {
    this(store, AHEAD);
  }

  DeadlineIndex(KeyValueStore<Bytes, byte[]> store, int ahead) {
    this.store = store;
    this.ahead = ahead;
    Bytes from = Lane.FIRST;
    for (Optional<Lane> found = next(from); found.isPresent(); found = next(from)) {
      lanes.put(found.get().tenant(), found.get());
      from = found.get().end();
    }
  }

  private Optional<Lane> next(Bytes from) {
    try (var entries = store.range(from, null)) {
      return entries.hasNext()
          ? Optional.of(lane(Lane.tenant(entries.next().key.get())))
          : Optional.empty();
    }
  }

  private Lane lane(String tenant) {
    return new Lane(store, ahead, tenant);
  }

  /// Moves a key's entry; null for none.
  void move(String tenant, String key, @Nullable Instant from, @Nullable Instant to) {
    if (Objects.equals(from, to)) {
      return;
    }
    Lane lane = lanes.computeIfAbsent(tenant, this::lane);
    if (from != null) {
      lane.delete(from, key);
    }
    if (to != null) {
      lane.put(to, key);
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
      List<Deadline> due =
          lane.first().limit(limit).takeWhile(deadline -> !deadline.at().isAfter(now)).toList();
      if (!due.isEmpty()) {
        turns.remove();
        lanes.put(lane.tenant(), lane);
        return due;
      }
    }
    return List.of();
  }

  /// Of whom something is due at any time.
  Set<String> tenants() {
    return lanes.values().stream()
        .filter(lane -> lane.front().isPresent())
        .map(Lane::tenant)
        .collect(Collectors.toSet());
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
    try (var entries = lane.from(after)) {
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
    return lanes.values().stream()
        .flatMap(lane -> lane.front().stream())
        .min(Comparator.naturalOrder());
  }
}
