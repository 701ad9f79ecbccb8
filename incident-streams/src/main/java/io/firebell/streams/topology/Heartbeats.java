package io.firebell.streams.topology;

import io.firebell.core.alert.Alert;
import io.firebell.core.heartbeat.Heartbeat;
import io.firebell.core.heartbeat.Pulse;
import io.firebell.core.policy.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// The heartbeats that a task expects: those whose key belongs to its partition.
final class Heartbeats {

  private final KeyValueStore<String, Pulse> pulses;
  private final DeadlineClock clock;
  private final Function<String, Policy> policies;
  private final Share share;
  private final BiConsumer<Alert, Instant> alarm;

  /// @param pulses what is known of each, by its key on the log
  /// @param alarm takes an alert that says that one is missing, or is not any more
  Heartbeats(
      KeyValueStore<String, Pulse> pulses,
      DeadlineClock clock,
      Function<String, Policy> policies,
      Share share,
      BiConsumer<Alert, Instant> alarm) {
    this.pulses = pulses;
    this.clock = clock;
    this.policies = policies;
    this.share = share;
    this.alarm = alarm;
  }

  /// The names of those as which an alert of another source counts.
  static List<String> heardIn(Alert alert, Policy policy) {
    return policy.heartbeats().values().stream()
        .filter(one -> one.isHeardIn(alert))
        .map(Heartbeat::name)
        .toList();
  }

  /// One has been heard. What nobody expects is ignored.
  void heard(String key, Alert beat, Instant now) {
    Policy policy = policies.apply(beat.tenant());
    @Nullable Heartbeat heartbeat = policy.heartbeats().get(Heartbeat.nameOf(beat));
    if (heartbeat == null) {
      return;
    }
    @Nullable Pulse before = pulses.get(key);
    put(key, before, Pulse.expected(heartbeat, now));
    if (before != null && before.isMissing()) {
      alarm.accept(Heartbeat.back(beat.tenant(), before, now), now);
    }
  }

  /// The time of one may have come.
  void check(String key, Instant now) {
    @Nullable Pulse before = pulses.get(key);
    @Nullable Heartbeat heartbeat =
        before == null ? null : policies.apply(tenant(key)).heartbeats().get(before.name());
    if (before == null || heartbeat == null) {
      return;
    }
    Pulse next = before.checked(heartbeat, now);
    put(key, before, next);
    if (next.isMissing() && !before.isMissing()) {
      alarm.accept(Heartbeat.missing(tenant(key), next, now), now);
    }
  }

  /// A tenant's policy is in force: what it expects is expected from now on, and nothing else is.
  void expect(String tenant, Policy policy, Instant now) {
    List<KeyValue<String, Pulse>> known = new ArrayList<>();
    // "0" is the character after "/".
    try (var all = pulses.range(tenant + "/", tenant + "0")) {
      all.forEachRemaining(known::add);
    }
    known.stream()
        .filter(entry -> !policy.heartbeats().containsKey(entry.value.name()))
        .forEach(entry -> forget(entry.key, entry.value, now));
    for (Heartbeat heartbeat : policy.heartbeats().values()) {
      String key = tenant + "/" + Heartbeat.beat(heartbeat.name()).fingerprint();
      if (share.has(key)) {
        @Nullable Pulse before = pulses.get(key);
        Pulse next = before == null ? Pulse.expected(heartbeat, now) : before.under(heartbeat);
        put(key, before, next);
      }
    }
  }

  private void forget(String key, Pulse pulse, Instant now) {
    pulses.delete(key);
    clock.move(tenant(key), key, pulse.dueAt(), null);
    if (pulse.isMissing()) {
      alarm.accept(Heartbeat.back(tenant(key), pulse, now), now);
    }
  }

  private void put(String key, @Nullable Pulse before, Pulse next) {
    if (!next.equals(before)) {
      pulses.put(key, next);
      clock.move(
          tenant(key),
          key,
          before == null || before.isMissing() ? null : before.dueAt(),
          next.isMissing() ? null : next.dueAt());
    }
  }

  private static String tenant(String key) {
    return key.substring(0, key.lastIndexOf('/'));
  }
}
