package io.firebell.core.time;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Times that recur by the calendar: what is in every one of its parts, of which an empty one
/// stands for every time.
///
/// It is Alertmanager's [time
/// interval](https://prometheus.io/docs/alerting/latest/configuration/#time_interval): an instant
/// is within it by what clock and calendar of its zone show then. Where a clock is put back, it is
/// therefore within the same hour twice; where it is put forward, within an hour that is skipped
/// not at all. Two things differ. A stretch of the day may cross midnight, and then belongs to the
/// day on which it begins. And a month in which clocks change is as long as it is: Alertmanager
/// takes the last day of such a March for the last but one.
///
/// @param times stretches of the day
/// @param days days of the week
/// @param daysOfMonth days of the month
/// @param zone whose clock and calendar
public record TimeInterval(
    List<TimeRange> times,
    Set<DayOfWeek> days,
    List<DayRange> daysOfMonth,
    Set<Month> months,
    List<YearRange> years,
    ZoneId zone) {

  /// How far ahead a change is looked for. Every day of the calendar comes within it: 29 February
  /// is up to eight years away.
  static final Duration HORIZON = Duration.ofDays(10 * 366L);

  public TimeInterval {
    times = List.copyOf(times);
    days = Set.copyOf(days);
    daysOfMonth = List.copyOf(daysOfMonth);
    months = Set.copyOf(months);
    years = List.copyOf(years);
  }

  /// Whether an instant is within it.
  public boolean contains(Instant at) {
    LocalDateTime local = LocalDateTime.ofInstant(at, zone);
    LocalDate date = local.toLocalDate();
    if (times.isEmpty()) {
      return hasDay(date);
    }
    int minute = local.getHour() * 60 + local.getMinute();
    return (times.stream().anyMatch(range -> range.contains(minute)) && hasDay(date))
        || (times.stream().anyMatch(range -> range.reaches(minute)) && hasDay(date.minusDays(1)));
  }

  /// The first instant after `after` at which it begins or ends; empty when that is further away
  /// than [#HORIZON].
  Optional<Instant> nextChange(Instant after) {
    boolean before = contains(after);
    // The clock may have been put back over midnight: then what is to come is a day that has been.
    LocalDate first = LocalDate.ofInstant(after, zone).minusDays(1);
    LocalDate end = LocalDate.ofInstant(after.plus(HORIZON), zone);
    return first
        .datesUntil(end)
        .filter(this::mayChangeOn)
        .flatMap(date -> boundaries(date).tailSet(after, false).stream())
        .filter(boundary -> contains(boundary) != before)
        .findFirst();
  }

  /// Whether a stretch begins on this day.
  private boolean hasDay(LocalDate date) {
    return (days.isEmpty() || days.contains(date.getDayOfWeek()))
        && (months.isEmpty() || months.contains(date.getMonth()))
        && (years.isEmpty() || years.stream().anyMatch(range -> range.contains(date.getYear())))
        && (daysOfMonth.isEmpty() || daysOfMonth.stream().anyMatch(range -> range.contains(date)));
  }

  /// Whether it can begin or end on this day: one with a stretch, or after one.
  private boolean mayChangeOn(LocalDate date) {
    boolean hasDayBefore = hasDay(date.minusDays(1));
    return hasDay(date) ? !hasDayBefore || !times.isEmpty() : hasDayBefore;
  }

  /// Every instant of a day and the next at which it may begin or end, in their order, which a
  /// clock that is put back over midnight does not keep.
  private NavigableSet<Instant> boundaries(LocalDate date) {
    NavigableSet<Instant> boundaries = new TreeSet<>();
    addBoundaries(date, boundaries);
    addBoundaries(date.plusDays(1), boundaries);
    return boundaries;
  }

  private void addBoundaries(LocalDate date, NavigableSet<Instant> boundaries) {
    boundaries.addAll(instants(date.atStartOfDay()));
    for (TimeRange range : times) {
      boundaries.addAll(instants(date.atStartOfDay().plusMinutes(range.start())));
      boundaries.addAll(instants(date.atStartOfDay().plusMinutes(range.end())));
    }
    Instant start = date.atStartOfDay(zone).toInstant();
    Instant end = date.plusDays(1).atStartOfDay(zone).toInstant();
    @Nullable ZoneOffsetTransition shift = zone.getRules().nextTransition(start);
    if (shift != null && shift.getInstant().isBefore(end)) {
      boundaries.add(shift.getInstant());
    }
  }

  /// When the clock of the zone shows this: once, twice where it is put back, and where it is put
  /// forward over this time at that instant.
  private List<Instant> instants(LocalDateTime local) {
    ZoneRules rules = zone.getRules();
    List<ZoneOffset> offsets = rules.getValidOffsets(local);
    return offsets.isEmpty()
        ? List.of(rules.getTransition(local).getInstant())
        : offsets.stream().map(local::toInstant).toList();
  }
}
