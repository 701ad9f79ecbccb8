package io.firebell.standalone;

import io.firebell.core.escalate.Schedule;
import io.firebell.core.escalate.Shift;
import io.firebell.core.escalate.Target;
import io.firebell.core.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// A stretch of time in which a schedule that is paged has nobody on call.
///
/// @param from begins no earlier than whoever looks
/// @param to when somebody is on call again, as far as whoever looks can see
record CoverageGap(Schedule schedule, Instant from, Instant to) {

  /// The gaps of every schedule that an escalation pages, by the names of the schedules and in the
  /// order of time.
  static List<CoverageGap> in(Policy policy, Instant from, Duration ahead) {
    return pagedSchedules(policy).flatMap(schedule -> gaps(schedule, from, ahead)).toList();
  }

  private static Stream<Schedule> pagedSchedules(Policy policy) {
    return policy.escalations().values().stream()
        .flatMap(escalation -> escalation.steps().stream())
        .flatMap(step -> step.page().stream())
        .filter(Target.ToSchedule.class::isInstance)
        .map(Target::name)
        .distinct()
        .sorted()
        .map(policy.schedules()::get)
        .filter(Objects::nonNull);
  }

  private static Stream<CoverageGap> gaps(Schedule schedule, Instant from, Duration ahead) {
    return schedule.shifts(from, from.plus(ahead)).stream()
        .filter(Shift::isGap)
        .map(gap -> new CoverageGap(schedule, gap.from(), gap.to()));
  }

  /// On the clock of the schedule.
  @Override
  public String toString() {
    return "schedule \"%s\": nobody is on call from %s to %s"
        .formatted(
            schedule.name(),
            OffsetDateTime.ofInstant(from, schedule.zone()),
            OffsetDateTime.ofInstant(to, schedule.zone()));
  }
}
