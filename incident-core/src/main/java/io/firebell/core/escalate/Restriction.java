package io.firebell.core.escalate;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;

/// Hours of the week outside which a layer is not on call.
///
/// They begin and end on the clock of a zone. Where that clock changes, they do so as turns do: in
/// time that is skipped as much later as was skipped, in time that is repeated the first time.
///
/// @param days on which they begin; at least one
/// @param to when they end; on the day after when it is not later than `from`
public record Restriction(Set<DayOfWeek> days, LocalTime from, LocalTime to) {

  /// What is still open today may have begun two days ago where a day was skipped; where the clock
  /// was put back before midnight, what begins tomorrow may be open already.
  private static final int DAYS_BACK = 2;

  private static final int DAYS_AHEAD = 1;
  private static final int WEEK = 7;

  /// @throws IllegalArgumentException if there is no day
  public Restriction {
    days = Set.copyOf(days);
    if (days.isEmpty()) {
      throw new IllegalArgumentException("a restriction should have a day: has none");
    }
  }

  /// One stretch of time, without its end.
  private record Window(Instant from, Instant to) {
    boolean contains(Instant at) {
      return !at.isBefore(from) && at.isBefore(to);
    }
  }

  /// Whether an instant is within these hours.
  boolean contains(Instant at, ZoneId zone) {
    return windows(at, DAYS_AHEAD, zone).anyMatch(window -> window.contains(at));
  }

  /// An instant after `at` before which nothing begins and nothing ends.
  Instant changeAfter(Instant at, ZoneId zone) {
    return windows(at, DAYS_AHEAD + WEEK, zone)
        .flatMap(window -> Stream.of(window.from, window.to))
        .filter(change -> change.isAfter(at))
        .min(Comparator.naturalOrder())
        .orElse(at.plus(Duration.ofDays(WEEK)));
  }

  private Stream<Window> windows(Instant around, int daysAhead, ZoneId zone) {
    LocalDate today = LocalDate.ofInstant(around, zone);
    return today
        .minusDays(DAYS_BACK)
        .datesUntil(today.plusDays(daysAhead + 1L))
        .filter(day -> days.contains(day.getDayOfWeek()))
        .map(day -> window(day, zone));
  }

  private Window window(LocalDate day, ZoneId zone) {
    LocalDate lastDay = to.isAfter(from) ? day : day.plusDays(1);
    return new Window(
        day.atTime(from).atZone(zone).toInstant(), lastDay.atTime(to).atZone(zone).toInstant());
  }
}
