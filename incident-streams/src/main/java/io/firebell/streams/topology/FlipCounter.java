package io.firebell.streams.topology;

import io.firebell.core.dedup.AlertChange.Kind;
import io.firebell.core.dedup.AlertState;
import io.firebell.core.dedup.Deduplicated;
import io.firebell.core.mute.Flapping;
import io.firebell.core.mute.Flips;
import java.time.Instant;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Counts how often alerts begin and end, as long as that can make them flap.
final class FlipCounter {

  private final KeyValueStore<String, Flips> flips;
  private final DeadlineClock clock;

  FlipCounter(KeyValueStore<String, Flips> flips, DeadlineClock clock) {
    this.flips = flips;
    this.clock = clock;
  }

  Flips of(String key) {
    @Nullable Flips known = flips.get(key);
    return known == null ? Flips.NONE : known;
  }

  /// Takes note of it where an alert begins or ends.
  ///
  /// @param known what was known of the alert before; null for nothing
  /// @param flapping null where nothing counts as such
  Flips count(
      String tenant,
      String key,
      @Nullable AlertState known,
      Deduplicated decided,
      Instant now,
      @Nullable Flapping flapping) {
    if (flapping == null) {
      return Flips.NONE;
    }
    boolean ends =
        decided.changes().stream()
            .anyMatch(one -> one.kind() == Kind.RESOLVED || one.kind() == Kind.EXPIRED);
    boolean begins = decided.next() != null && (known == null || ends);
    Flips before = of(key);
    Flips ended = ends ? before.plus(now, flapping) : before;
    Flips turned = begins ? ended.plus(now, flapping) : ended;
    if (ends || begins) {
      flips.put(key, turned);
      clock.move(tenant, key, null, turned.countUntil(flapping));
    }
    return turned;
  }

  /// Forgets those of an alert that cannot count any more.
  void forget(String key, Instant now, @Nullable Flapping flapping) {
    @Nullable Flips known = flips.get(key);
    if (known != null && (flapping == null || !known.countUntil(flapping).isAfter(now))) {
      flips.delete(key);
    }
  }
}
