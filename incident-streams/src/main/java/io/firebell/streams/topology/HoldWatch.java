package io.firebell.streams.topology;

import io.firebell.core.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.jspecify.annotations.Nullable;

/// Sees to it that a new policy is heard by incidents that wait for hours of an old one. It goes
/// through what has something due, which whatever waits for hours has, in the order of time and
/// some at a time, so that nothing else has to wait for long.
///
/// A policy is taken up at the second look that finds it: by then the first stage has begun to take
/// the alerts to where it routes them, see [PolicyWatch], and nobody is told of a group that they
/// leave. What a task has heard before it began is not kept, so that it goes through all once.
final class HoldWatch {

  /// How many incidents are looked at in one go, and how soon the next follow.
  static final int BATCH = 200;

  private static final Duration NEXT = Duration.ofMillis(20);

  private final ProcessingContext context;
  private final DeadlineIndex index;
  private final Function<String, Policy> policies;
  private final BooleanSupplier isUpToDate;
  private final Consumer<String> reconsider;

  /// The policy that a tenant had at the last look.
  private final Map<String, Long> seen = new HashMap<>();

  /// The policy that all incidents of a tenant have heard of.
  private final Map<String, Long> heard = new HashMap<>();

  private @Nullable Sweep sweep;

  /// @param index when which incident has something due
  /// @param policies the policy in force by tenant
  /// @param isUpToDate whether the task has heard all that was said to it: nobody is to be told of
  ///   what somebody has ended, if that lies unread
  /// @param reconsider has an incident hear of the policy, by the key of its group
  HoldWatch(
      ProcessingContext context,
      DeadlineIndex index,
      Function<String, Policy> policies,
      BooleanSupplier isUpToDate,
      Consumer<String> reconsider) {
    this.context = context;
    this.index = index;
    this.policies = policies;
    this.isUpToDate = isUpToDate;
    this.reconsider = reconsider;
    context.schedule(PolicyWatch.EVERY, PunctuationType.WALL_CLOCK_TIME, _ -> look());
  }

  /// Takes note that something of an incident is due at another time. One that comes to lie where
  /// has been looked already is looked at once more.
  ///
  /// @param to null when nothing is due any more
  void moved(String tenant, String key, @Nullable Instant to) {
    if (sweep != null && to != null && sweep.tenant.equals(tenant)) {
      sweep.moved(key, to);
    }
  }

  private void look() {
    Set<String> tenants = index.tenants();
    seen.keySet().retainAll(tenants);
    heard.keySet().retainAll(tenants);
    for (String tenant : tenants) {
      Long version = policies.apply(tenant).version();
      boolean isSettled = version.equals(seen.put(tenant, version));
      boolean isNews = isSettled && !version.equals(heard.get(tenant));
      if (isNews && sweep == null && isUpToDate.getAsBoolean()) {
        sweep = new Sweep(tenant, version);
      }
    }
  }

  /// One way through the incidents of a tenant.
  private final class Sweep {

    private final String tenant;
    private final long version;
    private final Queue<String> again = new ArrayDeque<>();
    private final Cancellable turns;
    private DeadlineIndex.@Nullable Deadline last;

    /// @param version of the policy that they are to hear of
    Sweep(String tenant, long version) {
      this.tenant = tenant;
      this.version = version;
      this.turns = context.schedule(NEXT, PunctuationType.WALL_CLOCK_TIME, _ -> turn());
    }

    private void moved(String key, Instant to) {
      if (last != null && !to.isAfter(last.at())) {
        again.add(key);
      }
    }

    private void turn() {
      int room = BATCH;
      for (; room > 0 && !again.isEmpty(); room--) {
        reconsider.accept(again.remove());
      }
      List<DeadlineIndex.Deadline> next = index.next(tenant, last, room);
      for (DeadlineIndex.Deadline one : next) {
        last = one;
        reconsider.accept(one.key());
      }
      if (next.size() < room && again.isEmpty()) {
        turns.cancel();
        heard.put(tenant, version);
        sweep = null;
      }
    }
  }
}
