package io.firebell.core.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OccasionsTest {

  private static final Hours SUNDAYS =
      new Hours("sundays", List.of(interval(Set.of(DayOfWeek.SUNDAY), 4 * 60, 5 * 60)));

  /// 2026-11-22 is a Sunday.
  private static final Stretch AFTERWARDS = stretch("2026-11-22T05:00", "2026-11-22T07:30");

  private static final Occasions BOTH = new Occasions(List.of(SUNDAYS), List.of(AFTERWARDS));

  @Test
  void whatBeginsWhereSomethingElseEndsGoesOnWithIt() {
    assertThat(BOTH.nextChange(at("2026-11-21T00:00"))).contains(at("2026-11-22T04:00"));
    assertThat(BOTH.nextChange(at("2026-11-22T04:00"))).contains(at("2026-11-22T07:30"));
    assertThat(BOTH.nextChange(at("2026-11-22T07:30"))).contains(at("2026-11-29T04:00"));
    assertThat(BOTH.contains(at("2026-11-22T05:00"))).isTrue();
    assertThat(BOTH.contains(at("2026-11-22T07:30"))).isFalse();
  }

  @Test
  void theNextOccasionIsTheOneThatIsGoingOnAsFarAsItIsToCome() {
    assertThat(BOTH.from(at("2026-11-21T00:00")))
        .contains(stretch("2026-11-22T04:00", "2026-11-22T07:30"));
    assertThat(BOTH.from(at("2026-11-22T06:00")))
        .contains(stretch("2026-11-22T06:00", "2026-11-22T07:30"));
    assertThat(BOTH.from(at("2026-11-22T07:30")))
        .contains(stretch("2026-11-29T04:00", "2026-11-29T05:00"));
  }

  @Test
  void whatIsOverForGoodHasNoNextOccasion() {
    Occasions once = new Occasions(List.of(), List.of(AFTERWARDS));
    assertThat(once.from(at("2026-11-22T07:30"))).isEmpty();
    assertThat(once.nextChange(at("2026-11-22T07:30"))).isEmpty();
  }

  @Test
  void whatNeverEndsIsNoOccasion() {
    Hours always = new Hours("always", List.of(interval(Set.of(), 0, TimeRange.DAY)));
    assertThat(new Occasions(List.of(always), List.of()).from(at("2026-11-22T07:30"))).isEmpty();
  }

  @Test
  void aStretchHasToLast() {
    Instant now = at("2026-11-22T07:30");
    assertThatIllegalArgumentException().isThrownBy(() -> new Stretch(now, now));
  }

  @Test
  void stretchesThatOnlyTouchDoNotOverlap() {
    assertThat(AFTERWARDS.overlaps(stretch("2026-11-22T07:30", "2026-11-22T08:00"))).isFalse();
    assertThat(AFTERWARDS.overlaps(stretch("2026-11-22T07:29", "2026-11-22T08:00"))).isTrue();
    assertThat(AFTERWARDS.overlaps(stretch("2026-11-22T04:00", "2026-11-22T05:00"))).isFalse();
  }

  private static TimeInterval interval(Set<DayOfWeek> days, int from, int to) {
    return new TimeInterval(
        List.of(new TimeRange(from, to)), days, List.of(), Set.of(), List.of(), ZoneOffset.UTC);
  }

  private static Stretch stretch(String from, String to) {
    return new Stretch(at(from), at(to));
  }

  private static Instant at(String time) {
    return Instant.parse(time + ":00Z");
  }
}
