package io.firebell.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HorizonTest {

  private static final Instant START = Instant.parse("2026-11-21T03:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private final Horizon horizon = new Horizon(START);

  @Test
  void aTaskThatBeginsHasHeardNothingYet() {
    assertThat(horizon.at(START)).isBefore(START.minus(HOUR));
    assertThat(horizon.at(START.plusMillis(249))).isBefore(START.minus(HOUR));
  }

  @Test
  void aTaskThatFindsNothingToReadHasHeardEverything() {
    Instant quiet = START.plus(Horizon.QUIET);
    assertThat(horizon.at(quiet)).isEqualTo(quiet);
  }

  @Test
  void aTaskThatCatchesUpHasHeardWhatWasWrittenUntilItsLastRecord() {
    Instant written = START.minus(HOUR);
    horizon.heard(written, START.plusMillis(20));
    assertThat(horizon.at(START.plusMillis(30))).isEqualTo(written);
    horizon.heard(written.plusSeconds(60), START.plusMillis(30));
    assertThat(horizon.at(START.plusMillis(40))).isEqualTo(written.plusSeconds(60));
  }

  @Test
  void aTaskThatReadsWhatHasJustBeenWrittenHasHeardEverything() {
    Instant now = START.plusMillis(20);
    horizon.heard(now.minus(Horizon.PROMPT), now);
    assertThat(horizon.at(now.plusMillis(5))).isEqualTo(now.plusMillis(5));
  }

  @Test
  void aTaskThatDoesNotCatchUpKeepsDeadlinesWaitingForAMinute() {
    Instant written = START.minus(HOUR);
    Instant now = START.plus(Horizon.PATIENCE).minusMillis(1);
    horizon.heard(written, now);
    assertThat(horizon.at(now)).isEqualTo(written);
    horizon.heard(written, now.plusMillis(2));
    assertThat(horizon.at(now.plusMillis(2))).isEqualTo(now.plusMillis(2).minus(Horizon.PATIENCE));
  }

  @Test
  void clocksThatDifferDoNotStopIt() {
    horizon.heard(START.plus(HOUR), START);
    assertThat(horizon.at(START.plusMillis(1))).isEqualTo(START.plusMillis(1));
  }
}
