package io.firebell.core.escalate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/// What holds for every schedule at every instant, most of all around the changes of its clock,
/// which the generators look for: the usual edge cases are elsewhere.
class SchedulePropertyTest {

  private static final List<String> USERS = List.of("alice", "bob", "carol");
  private static final Instant BEGINNING = Instant.parse("2011-01-01T00:00:00Z");

  /// A rotation in its zone.
  record Turns(Rotation rotation, ZoneId zone) {

    String userOf(long turn) {
      return USERS.get((int) Math.floorMod(turn, (long) USERS.size()));
    }
  }

  /// A schedule and a stretch of time.
  record Stretch(Schedule schedule, Instant from, Instant to) {}

  @Property(edgeCases = EdgeCasesMode.NONE)
  void aCompleteLayerHasTheUserOfTheLastTurnThatHasBegun(
      @ForAll("turns") Turns turns, @ForAll @LongRange(min = -3000, max = 3000) long turn) {
    Layer layer = new Layer(turns.rotation, USERS, List.of());
    Instant begins = turns.rotation.begin(turn, turns.zone);
    Instant ends = turns.rotation.begin(turn + 1, turns.zone);
    assertThat(begins).isBeforeOrEqualTo(ends);
    if (begins.isBefore(ends)) {
      Instant middle = begins.plus(Duration.between(begins, ends).dividedBy(2));
      for (Instant at : List.of(begins, middle, ends.minusNanos(1))) {
        assertThat(layer.onCallAt(at, turns.zone)).contains(turns.userOf(turn));
        assertThat(layer.changeAfter(at, turns.zone)).isEqualTo(ends);
      }
      assertThat(turns.rotation.turnAt(ends, turns.zone)).isGreaterThan(turn);
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void aTurnBeginsOnTheLocalClockUnlessThatTimeIsSkipped(
      @ForAll("turns") Turns turns, @ForAll @LongRange(min = -3000, max = 3000) long turn) {
    var local = turns.rotation.begin(turn);
    var begun = turns.rotation.begin(turn, turns.zone).atZone(turns.zone);
    List<?> offsets = turns.zone.getRules().getValidOffsets(local);
    if (offsets.isEmpty()) {
      assertThat(begun.toLocalDateTime()).isAfter(local);
    } else {
      assertThat(begun.toLocalDateTime()).isEqualTo(local);
      assertThat(begun.getOffset()).isEqualTo(offsets.getFirst());
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void exactlyOnePersonIsOnCallWhereALayerIsComplete(
      @ForAll("turns") Turns turns,
      @ForAll("layers") List<Layer> others,
      @ForAll("aroundChanges") Instant at) {
    Layer complete = new Layer(turns.rotation, USERS, List.of());
    List<Layer> layers = Stream.concat(Stream.of(complete), others.stream()).toList();
    Schedule schedule = new Schedule("any", turns.zone, layers, List.of());
    assertThat(schedule.onCallAt(at)).isPresent();
    assertThat(schedule.shifts(at, at.plus(Duration.ofDays(3)))).noneMatch(Shift::isGap);
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void shiftsCoverTheirRangeWithoutGapOrOverlap(@ForAll("stretches") Stretch stretch) {
    List<Shift> shifts = stretch.schedule.shifts(stretch.from, stretch.to);
    assertThat(shifts.getFirst().from()).isEqualTo(stretch.from);
    assertThat(shifts.getLast().to()).isEqualTo(stretch.to);
    for (int i = 1; i < shifts.size(); i++) {
      assertThat(shifts.get(i).from()).isEqualTo(shifts.get(i - 1).to());
      assertThat(shifts.get(i).user()).isNotEqualTo(shifts.get(i - 1).user());
    }
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void shiftsAgreeWithWhoIsOnCallAtEachInstant(@ForAll("stretches") Stretch stretch) {
    for (Shift shift : stretch.schedule.shifts(stretch.from, stretch.to)) {
      long step = Math.max(1, Duration.between(shift.from(), shift.to()).toSeconds() / 7);
      for (Instant at = shift.from(); at.isBefore(shift.to()); at = at.plusSeconds(step)) {
        assertThat(stretch.schedule.onCallAt(at)).isEqualTo(Optional.ofNullable(shift.user()));
      }
      assertThat(stretch.schedule.onCallAt(shift.to().minusNanos(1)))
          .isEqualTo(Optional.ofNullable(shift.user()));
    }
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void theShiftAtAnInstantIsTheOneAmongTheShifts(@ForAll("stretches") Stretch stretch) {
    Instant middle = stretch.from.plus(Duration.between(stretch.from, stretch.to).dividedBy(2));
    Duration within = Duration.ofDays(30);
    Shift expected =
        stretch.schedule.shifts(middle.minus(within), middle.plus(within)).stream()
            .filter(shift -> !middle.isBefore(shift.from()) && middle.isBefore(shift.to()))
            .findFirst()
            .orElseThrow();
    assertThat(stretch.schedule.shiftAt(middle, within)).isEqualTo(expected);
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void anOverrideWinsExactlyWhileItLasts(
      @ForAll("stretches") Stretch stretch, @ForAll @LongRange(min = 1, max = 500) long minutes) {
    Schedule before = stretch.schedule;
    Instant to = stretch.from.plus(Duration.ofMinutes(minutes));
    ScheduleOverride mallory = new ScheduleOverride("mallory", stretch.from, to);
    List<ScheduleOverride> overrides =
        Stream.concat(before.overrides().stream(), Stream.of(mallory)).toList();
    Schedule after = new Schedule(before.name(), before.zone(), before.layers(), overrides);
    assertThat(after.onCallAt(stretch.from)).contains("mallory");
    assertThat(after.onCallAt(to.minusNanos(1))).contains("mallory");
    for (Instant outside : List.of(stretch.from.minusNanos(1), to)) {
      assertThat(after.onCallAt(outside)).isEqualTo(before.onCallAt(outside));
    }
    assertThat(after.shifts(stretch.from.minusSeconds(60), to.plusSeconds(60)))
        .contains(new Shift("mallory", stretch.from, to));
  }

  @Provide
  Arbitrary<Turns> turns() {
    return Combinators.combine(rotations(), zones()).as(Turns::new);
  }

  @Provide
  Arbitrary<List<Layer>> layers() {
    return layer().list().ofMaxSize(2);
  }

  private static Arbitrary<Layer> layer() {
    return Combinators.combine(
            rotations(),
            Arbitraries.of(USERS).list().ofMinSize(1).ofMaxSize(4),
            restriction().list().ofMaxSize(2))
        .as(Layer::new);
  }

  @Provide
  Arbitrary<Stretch> stretches() {
    Arbitrary<Schedule> schedules =
        Combinators.combine(
                zones(), layer().list().ofMinSize(1).ofMaxSize(3), override().list().ofMaxSize(2))
            .as((zone, layers, overrides) -> new Schedule("any", zone, layers, overrides));
    return Combinators.combine(
            schedules, aroundChanges(), Arbitraries.integers().between(1, 30 * 24 * 60))
        .as((schedule, from, minutes) ->
            new Stretch(schedule, from, from.plus(Duration.ofMinutes(minutes))));
  }

  private static Arbitrary<ScheduleOverride> override() {
    return Combinators.combine(aroundSomeChange(), Arbitraries.integers().between(1, 5000))
        .as((from, minutes) ->
            new ScheduleOverride("erin", from, from.plus(Duration.ofMinutes(minutes))));
  }

  private static Arbitrary<Restriction> restriction() {
    return Combinators.combine(Arbitraries.of(DayOfWeek.class).set().ofMinSize(1), times(), times())
        .as(Restriction::new);
  }

  private static Arbitrary<Rotation> rotations() {
    Arbitrary<LocalDate> starts =
        Arbitraries.integers().between(0, 5500).map(LocalDate.of(2011, 1, 1)::plusDays);
    return Arbitraries.oneOf(
        Combinators.combine(Arbitraries.integers().between(1, 40), times(), starts)
            .as(Rotation::hours),
        Combinators.combine(Arbitraries.integers().between(1, 10), times(), starts)
            .as(Rotation::days),
        Combinators.combine(
                Arbitraries.integers().between(1, 3),
                Arbitraries.of(DayOfWeek.class),
                times(),
                starts)
            .as(Rotation::weeks),
        Combinators.combine(Arbitraries.integers().between(1, 31), times(), starts)
            .as(Rotation::monthly));
  }

  /// Any minute, and more often those at which clocks change.
  private static Arbitrary<LocalTime> times() {
    return Arbitraries.oneOf(
            Arbitraries.integers().between(0, 24 * 60 - 1),
            Arbitraries.integers().between(0, 16).map(quarter -> quarter * 15))
        .map(minute -> LocalTime.ofSecondOfDay(minute * 60L));
  }

  private static Arbitrary<ZoneId> zones() {
    return Arbitraries.of(
            "UTC",
            "Europe/London",
            "America/New_York",
            "Australia/Lord_Howe", // by half an hour
            "Asia/Kolkata",
            "America/Sao_Paulo", // at midnight
            "Antarctica/Troll", // by two hours
            "Pacific/Apia") // by a day, in 2011
        .map(ZoneId::of);
  }

  @Provide
  Arbitrary<Instant> aroundChanges() {
    return aroundSomeChange();
  }

  private static Arbitrary<Instant> aroundSomeChange() {
    return Combinators.combine(
            zones(),
            Arbitraries.integers().between(0, 5500),
            Arbitraries.integers().between(-2 * 24 * 60, 2 * 24 * 60))
        .as((zone, day, minutes) -> {
          Instant about = BEGINNING.plus(Duration.ofDays(day));
          ZoneOffsetTransition change = zone.getRules().nextTransition(about);
          Instant centre = change == null ? about : change.getInstant();
          return centre.plus(Duration.ofMinutes(minutes));
        });
  }
}
