package io.firebell.core.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class HoursTest {

  private static final Instant SATURDAY = Instant.parse("2026-11-21T12:00:00Z");
  private static final List<ZoneId> ZONES =
      List.of(
          ZoneOffset.UTC,
          ZoneId.of("Europe/London"),
          ZoneId.of("America/New_York"),
          ZoneId.of("Australia/Lord_Howe"));

  @Test
  void theyAreTheUnionOfTheirIntervals() {
    Hours hours = new Hours("on", List.of(nights(ZoneOffset.UTC), weekends(ZoneOffset.UTC)));
    assertThat(hours.contains(SATURDAY)).isTrue();
    assertThat(hours.contains(Instant.parse("2026-11-23T23:00:00Z"))).isTrue();
    assertThat(hours.contains(Instant.parse("2026-11-23T12:00:00Z"))).isFalse();
  }

  @Test
  void anEndThatIsTheBeginningOfAnotherIntervalIsNoChange() {
    Hours hours = new Hours("off", List.of(nights(ZoneOffset.UTC), weekends(ZoneOffset.UTC)));
    Instant fridayNight = Instant.parse("2026-11-20T22:30:00Z");
    assertThat(hours.nextChange(fridayNight)).contains(Instant.parse("2026-11-23T06:00:00Z"));
    assertThat(hours.nextBeginning(fridayNight)).contains(Instant.parse("2026-11-23T22:00:00Z"));
    assertThat(hours.nextBeginning(Instant.parse("2026-11-23T07:00:00Z")))
        .contains(Instant.parse("2026-11-23T22:00:00Z"));
  }

  @Test
  void intervalsThatTogetherAreAlwaysHaveNoChange() {
    Hours always = new Hours("always", List.of(of(0, 720), of(720, 1440)));
    assertThat(always.nextChange(SATURDAY)).isEmpty();
    assertThat(always.nextBeginning(SATURDAY)).isEmpty();
  }

  @Test
  void anIntervalIsNeeded() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Hours("none", List.of()))
        .withMessage("hours should have an interval: none has none");
  }

  /// Whatever happens on a clock happens at a whole minute, so going from minute to minute finds
  /// it.
  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void theNextChangeIsTheFirst(@ForAll("hours") Hours hours, @ForAll("instants") Instant after) {
    boolean before = hours.contains(after);
    Instant change = hours.nextChange(after).orElse(Instant.MAX);
    Optional<Instant> seen =
        Stream.iterate(after, at -> at.plusSeconds(60))
            .limit(4 * 1440)
            .takeWhile(change::isAfter)
            .filter(at -> hours.contains(at) != before)
            .findFirst();
    assertThat(seen).isEmpty();
    if (!change.equals(Instant.MAX)) {
      assertThat(change).isAfter(after);
      assertThat(hours.contains(change)).isNotEqualTo(before);
      assertThat(hours.contains(change.minusNanos(1))).isEqualTo(before);
    }
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void theyHaveBegunAtTheirNextBeginningAndNotBefore(
      @ForAll("hours") Hours hours, @ForAll("instants") Instant after) {
    hours
        .nextBeginning(after)
        .ifPresent(beginning -> {
          assertThat(hours.contains(beginning)).isTrue();
          assertThat(hours.contains(beginning.minusNanos(1))).isFalse();
        });
  }

  /// Around the days on which clocks change, of which there are some in the four weeks before and
  /// after.
  @Provide
  Arbitrary<Instant> instants() {
    Arbitrary<Instant> shifts =
        Arbitraries.of(
            Instant.parse("2026-03-29T01:00:00Z"),
            Instant.parse("2026-10-25T01:00:00Z"),
            Instant.parse("2026-03-08T07:00:00Z"),
            Instant.parse("2026-11-01T06:00:00Z"),
            Instant.parse("2026-04-04T15:00:00Z"),
            Instant.parse("2026-10-03T15:30:00Z"));
    Arbitrary<Integer> minutes = Arbitraries.integers().between(-28 * 1440, 28 * 1440);
    return Combinators.combine(shifts, minutes)
        .as((shift, offset) -> shift.plus(Duration.ofMinutes(offset)));
  }

  @Provide
  Arbitrary<Hours> hours() {
    return intervals().list().ofMinSize(1).ofMaxSize(3).map(list -> new Hours("some", list));
  }

  private static Arbitrary<TimeInterval> intervals() {
    Arbitrary<Integer> quarters =
        Arbitraries.integers().between(0, 95).map(quarter -> quarter * 15);
    Arbitrary<TimeRange> ranges =
        Combinators.combine(quarters, quarters)
            .as((start, end) -> new TimeRange(start, end == 0 ? TimeRange.DAY : end));
    Arbitrary<DayRange> days =
        Arbitraries.of(
            new DayRange(1, 7), new DayRange(-1, -1), new DayRange(28, 31), new DayRange(-7, -1));
    return Combinators.combine(
            ranges.list().ofMaxSize(2),
            Arbitraries.of(DayOfWeek.class).set().ofMaxSize(3),
            days.list().ofMaxSize(1),
            Arbitraries.of(ZONES))
        .as((times, week, month, zone) ->
            new TimeInterval(times, week, month, Set.of(), List.of(), zone));
  }

  private static TimeInterval nights(ZoneId zone) {
    return new TimeInterval(
        List.of(new TimeRange(22 * 60, 6 * 60)), Set.of(), List.of(), Set.of(), List.of(), zone);
  }

  private static TimeInterval weekends(ZoneId zone) {
    return new TimeInterval(
        List.of(),
        EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
        List.of(),
        Set.of(),
        List.of(),
        zone);
  }

  private static TimeInterval of(int start, int end) {
    return new TimeInterval(
        List.of(new TimeRange(start, end)),
        Set.of(),
        List.of(),
        Set.of(),
        List.of(),
        ZoneOffset.UTC);
  }
}
