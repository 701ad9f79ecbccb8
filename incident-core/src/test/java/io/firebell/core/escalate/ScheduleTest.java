package io.firebell.core.escalate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebell.core.escalate.Schedule.Rotation;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {

  private static final ZoneId LONDON = ZoneId.of("Europe/London");
  private static final List<String> USERS = List.of("alice", "bob", "carol");

  /// Weeks begin on Monday at 09:00 in London; 5 January 2026 is a Monday.
  private static final Schedule WEEKLY = weekly(LocalDate.of(2026, 1, 5));

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
    assertThat(WEEKLY.onCallAt(at)).isEqualTo(user);
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
    Schedule daily = daily(ZoneId.of("UTC"), LocalTime.of(18, 0), LocalDate.of(2026, 1, 5));
    assertThat(daily.onCallAt(at)).isEqualTo(user);
  }

  @ParameterizedTest
  @CsvSource({"2026-01-05", "2026-01-07", "2026-01-11"})
  void theStartIsAnyDayOfTheFirstTurn(LocalDate start) {
    assertThat(weekly(start).onCallAt(Instant.parse("2026-01-08T00:00:00Z"))).isEqualTo("alice");
  }

  /// 01:30 does not exist in London on 29 March 2026; the turn changes when the clock has jumped.
  @Test
  void aHandoffInTheHourThatIsSkippedHappensAfterIt() {
    Schedule daily = daily(LONDON, LocalTime.of(1, 30), LocalDate.of(2026, 3, 28));
    assertThat(daily.onCallAt(Instant.parse("2026-03-29T01:29:59Z"))).isEqualTo("alice");
    assertThat(daily.onCallAt(Instant.parse("2026-03-29T01:30:00Z"))).isEqualTo("bob");
  }

  /// 01:30 is twice in London on 25 October 2026; the turn changes at the first and once only.
  @Test
  void aHandoffInTheHourThatIsRepeatedHappensTheFirstTime() {
    Schedule daily = daily(LONDON, LocalTime.of(1, 30), LocalDate.of(2026, 10, 24));
    assertThat(daily.onCallAt(Instant.parse("2026-10-25T00:29:59Z"))).isEqualTo("alice");
    assertThat(daily.onCallAt(Instant.parse("2026-10-25T00:30:00Z"))).isEqualTo("bob");
    assertThat(daily.onCallAt(Instant.parse("2026-10-25T01:29:59Z"))).isEqualTo("bob");
    assertThat(daily.onCallAt(Instant.parse("2026-10-25T01:30:00Z"))).isEqualTo("bob");
  }

  @Test
  void aLoneUserIsAlwaysOnCall() {
    Schedule schedule =
        new Schedule(
            "solo",
            LONDON,
            Rotation.DAILY,
            DayOfWeek.MONDAY,
            LocalTime.NOON,
            LocalDate.EPOCH,
            List.of("alice"));
    assertThat(schedule.onCallAt(Instant.EPOCH)).isEqualTo("alice");
    assertThat(schedule.onCallAt(Instant.parse("2400-02-29T00:00:00Z"))).isEqualTo("alice");
  }

  @Test
  void aScheduleWithoutUsersIsRefused() {
    assertThatThrownBy(() ->
            new Schedule(
                "empty",
                LONDON,
                Rotation.DAILY,
                DayOfWeek.MONDAY,
                LocalTime.NOON,
                LocalDate.EPOCH,
                List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a schedule should have a user: empty has none");
  }

  @Property
  void aTurnIsOneUsersFromHandoffToHandoff(
      @ForAll("schedules") Schedule schedule,
      @ForAll @LongRange(min = -3000, max = 3000) long turn) {
    LocalDate day = handoffDay(schedule).plusDays(turn * days(schedule));
    Instant begins = handoff(schedule, day);
    Instant ends = handoff(schedule, day.plusDays(days(schedule)));
    String user = USERS.get((int) Math.floorMod(turn, (long) USERS.size()));
    assertThat(schedule.onCallAt(begins)).isEqualTo(user);
    assertThat(schedule.onCallAt(begins.plus(Duration.between(begins, ends).dividedBy(2))))
        .isEqualTo(user);
    assertThat(schedule.onCallAt(ends.minusNanos(1))).isEqualTo(user);
    assertThat(schedule.onCallAt(ends)).isNotEqualTo(user);
  }

  @Provide
  Arbitrary<Schedule> schedules() {
    return Combinators.combine(
            Arbitraries.of(
                "UTC",
                "Europe/London",
                "America/New_York",
                "Australia/Lord_Howe",
                "Asia/Kolkata",
                "America/Sao_Paulo"),
            Arbitraries.of(Rotation.class),
            Arbitraries.of(DayOfWeek.class),
            Arbitraries.integers().between(0, 24 * 60 - 1),
            Arbitraries.integers().between(0, 365))
        .as((zone, rotation, day, minute, start) ->
            new Schedule(
                "any",
                ZoneId.of(zone),
                rotation,
                day,
                LocalTime.ofSecondOfDay(minute * 60L),
                LocalDate.of(2026, 1, 1).plusDays(start),
                USERS));
  }

  private static LocalDate handoffDay(Schedule schedule) {
    LocalDate day = schedule.start();
    while (schedule.rotation() == Rotation.WEEKLY && day.getDayOfWeek() != schedule.handoffDay()) {
      day = day.minusDays(1);
    }
    return day;
  }

  private static int days(Schedule schedule) {
    return schedule.rotation() == Rotation.WEEKLY ? 7 : 1;
  }

  private static Instant handoff(Schedule schedule, LocalDate day) {
    return LocalDateTime.of(day, schedule.handoffTime()).atZone(schedule.zone()).toInstant();
  }

  private static Schedule weekly(LocalDate start) {
    return new Schedule(
        "primary", LONDON, Rotation.WEEKLY, DayOfWeek.MONDAY, LocalTime.of(9, 0), start, USERS);
  }

  private static Schedule daily(ZoneId zone, LocalTime handoff, LocalDate start) {
    return new Schedule("nights", zone, Rotation.DAILY, DayOfWeek.MONDAY, handoff, start, USERS);
  }
}
