package io.firebell.streams.topology;

import io.firebell.core.policy.Policies;
import io.firebell.core.policy.Policy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Sees to it that a new policy takes effect on the alerts that fire already, without waiting for
/// their repeats. They are looked at some at a time, so that nothing else has to wait for long.
final class PolicyWatch {

  /// How often to look for a new policy.
  static final Duration EVERY = Duration.ofSeconds(5);

  /// How many alerts are looked at in one go, and how soon the next follow.
  private static final int BATCH = 500;

  private static final Duration NEXT = Duration.ofMillis(20);

  /// The version of a policy that nobody has seen yet.
  private static final long NONE = -1;

  private final ProcessingContext context;
  private final KeyValueStore<String, Long> applied;
  private final KeyValueStore<String, ?> alerts;
  private final Policies policies;
  private final Consumer<String> reconsider;
  private final BiConsumer<String, Policy> applies;

  /// What all alerts of a tenant have seen, the tenant whose turn was longest ago first.
  private final Map<String, Long> versions = new LinkedHashMap<>();

  private @Nullable Cancellable sweeping;

  /// @param applied the version of the policy that all alerts of a tenant have seen, by tenant
  /// @param alerts the alerts, by `tenant/fingerprint`
  /// @param policies those in force
  /// @param reconsider what is done about an alert, by its key
  /// @param applies what is done about a tenant whose policy is another
  PolicyWatch(
      ProcessingContext context,
      KeyValueStore<String, Long> applied,
      KeyValueStore<String, ?> alerts,
      Policies policies,
      Consumer<String> reconsider,
      BiConsumer<String, Policy> applies) {
    this.context = context;
    this.applied = applied;
    this.alerts = alerts;
    this.policies = policies;
    this.reconsider = reconsider;
    this.applies = applies;
    try (var all = applied.all()) {
      all.forEachRemaining(entry -> versions.put(entry.key, entry.value));
    }
    context.schedule(EVERY, PunctuationType.WALL_CLOCK_TIME, _ -> look());
  }

  /// Takes note that there is an alert of a tenant.
  void sees(String tenant, Policy policy) {
    if (!versions.containsKey(tenant)) {
      applies.accept(tenant, policy);
      note(tenant, policy.version());
    }
  }

  private void look() {
    // What a policy expects is expected before there has been an alert.
    policies.tenants().forEach(tenant -> versions.putIfAbsent(tenant, NONE));
    if (sweeping == null) {
      versions.keySet().stream()
          .filter(tenant -> policies.apply(tenant).version() != versions.getOrDefault(tenant, NONE))
          .findFirst()
          .ifPresent(this::begin);
    }
  }

  private void begin(String tenant) {
    Policy policy = policies.apply(tenant);
    applies.accept(tenant, policy);
    sweep(tenant, policy.version(), tenant + "/");
  }

  /// Looks at the next alerts of a tenant.
  ///
  /// @param version the policy that they are to see
  /// @param from the key of the first
  private void sweep(String tenant, long version, String from) {
    if (sweeping != null) {
      sweeping.cancel();
      sweeping = null;
    }
    List<String> keys = new ArrayList<>();
    // "0" is the character after "/".
    try (var found = alerts.range(from, tenant + "0")) {
      while (found.hasNext() && keys.size() <= BATCH) {
        keys.add(found.next().key);
      }
    }
    keys.stream().limit(BATCH).forEach(reconsider);
    if (keys.size() > BATCH) {
      String next = keys.getLast();
      sweeping =
          context.schedule(
              NEXT, PunctuationType.WALL_CLOCK_TIME, _ -> sweep(tenant, version, next));
    } else {
      note(tenant, version);
    }
  }

  private void note(String tenant, long version) {
    versions.remove(tenant);
    versions.put(tenant, version);
    applied.put(tenant, version);
  }
}
