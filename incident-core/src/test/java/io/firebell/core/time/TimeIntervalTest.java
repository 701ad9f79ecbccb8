package io.firebell.core.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeIntervalTest {

  private static final ZoneId LONDON = ZoneId.of("Europe/London");
  private static final TimeInterval ALWAYS =
      new TimeInterval(List.of(), Set.of(), List.of(), Set.of(), List.of(), ZoneOffset.UTC);

  @Test
  void withoutAnyPartItIsAlwaysAndNeverChanges() {
    assertThat(ALWAYS.contains(Instant.EPOCH)).isTrue();
    assertThat(ALWAYS.nextChange(Instant.EPOCH)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T08:59:59, false",
    "2026-11-20T09:00:00, true",
    "2026-11-20T17:29:59, true",
    "2026-11-20T17:30:00, false",
    "2026-11-21T12:00:00, false",
    "2026-11-23T12:00:00, true",
  })
  void hoursOfWorkingDaysBeginWithTheirFirstAndEndBeforeTheirLastMinute(
      LocalDateTime local, boolean within) {
    TimeInterval business =
        daily("09:00", "17:30", EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), LONDON);
    assertThat(business.contains(local.atZone(LONDON).toInstant())).isEqualTo(within);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T21:59:59, false",
    "2026-11-20T22:00:00, true",
    "2026-11-21T05:59:59, true",
    "2026-11-21T06:00:00, false",
    "2026-11-21T22:00:00, false",
    "2026-11-20T00:00:00, false",
  })
  void aStretchThatCrossesMidnightBelongsToTheDayOnWhichItBegins(
      LocalDateTime local, boolean within) {
    TimeInterval fridayNight = daily("22:00", "06:00", Set.of(DayOfWeek.FRIDAY), LONDON);
    assertThat(fridayNight.contains(local.atZone(LONDON).toInstant())).isEqualTo(within);
  }

  @Test
  void aStretchThatCrossesTheEndOfTheYearBelongsToTheYearInWhichItBegins() {
    TimeInterval lastNight =
        new TimeInterval(
            List.of(range("22:00", "06:00")),
            Set.of(),
            List.of(new DayRange(-1, -1)),
            Set.of(Month.DECEMBER),
            List.of(new YearRange(2026, 2026)),
            ZoneOffset.UTC);
    assertThat(lastNight.contains(utc("2027-01-01T05:59"))).isTrue();
    assertThat(lastNight.contains(utc("2026-01-01T05:59"))).isFalse();
    assertThat(lastNight.nextChange(utc("2026-01-01T00:00"))).contains(utc("2026-12-31T22:00"));
    assertThat(lastNight.nextChange(utc("2026-12-31T22:00"))).contains(utc("2027-01-01T06:00"));
    assertThat(lastNight.nextChange(utc("2027-01-01T06:00"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 7, 2026-02-07, true",
    "1, 7, 2026-02-08, false",
    "-1, -1, 2026-02-28, true",
    "-1, -1, 2028-02-28, false",
    "-1, -1, 2028-02-29, true",
    "-3, -2, 2026-02-27, true",
    "-3, -2, 2026-02-28, false",
    "25, -1, 2026-11-24, false",
    "25, -1, 2026-11-30, true",
    "31, 31, 2026-11-30, false",
    "29, 31, 2026-02-28, false",
    "28, 31, 2026-02-28, true",
    "-31, -1, 2026-02-01, true",
    "5, -24, 2026-11-05, true",
    "5, -24, 2026-11-08, false",
  })
  void daysOfTheMonthAreCountedFromEitherEnd(int first, int last, String date, boolean within) {
    TimeInterval days =
        new TimeInterval(
            List.of(),
            Set.of(),
            List.of(new DayRange(first, last)),
            Set.of(),
            List.of(),
            ZoneOffset.UTC);
    assertThat(days.contains(utc(date + "T12:00"))).isEqualTo(within);
  }

  @Test
  void theLastDayOfAMonthInWhichClocksChangeIsItsLast() {
    TimeInterval lastDay =
        new TimeInterval(
            List.of(), Set.of(), List.of(new DayRange(-1, -1)), Set.of(), List.of(), LONDON);
    assertThat(lastDay.contains(Instant.parse("2026-03-31T12:00:00Z"))).isTrue();
    assertThat(lastDay.contains(Instant.parse("2026-03-30T12:00:00Z"))).isFalse();
  }

  @Test
  void everyPartHasToHold() {
    TimeInterval firstSundayOfSummer =
        new TimeInterval(
            List.of(range("02:00", "04:00"), range("12:00", "24:00")),
            Set.of(DayOfWeek.SUNDAY),
            List.of(new DayRange(1, 7)),
            EnumSet.of(Month.JUNE, Month.JULY, Month.AUGUST),
            List.of(new YearRange(2025, 2026)),
            ZoneOffset.UTC);
    assertThat(firstSundayOfSummer.contains(utc("2026-06-07T02:00"))).isTrue();
    assertThat(firstSundayOfSummer.contains(utc("2026-06-07T23:59"))).isTrue();
    assertThat(firstSundayOfSummer.contains(utc("2026-06-08T00:00"))).isFalse();
    assertThat(firstSundayOfSummer.contains(utc("2026-06-07T05:00"))).isFalse();
    assertThat(firstSundayOfSummer.contains(utc("2026-06-14T02:00"))).isFalse();
    assertThat(firstSundayOfSummer.contains(utc("2026-09-06T02:00"))).isFalse();
    assertThat(firstSundayOfSummer.contains(utc("2027-06-06T02:00"))).isFalse();
    assertThat(firstSundayOfSummer.nextChange(utc("2026-08-03T00:00"))).isEmpty();
  }

  /// London's clock is put forward over 01:00–02:00 on 29 March 2026, and shows it twice on 25
  /// October.
  @ParameterizedTest
  @CsvSource({
    "01:15, 01:45, 2026-03-29T00:00:00Z, 2026-03-30T00:15:00Z",
    "00:30, 01:30, 2026-03-29T00:30:00Z, 2026-03-29T01:00:00Z",
    "01:30, 02:30, 2026-03-29T00:00:00Z, 2026-03-29T01:00:00Z",
    "01:15, 01:45, 2026-10-25T00:15:00Z, 2026-10-25T00:45:00Z",
    "01:15, 01:45, 2026-10-25T00:45:00Z, 2026-10-25T01:15:00Z",
    "01:15, 01:45, 2026-10-25T01:15:00Z, 2026-10-25T01:45:00Z",
    "00:30, 01:30, 2026-10-25T00:30:00Z, 2026-10-25T01:00:00Z",
    "01:30, 02:30, 2026-10-25T00:30:00Z, 2026-10-25T01:00:00Z",
    "22:00, 06:00, 2026-03-28T22:00:00Z, 2026-03-29T05:00:00Z",
    "22:00, 06:00, 2026-10-24T21:00:00Z, 2026-10-25T06:00:00Z",
  })
  void changesFollowTheClockWhereItIsPutForwardOrBack(
      String from, String to, Instant after, Instant change) {
    assertThat(daily(from, to, Set.of(), LONDON).nextChange(after)).contains(change);
  }

  @Test
  void theNextChangeMayBeYearsAway() {
    TimeInterval leapDay =
        new TimeInterval(
            List.of(),
            Set.of(),
            List.of(new DayRange(29, 29)),
            Set.of(Month.FEBRUARY),
            List.of(),
            ZoneOffset.UTC);
    assertThat(leapDay.nextChange(utc("2096-03-01T00:00"))).contains(utc("2104-02-29T00:00"));
  }

  @Test
  void aDayThatIsSkippedBeginsNothing() {
    ZoneId samoa = ZoneId.of("Pacific/Apia");
    TimeInterval thirtieth =
        new TimeInterval(
            List.of(), Set.of(), List.of(new DayRange(30, 30)), Set.of(), List.of(), samoa);
    assertThat(thirtieth.nextChange(Instant.parse("2011-12-20T00:00:00Z")))
        .contains(Instant.parse("2012-01-29T10:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({"-1, 600", "1440, 1441", "0, 0", "0, 1441"})
  void aTimeHasToBeWithinADay(int start, int end) {
    assertThatIllegalArgumentException().isThrownBy(() -> new TimeRange(start, end));
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 0", "32, 32", "-32, -1", "-1, 1", "7, 1", "-1, -7", "28, -28"})
  void daysThatNoMonthHasAreRefused(int first, int last) {
    assertThatIllegalArgumentException().isThrownBy(() -> new DayRange(first, last));
  }

  @Test
  void yearsHaveToEndNoEarlierThanTheyBegin() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new YearRange(2027, 2026))
        .withMessage("years should end no earlier than they begin: were 2027 to 2026");
  }

  private static TimeInterval daily(String from, String to, Set<DayOfWeek> days, ZoneId zone) {
    return new TimeInterval(List.of(range(from, to)), days, List.of(), Set.of(), List.of(), zone);
  }

  private static TimeRange range(String from, String to) {
    return new TimeRange(minute(from), minute(to));
  }

  private static int minute(String time) {
    return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
  }

  private static Instant utc(String local) {
    return LocalDateTime.parse(local).toInstant(ZoneOffset.UTC);
  }
}
