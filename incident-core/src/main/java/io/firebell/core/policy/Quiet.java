package io.firebell.core.policy;

import io.firebell.core.classify.Priority;
import io.firebell.core.route.Route;
import io.firebell.core.time.Hours;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A time in which nobody is told of an incident, by its route's hours or by its plan's.
///
/// @param reason whose hours they are
/// @param until when it is over; when to look again where that is further away than [#LONGEST]
public record Quiet(String reason, Instant until) {

  /// The longest time for which it is taken for granted that the policy stays as it is.
  public static final Duration LONGEST = Duration.ofDays(7);

  /// Whether these hours keep an incident quiet at a time.
  ///
  /// @param inside whether they do so while they last, or else while they do not
  private record Condition(List<Hours> hours, boolean inside, String reason) {

    boolean holds(Instant at) {
      return hours.stream().anyMatch(one -> one.contains(at)) == inside;
    }
  }

  /// The quiet in which an instant is; empty when it is in none.
  static Optional<Quiet> at(Instant at, Policy policy, Route route, Priority priority) {
    List<Condition> conditions = conditions(policy, route, priority);
    return conditions.stream()
        .filter(condition -> condition.holds(at))
        .findFirst()
        .map(condition -> new Quiet(condition.reason, end(at, conditions)));
  }

  private static List<Condition> conditions(Policy policy, Route route, Priority priority) {
    List<Condition> conditions = new ArrayList<>();
    for (String name : route.muteHours()) {
      String reason = "route " + route.key() + " is muted in the hours " + name;
      conditions.add(new Condition(hours(policy, List.of(name)), true, reason));
    }
    List<String> active = route.activeHours();
    if (!active.isEmpty()) {
      String reason =
          "route " + route.key() + " is active only in the hours " + String.join(", ", active);
      conditions.add(new Condition(hours(policy, active), false, reason));
    }
    String answered = policy.response(route, priority).hours();
    if (!answered.isEmpty()) {
      String reason =
          "plan " + route.plan() + " answers " + priority + " only in the hours " + answered;
      conditions.add(new Condition(hours(policy, List.of(answered)), false, reason));
    }
    return conditions;
  }

  private static List<Hours> hours(Policy policy, List<String> names) {
    return names.stream()
        .flatMap(name -> Optional.ofNullable(policy.hours().get(name)).stream())
        .toList();
  }

  /// The first instant from `at` on, of those at which any hours begin or end, that is not quiet.
  private static Instant end(Instant at, List<Condition> conditions) {
    Instant latest = at.plus(LONGEST);
    Instant end = at;
    while (end.isBefore(latest) && isQuiet(end, conditions)) {
      Instant from = end;
      end =
          conditions.stream()
              .flatMap(condition -> condition.hours.stream())
              .flatMap(hours -> hours.nextChange(from).stream())
              .min(Instant::compareTo)
              .orElse(latest);
    }
    return end.isBefore(latest) ? end : latest;
  }

  private static boolean isQuiet(Instant at, List<Condition> conditions) {
    return conditions.stream().anyMatch(condition -> condition.holds(at));
  }
}
