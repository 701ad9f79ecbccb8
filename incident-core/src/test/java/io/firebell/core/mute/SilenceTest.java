package io.firebell.core.mute;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What becomes of a silence that somebody changes.
class SilenceTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  @Test
  void aSilenceThatBeganInThePastBeginsNow() {
    assertThat(silence("new", "a=b", -60, 60).inPlaceOf(null, NOON))
        .containsExactly(silence("new", "a=b", 0, 60));
  }

  @Test
  void anActiveOneIsMadeLongerOrShorterUnderItsOwnId() {
    Silence before = silence("old", "a=b", -60, 60);
    assertThat(silence("new", "a=b", -60, 90).inPlaceOf(before, NOON))
        .containsExactly(silence("old", "a=b", -60, 90));
  }

  @Test
  void aPendingOneIsPutOffUnderItsOwnId() {
    Silence before = silence("old", "a=b", 10, 60);
    assertThat(silence("new", "a=b", 20, 60).inPlaceOf(before, NOON))
        .containsExactly(silence("old", "a=b", 20, 60));
  }

  @Test
  void oneWithOtherMatchersEndsAndGoesOnAsANewOne() {
    Silence before = silence("old", "a=b", -60, 60);
    assertThat(silence("new", "a=c", -60, 60).inPlaceOf(before, NOON))
        .containsExactly(before.expired(NOON), silence("new", "a=c", 0, 60));
  }

  @Test
  void anActiveOneThatIsToBeginLaterEndsAndGoesOnAsANewOne() {
    Silence before = silence("old", "a=b", -60, 60);
    assertThat(silence("new", "a=b", 30, 60).inPlaceOf(before, NOON))
        .containsExactly(before.expired(NOON), silence("new", "a=b", 30, 60));
  }

  @Test
  void oneThatIsOverIsLeftAsItWas() {
    Silence before = silence("old", "a=b", -60, -1);
    assertThat(silence("new", "a=b", -60, 60).inPlaceOf(before, NOON))
        .containsExactly(silence("new", "a=b", 0, 60));
  }

  private static Silence silence(String id, String matcher, int from, int to) {
    return new Silence(
        id, "default", List.of(matcher), minute(from), minute(to), "carol", "disks", NOON);
  }

  private static Instant minute(int minute) {
    return NOON.plus(Duration.ofMinutes(minute));
  }
}
