package io.firebell.core.escalate;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;

/// Who is on call when: users who take turns of a day or a week.
///
/// Turns change at the handoff time of the schedule's own zone, so a turn is an hour shorter or
/// longer where daylight-saving time begins or ends.
///
/// @param zone whose clock the handoff is on
/// @param rotation how long a turn is
/// @param handoffDay the day on which weekly turns change; without meaning for daily ones
/// @param handoffTime the local time at which turns change
/// @param start a day of the first user's turn
/// @param users whose turn it is, in order; at least one
public record Schedule(
    String name,
    ZoneId zone,
    Rotation rotation,
    DayOfWeek handoffDay,
    LocalTime handoffTime,
    LocalDate start,
    List<String> users) {

  /// How long a turn is.
  public enum Rotation {
    DAILY(1),
    WEEKLY(7);

    private final int days;

    Rotation(int days) {
      this.days = days;
    }
  }

  /// @throws IllegalArgumentException if there is no user
  public Schedule {
    users = List.copyOf(users);
    if (users.isEmpty()) {
      throw new IllegalArgumentException("a schedule should have a user: " + name + " has none");
    }
  }

  /// The user whose turn it is at an instant.
  public String onCallAt(Instant at) {
    LocalDate turn = handoffOnOrBefore(LocalDate.ofInstant(at, zone));
    if (at.isBefore(turn.atTime(handoffTime).atZone(zone).toInstant())) {
      turn = turn.minusDays(rotation.days);
    }
    long turns = ChronoUnit.DAYS.between(handoffOnOrBefore(start), turn) / rotation.days;
    return users.get((int) Math.floorMod(turns, (long) users.size()));
  }

  private LocalDate handoffOnOrBefore(LocalDate day) {
    return switch (rotation) {
      case DAILY -> day;
      case WEEKLY -> day.with(TemporalAdjusters.previousOrSame(handoffDay));
    };
  }
}
