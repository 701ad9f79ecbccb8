package io.firebell.schemas.policy;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.WEDNESDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.escalate.Layer;
import io.firebell.core.escalate.Restriction;
import io.firebell.core.escalate.Rotation;
import io.firebell.core.escalate.Schedule;
import io.firebell.core.escalate.ScheduleOverride;
import io.firebell.schemas.policy.PolicyReading.Accepted;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleReaderTest {

  private static final String COMPLETE = Resources.text("complete.yaml");
  private static final ZoneId LONDON = ZoneId.of("Europe/London");
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final LocalTime NINE = LocalTime.of(9, 0);

  @Test
  void aScheduleWithoutLayersIsOneLayerItself() {
    assertThat(schedules(COMPLETE))
        .containsEntry(
            "primary",
            single(
                "primary",
                LONDON,
                Rotation.weeks(1, MONDAY, NINE, LocalDate.of(2026, 1, 5)),
                List.of("alice", "bob")))
        .containsEntry(
            "nights",
            single(
                "nights",
                UTC,
                Rotation.days(1, LocalTime.of(18, 0), LocalDate.EPOCH),
                List.of("alice")))
        .containsEntry(
            "halves",
            single(
                "halves",
                UTC,
                Rotation.hours(12, NINE, LocalDate.EPOCH),
                List.of("alice", "bob"),
                new Restriction(
                    EnumSet.of(SATURDAY, SUNDAY), LocalTime.MIDNIGHT, LocalTime.MIDNIGHT)));
  }

  @Test
  void layersAndOverridesKeepTheOrderOfTheText() {
    Layer months =
        new Layer(
            Rotation.monthly(31, NINE, LocalDate.of(2026, 1, 31)),
            List.of("alice", "bob"),
            List.of());
    Layer fortnights =
        new Layer(
            Rotation.weeks(2, FRIDAY, LocalTime.of(17, 30), LocalDate.EPOCH),
            List.of("bob", "alice"),
            List.of(
                new Restriction(
                    EnumSet.of(FRIDAY, SATURDAY, SUNDAY, MONDAY, WEDNESDAY),
                    LocalTime.of(22, 0),
                    LocalTime.of(6, 0)),
                new Restriction(
                    EnumSet.allOf(DayOfWeek.class), LocalTime.NOON, LocalTime.MIDNIGHT)));
    Layer sundays =
        new Layer(
            Rotation.days(3, LocalTime.MIDNIGHT, LocalDate.EPOCH),
            List.of("bob"),
            List.of(new Restriction(Set.of(SUNDAY), LocalTime.MIDNIGHT, LocalTime.MIDNIGHT)));
    assertThat(schedules(COMPLETE))
        .containsEntry(
            "layered",
            new Schedule(
                "layered",
                LONDON,
                List.of(months, fortnights, sundays),
                List.of(
                    override("bob", "2026-07-24T08:00:00Z", "2026-07-25T08:00:30Z"),
                    override("alice", "2026-12-24T08:00:00Z", "2026-12-24T17:00:00Z"))));
  }

  /// London has no 01:30 on 29 March 2026, and two on 25 October.
  @ParameterizedTest
  @CsvSource({
    "2026-03-29T01:30, 2026-03-29T01:30:00Z",
    "2026-10-25T01:30, 2026-10-25T00:30:00Z",
    "2026-10-25T01:30Z, 2026-10-25T01:30:00Z",
    "2026-10-25T01:30-05:00, 2026-10-25T06:30:00Z",
  })
  void timesOfOverridesAreThoseOfTheScheduleUnlessTheyHaveAnOffset(String written, Instant meant) {
    String overridden =
        """
        schedules:
          primary:
            timezone: Europe/London
            rotate: daily
            handoff: '09:00'
            users: alice
            overrides: [{ user: bob, from: '%s', to: '2027-01-01T00:00Z' }]
          nights: { timezone: UTC, rotate: daily, handoff: '18:00', users: alice }
        """
            .formatted(written);
    assertThat(schedules(Overlay.on(COMPLETE, overridden)))
        .extractingByKey("primary")
        .extracting(Schedule::overrides)
        .isEqualTo(List.of(override("bob", meant.toString(), "2027-01-01T00:00:00Z")));
  }

  private static Map<String, Schedule> schedules(String yaml) {
    return ((Accepted) PolicyReader.read(yaml, 1)).policy().schedules();
  }

  private static Schedule single(
      String name, ZoneId zone, Rotation rotation, List<String> users, Restriction... hours) {
    Layer layer = new Layer(rotation, users, List.of(hours));
    return new Schedule(name, zone, List.of(layer), List.of());
  }

  private static ScheduleOverride override(String user, String from, String to) {
    return new ScheduleOverride(user, Instant.parse(from), Instant.parse(to));
  }
}
