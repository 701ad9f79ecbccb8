package io.firebell.core.escalate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RotationTest {

  private static final ZoneId LONDON = ZoneId.of("Europe/London");
  private static final ZoneId APIA = ZoneId.of("Pacific/Apia");
  private static final ZoneId LORD_HOWE = ZoneId.of("Australia/Lord_Howe");
  private static final LocalTime NINE = LocalTime.of(9, 0);

  /// A Wednesday.
  private static final LocalDate START = LocalDate.of(2026, 1, 7);

  @ParameterizedTest
  @CsvSource({
    " 0, 2026-01-05T09:00, 2026-01-07T09:00, 2026-01-07T09:00",
    " 1, 2026-01-12T09:00, 2026-01-10T09:00, 2026-01-07T21:00",
    " 2, 2026-01-19T09:00, 2026-01-13T09:00, 2026-01-08T09:00",
    "-1, 2025-12-29T09:00, 2026-01-04T09:00, 2026-01-06T21:00",
  })
  void turnsOfWeeksDaysAndHoursAreEquallyLong(
      long turn, LocalDateTime week, LocalDateTime threeDays, LocalDateTime half) {
    assertThat(Rotation.weeks(1, DayOfWeek.MONDAY, NINE, START).begin(turn)).isEqualTo(week);
    assertThat(Rotation.days(3, NINE, START).begin(turn)).isEqualTo(threeDays);
    assertThat(Rotation.hours(12, NINE, START).begin(turn)).isEqualTo(half);
  }

  @Test
  void turnsOfSeveralWeeksBeginOnTheirDay() {
    Rotation rotation = Rotation.weeks(2, DayOfWeek.FRIDAY, NINE, START);
    assertThat(LongStream.rangeClosed(-1, 1).mapToObj(rotation::begin))
        .containsExactly(
            LocalDateTime.parse("2025-12-19T09:00"),
            LocalDateTime.parse("2026-01-02T09:00"),
            LocalDateTime.parse("2026-01-16T09:00"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31, 31, 2026-01-31, 2026-02-28, 2026-03-31, 2025-12-31",
    "2026-02-28, 31, 2026-02-28, 2026-03-31, 2026-04-30, 2026-01-31",
    "2028-02-28, 30, 2028-01-30, 2028-02-29, 2028-03-30, 2027-12-30",
    "2026-01-15, 15, 2026-01-15, 2026-02-15, 2026-03-15, 2025-12-15",
    "2026-01-14, 15, 2025-12-15, 2026-01-15, 2026-02-15, 2025-11-15",
    "2026-01-01,  1, 2026-01-01, 2026-02-01, 2026-03-01, 2025-12-01",
  })
  void monthsBeginOnTheirDayOrOnTheLastOfAShorterOne(
      LocalDate start,
      int day,
      LocalDate first,
      LocalDate second,
      LocalDate third,
      LocalDate before) {
    Rotation monthly = Rotation.monthly(day, NINE, start);
    assertThat(LongStream.rangeClosed(-1, 2).mapToObj(monthly::begin))
        .containsExactly(
            before.atTime(NINE), first.atTime(NINE), second.atTime(NINE), third.atTime(NINE));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-02-28T08:59:59, 0",
    "2026-02-28T09:00:00, 1",
    "2026-03-31T08:59:59, 1",
    "2026-03-31T09:00:00, 2",
    "2026-01-31T09:00:00, 0",
    "2026-01-31T08:59:59, -1",
    "2025-12-31T09:00:00, -1",
    "2025-12-31T08:59:59, -2",
    "2027-01-31T09:00:00, 12",
  })
  void theTurnOfAMonthLastsUntilTheNext(LocalDateTime local, long turn) {
    Rotation monthly = Rotation.monthly(31, NINE, LocalDate.of(2026, 1, 31));
    assertThat(monthly.turnAt(local)).isEqualTo(turn);
  }

  @Test
  void halvesOfADayStayOnTheClockWhenItIsPutForwardOrBack() {
    Rotation half = Rotation.hours(12, NINE, LocalDate.of(2026, 3, 28));
    assertThat(begins(half, LONDON, 0, 4))
        .containsExactly(
            "2026-03-28T09:00:00Z",
            "2026-03-28T21:00:00Z",
            "2026-03-29T08:00:00Z", // eleven hours
            "2026-03-29T20:00:00Z");
    Rotation autumn = Rotation.hours(12, NINE, LocalDate.of(2026, 10, 24));
    assertThat(begins(autumn, LONDON, 1, 3))
        .containsExactly("2026-10-24T20:00:00Z", "2026-10-25T09:00:00Z"); // thirteen
  }

  /// Lord Howe puts its clock forward by half an hour, from 02:00 to 02:30 on 4 October 2026.
  @Test
  void aTurnInHalfAnHourThatIsSkippedBeginsHalfAnHourLater() {
    Rotation daily = Rotation.days(1, LocalTime.of(2, 15), LocalDate.of(2026, 10, 3));
    assertThat(begins(daily, LORD_HOWE, 0, 3))
        .containsExactly("2026-10-02T15:45:00Z", "2026-10-03T15:45:00Z", "2026-10-04T15:15:00Z");
  }

  /// Samoa had no 30 December 2011: every turn of it begins with the first of the 31st, and the
  /// person whose turn it would be is left out.
  @Test
  void turnsOfADayThatIsSkippedTakeNoTime() {
    Rotation quarters = Rotation.hours(6, LocalTime.MIDNIGHT, LocalDate.of(2011, 12, 29));
    assertThat(begins(quarters, APIA, 3, 10))
        .containsExactly(
            "2011-12-30T04:00:00Z", // the 29th at 18:00
            "2011-12-30T10:00:00Z",
            "2011-12-30T10:00:00Z",
            "2011-12-30T10:00:00Z",
            "2011-12-30T10:00:00Z",
            "2011-12-30T10:00:00Z", // the 31st at 00:00
            "2011-12-30T16:00:00Z");
    assertThat(quarters.turnAt(Instant.parse("2011-12-30T09:59:59Z"), APIA)).isEqualTo(3);
    assertThat(quarters.turnAt(Instant.parse("2011-12-30T10:00:00Z"), APIA)).isEqualTo(8);
  }

  /// In London 01:00 to 02:00 is twice on 25 October 2026: the turns of the second time are over.
  @Test
  void turnsOfAnHourThatIsRepeatedBeginTheFirstTime() {
    Rotation halves = Rotation.hours(1, LocalTime.of(0, 30), LocalDate.of(2026, 10, 25));
    assertThat(begins(halves, LONDON, 0, 3))
        .containsExactly("2026-10-24T23:30:00Z", "2026-10-25T00:30:00Z", "2026-10-25T02:30:00Z");
    assertThat(halves.turnAt(Instant.parse("2026-10-25T01:15:00Z"), LONDON)).isEqualTo(1);
  }

  @Test
  void turnsWithoutLengthAndDaysThatNoMonthHasAreRefused() {
    LocalDateTime first = START.atTime(NINE);
    assertThatThrownBy(() -> new Rotation.Fixed(first, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a turn should take time: was PT0S");
    YearMonth month = YearMonth.of(2026, 1);
    for (int day : new int[] {0, 32}) {
      assertThatThrownBy(() -> new Rotation.Monthly(month, day, NINE))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a day of the month should be from 1 to 31: was " + day);
    }
  }

  private static List<String> begins(Rotation rotation, ZoneId zone, long from, long to) {
    return LongStream.range(from, to)
        .mapToObj(turn -> rotation.begin(turn, zone).toString())
        .toList();
  }
}
