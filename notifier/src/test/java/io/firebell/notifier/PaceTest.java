package io.firebell.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.notifier.kit.Samples;
import io.firebell.schemas.policy.Rate;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final Instant NOW = Samples.OPENED_AT;
  private static final Rate TEN = Rate.parse("10/10s");

  private final Pace pace = new Pace();

  @Test
  void asManyAsTheRateSaysMayGoAtOnceAndThenOneAtATime() {
    for (int left = 10; left > 0; left--) {
      assertThat(pace.allowance(TEN, NOW)).isEqualTo(left);
      pace.spend(TEN, NOW);
    }
    assertThat(pace.allowance(TEN, NOW)).isZero();
    assertThat(pace.allowance(TEN, NOW.plusMillis(999))).isZero();
    assertThat(pace.allowance(TEN, NOW.plusSeconds(1))).isEqualTo(1);
    assertThat(pace.allowance(TEN, NOW.plusSeconds(4))).isEqualTo(4);
  }

  @Test
  void noMoreIsSavedThanTheRateSays() {
    pace.spend(TEN, NOW);

    assertThat(pace.allowance(TEN, NOW.plusSeconds(3600))).isEqualTo(10);
  }

  @Test
  void whatIsSentNeverthelessIsToBePaidLater() {
    Rate one = Rate.parse("1/s");
    for (int i = 0; i < 3; i++) {
      pace.spend(one, NOW);
    }

    assertThat(pace.allowance(one, NOW.plusSeconds(2))).isZero();
    assertThat(pace.allowance(one, NOW.plusSeconds(3))).isEqualTo(1);
  }
}
