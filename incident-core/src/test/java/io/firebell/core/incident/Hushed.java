package io.firebell.core.incident;

import io.firebell.core.classify.Priority;
import io.firebell.core.classify.PriorityLevel;
import io.firebell.core.policy.Plan;
import io.firebell.core.policy.Policy;
import io.firebell.core.policy.Response;
import io.firebell.core.route.Route;
import io.firebell.core.route.RoutingTree;
import io.firebell.core.time.Hours;
import io.firebell.core.time.TimeInterval;
import io.firebell.core.time.TimeRange;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Policies of [Given] under which people are left alone at times of the day.
///
/// @param hours what the policy calls which times
/// @param muted the hours in which nobody is told
/// @param active the hours in which alone anybody is told
/// @param answered the hours in which a priority is answered
/// @param promised how soon somebody is told of a priority
/// @param respond how soon somebody takes what has any priority; null when that is not promised
record Hushed(
    Policy policy,
    Map<String, Hours> hours,
    List<String> muted,
    List<String> active,
    Map<Priority, String> answered,
    Map<Priority, Duration> promised,
    @Nullable Duration respond) {

  static Hushed hushing(Policy policy) {
    return new Hushed(policy, Map.of(), List.of(), List.of(), Map.of(), Map.of(), null);
  }

  /// Times of every day by UTC: `03:10-04:00`.
  Hushed calling(String name, String... times) {
    List<TimeRange> ranges =
        Arrays.stream(times)
            .map(time -> new TimeRange(minute(time.substring(0, 5)), minute(time.substring(6))))
            .toList();
    TimeInterval daily =
        new TimeInterval(ranges, Set.of(), List.of(), Set.of(), List.of(), ZoneOffset.UTC);
    Map<String, Hours> more = new HashMap<>(hours);
    more.put(name, new Hours(name, List.of(daily)));
    return new Hushed(policy, more, muted, active, answered, promised, respond);
  }

  private static int minute(String time) {
    return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
  }

  Hushed mutedIn(String... names) {
    return new Hushed(policy, hours, List.of(names), active, answered, promised, respond);
  }

  Hushed activeIn(String... names) {
    return new Hushed(policy, hours, muted, List.of(names), answered, promised, respond);
  }

  Hushed answering(Priority priority, String name) {
    Map<Priority, String> more = new HashMap<>(answered);
    more.put(priority, name);
    return new Hushed(policy, hours, muted, active, more, promised, respond);
  }

  Hushed promising(Priority priority, Duration within) {
    Map<Priority, Duration> more = new HashMap<>(promised);
    more.put(priority, within);
    return new Hushed(policy, hours, muted, active, answered, more, respond);
  }

  Hushed responding(Duration within) {
    return new Hushed(policy, hours, muted, active, answered, promised, within);
  }

  Policy toPolicy() {
    return new Policy(
        policy.version(),
        policy.resolveTimeout(),
        policy.reopenWithin(),
        levels(),
        policy.classifier(),
        new RoutingTree(root(policy.routing().root())),
        Map.of("disks", new Plan("disks", responses())),
        policy.escalations(),
        policy.schedules(),
        policy.users(),
        policy.channels(),
        policy.providers(),
        hours,
        policy.mutes(),
        policy.heartbeats(),
        List.of());
  }

  private List<PriorityLevel> levels() {
    return policy.levels().stream()
        .map(level ->
            new PriorityLevel(
                level.priority(),
                level.name(),
                level.aliases(),
                respond,
                level.update(),
                level.postmortem(),
                level.recover()))
        .toList();
  }

  private Route root(Route root) {
    return new Route(
        root.key(),
        root.matchers(),
        root.groupBy(),
        root.groupWait(),
        root.groupInterval(),
        root.repeatInterval(),
        root.continues(),
        root.plan(),
        root.routes(),
        muted,
        active);
  }

  private Map<Priority, Response> responses() {
    Map<Priority, Response> responses = new EnumMap<>(Priority.class);
    for (Priority priority : Priority.values()) {
      Response response = policy.response(policy.routing().root(), priority);
      @Nullable Duration within = promised.get(priority);
      String answer = answered.getOrDefault(priority, "");
      responses.put(
          priority,
          new Response(response.escalate(), response.after(), response.inform(), answer, within));
    }
    return responses;
  }
}
