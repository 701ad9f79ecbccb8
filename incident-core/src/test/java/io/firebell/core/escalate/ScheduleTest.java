package io.firebell.core.escalate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

  private static final ZoneId LONDON = ZoneId.of("Europe/London");
  private static final List<String> USERS = List.of("alice", "bob", "carol");
  private static final LocalTime NINE = LocalTime.of(9, 0);
  private static final LocalDate MONDAY = LocalDate.of(2026, 1, 5);

  /// Office hours on weekdays, in which Dave helps out.
  private static final Layer OFFICE =
      new Layer(
          Rotation.days(1, NINE, MONDAY),
          List.of("dave"),
          List.of(
              new Restriction(
                  EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), NINE, LocalTime.of(17, 30))));

  @ParameterizedTest
  @CsvSource({
    "2026-01-05T09:00:00Z,     alice",
    "2026-01-12T08:59:59.999Z, alice",
    "2026-01-12T09:00:00Z,     bob",
    "2026-01-19T09:00:00Z,     carol",
    "2026-01-26T08:59:59Z,     carol",
    "2026-01-26T09:00:00Z,     alice",
    "2026-01-05T08:59:59Z,     carol", // before the start the turns run backwards
    "2025-12-22T09:00:00Z,     bob",
    "2026-03-30T07:59:59Z,     carol", // the clock in London was put forward on the 29th
    "2026-03-30T08:00:00Z,     alice",
    "2026-10-26T08:59:59Z,     carol", // and back on 25 October
    "2026-10-26T09:00:00Z,     alice",
  })
  void weeklyTurnsChangeAtTheHandoffOfTheLocalClock(Instant at, String user) {
    assertThat(weekly(MONDAY).onCallAt(at)).contains(user);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-05T17:59:59Z, carol",
    "2026-01-05T18:00:00Z, alice",
    "2026-01-06T17:59:59Z, alice",
    "2026-01-06T18:00:00Z, bob",
    "2026-01-07T18:00:00Z, carol",
    "2026-01-08T18:00:00Z, alice",
  })
  void dailyTurnsChangeAtTheHandoff(Instant at, String user) {
    Rotation evenings = Rotation.days(1, LocalTime.of(18, 0), MONDAY);
    assertThat(schedule(ZoneOffset.UTC, always(evenings)).onCallAt(at)).contains(user);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-01-05", "2026-01-07", "2026-01-11"})
  void theStartIsAnyDayOfTheFirstTurn(LocalDate start) {
    assertThat(weekly(start).onCallAt(Instant.parse("2026-01-08T00:00:00Z"))).contains("alice");
  }

  /// 01:30 does not exist in London on 29 March 2026; the turn changes when the clock has jumped.
  @Test
  void aHandoffInTheHourThatIsSkippedHappensAfterIt() {
    Schedule daily = daily("01:30", LocalDate.of(2026, 3, 28));
    assertThat(daily.onCallAt(Instant.parse("2026-03-29T01:29:59Z"))).contains("alice");
    assertThat(daily.onCallAt(Instant.parse("2026-03-29T01:30:00Z"))).contains("bob");
  }

  /// 01:30 is twice in London on 25 October 2026; the turn changes at the first and once only.
  @Test
  void aHandoffInTheHourThatIsRepeatedHappensTheFirstTime() {
    Schedule daily = daily("01:30", LocalDate.of(2026, 10, 24));
    assertThat(daily.onCallAt(Instant.parse("2026-10-25T00:29:59Z"))).contains("alice");
    assertThat(daily.onCallAt(Instant.parse("2026-10-25T00:30:00Z"))).contains("bob");
    assertThat(daily.onCallAt(Instant.parse("2026-10-25T01:29:59Z"))).contains("bob");
    assertThat(daily.onCallAt(Instant.parse("2026-10-25T01:30:00Z"))).contains("bob");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-05T08:59:59Z, carol",
    "2026-01-05T09:00:00Z, dave",
    "2026-01-05T17:29:59Z, dave",
    "2026-01-05T17:30:00Z, alice",
    "2026-01-10T12:00:00Z, alice",
    "2026-01-12T09:00:00Z, dave",
    "2026-01-12T17:30:00Z, bob",
  })
  void aLaterLayerTakesPrecedenceInItsHours(Instant at, String user) {
    assertThat(schedule(LONDON, weekly(), OFFICE).onCallAt(at)).contains(user);
  }

  @Test
  void anEarlierLayerWithoutRestrictionsIsNeverHeardBelowACompleteOne() {
    Schedule covered = schedule(LONDON, OFFICE, weekly());
    assertThat(covered.onCallAt(Instant.parse("2026-01-05T12:00:00Z"))).contains("alice");
  }

  @Test
  void nobodyIsOnCallOutsideTheHoursOfEveryLayer() {
    Schedule office = schedule(LONDON, OFFICE);
    assertThat(office.onCallAt(Instant.parse("2026-01-05T12:00:00Z"))).contains("dave");
    assertThat(office.onCallAt(Instant.parse("2026-01-05T17:30:00Z"))).isEmpty();
  }

  @Test
  void overridesTakePrecedenceOverLayersAndLaterOnesOverEarlier() {
    Schedule overridden =
        new Schedule(
            "primary",
            LONDON,
            List.of(weekly(), OFFICE),
            List.of(
                override("erin", "2026-01-05T10:00:00Z", "2026-01-05T20:00:00Z"),
                override("frank", "2026-01-05T12:00:00Z", "2026-01-05T13:00:00Z")));
    assertThat(overridden.shifts(at("2026-01-05T09:00:00Z"), at("2026-01-05T21:00:00Z")))
        .containsExactly(
            shift("dave", "2026-01-05T09:00:00Z", "2026-01-05T10:00:00Z"),
            shift("erin", "2026-01-05T10:00:00Z", "2026-01-05T12:00:00Z"),
            shift("frank", "2026-01-05T12:00:00Z", "2026-01-05T13:00:00Z"),
            shift("erin", "2026-01-05T13:00:00Z", "2026-01-05T20:00:00Z"),
            shift("alice", "2026-01-05T20:00:00Z", "2026-01-05T21:00:00Z"));
  }

  @Test
  void shiftsSayWhenNobodyIsOnCall() {
    assertThat(
            schedule(LONDON, OFFICE).shifts(at("2026-01-09T12:00:00Z"), at("2026-01-12T12:00:00Z")))
        .containsExactly(
            shift("dave", "2026-01-09T12:00:00Z", "2026-01-09T17:30:00Z"),
            shift(null, "2026-01-09T17:30:00Z", "2026-01-12T09:00:00Z"),
            shift("dave", "2026-01-12T09:00:00Z", "2026-01-12T12:00:00Z"));
  }

  @Test
  void turnsOfOnePersonThatFollowEachOtherAreOneShift() {
    Layer twice =
        new Layer(Rotation.days(1, NINE, MONDAY), List.of("alice", "alice", "bob"), List.of());
    assertThat(
            schedule(ZoneOffset.UTC, twice)
                .shifts(at("2026-01-05T00:00:00Z"), at("2026-01-08T09:00:00Z")))
        .containsExactly(
            shift("bob", "2026-01-05T00:00:00Z", "2026-01-05T09:00:00Z"),
            shift("alice", "2026-01-05T09:00:00Z", "2026-01-07T09:00:00Z"),
            shift("bob", "2026-01-07T09:00:00Z", "2026-01-08T09:00:00Z"));
  }

  @Test
  void anEmptyRangeHasNoShiftsAndABackwardOneIsRefused() {
    Instant monday = at("2026-01-05T09:00:00Z");
    assertThat(weekly(MONDAY).shifts(monday, monday)).isEmpty();
    assertThatThrownBy(() -> weekly(MONDAY).shifts(monday, monday.minusNanos(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a range should not end before it begins: was 2026-01-05T09:00");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2026-03-23T09:00:00Z", "2026-03-29T12:00:00Z", "2026-03-30T07:59:59.999Z"})
  void theShiftAtAnInstantIsWhole(Instant at) {
    assertThat(weekly(MONDAY).shiftAt(at, Duration.ofDays(366)))
        .isEqualTo(shift("carol", "2026-03-23T09:00:00Z", "2026-03-30T08:00:00Z"));
  }

  @Test
  void theShiftAtAnInstantIsCutWhereNobodyLooks() {
    assertThat(weekly(MONDAY).shiftAt(at("2026-01-06T09:00:00Z"), Duration.ofDays(2)))
        .isEqualTo(shift("alice", "2026-01-05T09:00:00Z", "2026-01-08T09:00:00Z"));
    assertThat(weekly(MONDAY).shiftAt(at("2026-01-06T09:00:00Z"), Duration.ofHours(1)))
        .isEqualTo(shift("alice", "2026-01-06T08:00:00Z", "2026-01-06T10:00:00Z"));
  }

  @Test
  void aLoneUserIsAlwaysOnCall() {
    Layer alone = new Layer(Rotation.hours(1, NINE, MONDAY), List.of("alice"), List.of());
    Schedule solo = schedule(LONDON, alone);
    assertThat(solo.onCallAt(Instant.EPOCH)).contains("alice");
    Instant late = at("2400-02-29T00:00:00Z");
    assertThat(solo.shifts(Instant.EPOCH, late))
        .containsExactly(new Shift("alice", Instant.EPOCH, late));
  }

  @Test
  void whatNobodyCouldBeOnCallInIsRefused() {
    assertThatThrownBy(() -> new Schedule("empty", LONDON, List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a schedule should have a layer: empty has none");
    Rotation daily = Rotation.days(1, NINE, MONDAY);
    assertThatThrownBy(() -> new Layer(daily, List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a layer should have a user: has none");
    assertThatThrownBy(() -> override("erin", "2026-01-05T10:00:00Z", "2026-01-05T10:00:00Z"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "an override should begin before it ends: was 2026-01-05T10:00:00Z to"
                + " 2026-01-05T10:00:00Z");
  }

  private static Instant at(String text) {
    return Instant.parse(text);
  }

  private static Shift shift(@Nullable String user, String from, String to) {
    return new Shift(user, at(from), at(to));
  }

  private static ScheduleOverride override(String user, String from, String to) {
    return new ScheduleOverride(user, at(from), at(to));
  }

  private static Layer always(Rotation rotation) {
    return new Layer(rotation, USERS, List.of());
  }

  /// Weeks begin on Monday at 09:00; 5 January 2026 is a Monday.
  private static Layer weekly() {
    return always(Rotation.weeks(1, DayOfWeek.MONDAY, NINE, MONDAY));
  }

  private static Schedule weekly(LocalDate start) {
    return schedule(LONDON, always(Rotation.weeks(1, DayOfWeek.MONDAY, NINE, start)));
  }

  private static Schedule daily(String handoff, LocalDate start) {
    return schedule(LONDON, always(Rotation.days(1, LocalTime.parse(handoff), start)));
  }

  private static Schedule schedule(ZoneId zone, Layer... layers) {
    return new Schedule("primary", zone, List.of(layers), List.of());
  }
}
