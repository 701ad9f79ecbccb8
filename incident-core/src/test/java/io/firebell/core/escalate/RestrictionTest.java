package io.firebell.core.escalate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestrictionTest {

  private static final ZoneId LONDON = ZoneId.of("Europe/London");
  private static final Set<DayOfWeek> EVERY_DAY = EnumSet.allOf(DayOfWeek.class);
  private static final Set<DayOfWeek> WEEKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

  @ParameterizedTest
  @CsvSource({
    "2026-01-05T08:59:59Z, false", // a Monday
    "2026-01-05T09:00:00Z, true",
    "2026-01-05T17:29:59Z, true",
    "2026-01-05T17:30:00Z, false",
    "2026-01-09T12:00:00Z, true",
    "2026-01-10T12:00:00Z, false",
    "2026-01-11T12:00:00Z, false",
    "2026-07-06T08:00:00Z, true", // by the clock of London's summer
    "2026-07-06T16:30:00Z, false",
  })
  void officeHoursAreThoseOfTheLocalClock(Instant at, boolean open) {
    assertThat(restriction(WEEKDAYS, "09:00", "17:30").contains(at, LONDON)).isEqualTo(open);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-09T21:59:59Z, false", // a Friday
    "2026-01-09T22:00:00Z, true",
    "2026-01-10T05:59:59Z, true",
    "2026-01-10T06:00:00Z, false",
    "2026-01-10T22:00:00Z, false",
    "2026-01-09T05:59:59Z, false",
  })
  void aNightBelongsToTheDayOnWhichItBegins(Instant at, boolean open) {
    Restriction friday = restriction(EnumSet.of(DayOfWeek.FRIDAY), "22:00", "06:00");
    assertThat(friday.contains(at, ZoneOffset.UTC)).isEqualTo(open);
  }

  @ParameterizedTest
  @CsvSource({
    "00:00, 2026-01-10T00:00:00Z, 2026-01-11T00:00:00Z",
    "09:00, 2026-01-10T09:00:00Z, 2026-01-11T09:00:00Z",
  })
  void hoursThatEndWhereTheyBeginAreAWholeDay(String time, Instant from, Instant to) {
    Restriction saturday = restriction(EnumSet.of(DayOfWeek.SATURDAY), time, time);
    assertThat(saturday.contains(from.minusNanos(1), ZoneOffset.UTC)).isFalse();
    assertThat(saturday.contains(from, ZoneOffset.UTC)).isTrue();
    assertThat(saturday.contains(to.minusNanos(1), ZoneOffset.UTC)).isTrue();
    assertThat(saturday.contains(to, ZoneOffset.UTC)).isFalse();
  }

  /// London goes from 01:00 to 02:00 on 29 March 2026, and through that hour twice on 25 October.
  @ParameterizedTest
  @CsvSource({
    "01:30, 03:00, 2026-03-29T01:30:00Z, 2026-03-29T02:00:00Z",
    "00:30, 01:30, 2026-03-29T00:30:00Z, 2026-03-29T01:30:00Z",
    "01:30, 03:00, 2026-10-25T00:30:00Z, 2026-10-25T03:00:00Z",
    "00:30, 01:30, 2026-10-24T23:30:00Z, 2026-10-25T00:30:00Z",
    "22:00, 06:00, 2026-03-28T22:00:00Z, 2026-03-29T05:00:00Z",
    "22:00, 06:00, 2026-10-24T21:00:00Z, 2026-10-25T06:00:00Z",
  })
  void hoursAreOneStretchAlsoWhereTheClockChanges(
      String opens, String closes, Instant from, Instant to) {
    Restriction hours = restriction(EVERY_DAY, opens, closes);
    assertThat(hours.contains(from.minusNanos(1), LONDON)).isFalse();
    assertThat(hours.changeAfter(from.minusNanos(1), LONDON)).isEqualTo(from);
    assertThat(hours.contains(from, LONDON)).isTrue();
    assertThat(hours.changeAfter(from, LONDON)).isEqualTo(to);
    assertThat(hours.contains(to.minusNanos(1), LONDON)).isTrue();
    assertThat(hours.contains(to, LONDON)).isFalse();
  }

  /// Samoa had no 30 December 2011, so what opened at noon on the 29th closed at noon on the 31st,
  /// 24 hours later.
  @Test
  void aDayThatIsSkippedClosesNothingEarly() {
    Restriction noons = restriction(EnumSet.of(DayOfWeek.THURSDAY), "12:00", "12:00");
    ZoneId apia = ZoneId.of("Pacific/Apia");
    assertThat(noons.contains(Instant.parse("2011-12-29T21:59:59Z"), apia)).isFalse();
    assertThat(noons.contains(Instant.parse("2011-12-29T22:00:00Z"), apia)).isTrue();
    assertThat(noons.contains(Instant.parse("2011-12-30T21:59:59Z"), apia)).isTrue();
    assertThat(noons.contains(Instant.parse("2011-12-30T22:00:00Z"), apia)).isFalse();
  }

  /// Newfoundland put its clock back from 00:01 on Sunday, 7 November 2010 to 23:01 on Saturday:
  /// the hours of the Sunday had begun a minute before it was Saturday again.
  @Test
  void hoursThatHaveBegunStayOpenWhenTheClockIsPutBackBeforeMidnight() {
    Restriction sunday = restriction(EnumSet.of(DayOfWeek.SUNDAY), "00:00", "06:00");
    ZoneId newfoundland = ZoneId.of("America/St_Johns");
    assertThat(sunday.contains(Instant.parse("2010-11-07T02:29:59Z"), newfoundland)).isFalse();
    assertThat(sunday.contains(Instant.parse("2010-11-07T02:30:00Z"), newfoundland)).isTrue();
    assertThat(sunday.contains(Instant.parse("2010-11-07T02:45:00Z"), newfoundland)).isTrue();
    assertThat(sunday.contains(Instant.parse("2010-11-07T09:29:59Z"), newfoundland)).isTrue();
    assertThat(sunday.contains(Instant.parse("2010-11-07T09:30:00Z"), newfoundland)).isFalse();
  }

  @Test
  void aRestrictionToNoDayIsRefused() {
    assertThatThrownBy(() -> restriction(Set.of(), "09:00", "17:30"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a restriction should have a day: has none");
  }

  private static Restriction restriction(Set<DayOfWeek> days, String from, String to) {
    return new Restriction(days, LocalTime.parse(from), LocalTime.parse(to));
  }
}
