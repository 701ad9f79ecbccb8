package io.firebell.core.escalate;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/// When turns begin: an endless sequence of times on a local clock, numbered from 0, which runs
/// backwards before that too.
///
/// Where the clock of a zone changes, a turn
///
/// | would begin | begins |
/// |---|---|
/// | in the time that is skipped | as much later as was skipped, but not after the next turn |
/// | in the time that is repeated | the first time |
///
/// so turns are an hour shorter or longer there, and always in their order. Turns that would begin
/// with the next one, being shorter than what is skipped, are left out.
public sealed interface Rotation {

  /// When a turn begins on the local clock; later for every later turn.
  LocalDateTime begin(long turn);

  /// The last turn that begins no later than a time on the local clock.
  long turnAt(LocalDateTime local);

  /// Turns that are equally long on the local clock.
  ///
  /// @param first the beginning of turn 0
  record Fixed(LocalDateTime first, Duration length) implements Rotation {

    /// @throws IllegalArgumentException if the length is not positive
    public Fixed {
      if (!length.isPositive()) {
        throw new IllegalArgumentException("a turn should take time: was " + length);
      }
    }

    @Override
    public LocalDateTime begin(long turn) {
      return first.plus(length.multipliedBy(turn));
    }

    @Override
    public long turnAt(LocalDateTime local) {
      Duration since = Duration.between(first, local);
      long turns = since.dividedBy(length);
      return since.isNegative() && !length.multipliedBy(turns).equals(since) ? turns - 1 : turns;
    }
  }

  /// Turns of a month.
  ///
  /// @param first the month in which turn 0 begins
  /// @param day of the month, from 1 to 31; the last day of months that are shorter
  record Monthly(YearMonth first, int day, LocalTime handoff) implements Rotation {

    /// @throws IllegalArgumentException if no month has such a day
    public Monthly {
      if (day < 1 || day > 31) {
        throw new IllegalArgumentException("a day of the month should be from 1 to 31: was " + day);
      }
    }

    @Override
    public LocalDateTime begin(long turn) {
      YearMonth month = first.plusMonths(turn);
      return month.atDay(Math.min(day, month.lengthOfMonth())).atTime(handoff);
    }

    @Override
    public long turnAt(LocalDateTime local) {
      long months = (local.getYear() - first.getYear()) * 12L;
      long turn = months + local.getMonthValue() - first.getMonthValue();
      return begin(turn).isAfter(local) ? turn - 1 : turn;
    }
  }

  /// Turns of hours, which are counted from the handoff on a day.
  static Rotation hours(int count, LocalTime handoff, LocalDate start) {
    return new Fixed(start.atTime(handoff), Duration.ofHours(count));
  }

  /// Turns of days.
  ///
  /// @param start the day on which turn 0 begins
  static Rotation days(int count, LocalTime handoff, LocalDate start) {
    return new Fixed(start.atTime(handoff), Duration.ofDays(count));
  }

  /// Turns of weeks.
  ///
  /// @param start turn 0 begins on the last such day of the week that is not after it
  static Rotation weeks(int count, DayOfWeek day, LocalTime handoff, LocalDate start) {
    LocalDate first = start.with(TemporalAdjusters.previousOrSame(day));
    return new Fixed(first.atTime(handoff), Duration.ofDays(7L * count));
  }

  /// Turns of a month.
  ///
  /// @param day of the month, from 1 to 31; the last day of months that are shorter
  /// @param start turn 0 begins on the last such day that is not after it
  static Rotation monthly(int day, LocalTime handoff, LocalDate start) {
    YearMonth month = YearMonth.from(start);
    boolean begun = Math.min(day, month.lengthOfMonth()) <= start.getDayOfMonth();
    return new Monthly(begun ? month : month.minusMonths(1), day, handoff);
  }

  /// When a turn begins in a zone; never before any turn that comes before it.
  default Instant begin(long turn, ZoneId zone) {
    LocalDateTime local = begin(turn);
    Instant begin = local.atZone(zone).toInstant();
    if (zone.getRules().getValidOffsets(local).isEmpty()) {
      Instant next = begin(turn + 1, zone);
      return next.isBefore(begin) ? next : begin;
    }
    return begin;
  }

  /// The last turn that has begun in a zone.
  default long turnAt(Instant at, ZoneId zone) {
    long turn = turnAt(LocalDateTime.ofInstant(at, zone));
    while (begin(turn, zone).isAfter(at)) {
      turn--;
    }
    while (!begin(turn + 1, zone).isAfter(at)) {
      turn++;
    }
    return turn;
  }
}
