package io.firebell.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TimersTest {

  enum Kind {
    ARMED,
    ENDED;

    Timers armed() {
      Timers timers =
          switch (this) {
            case ARMED -> {
              ArmedTimers armed = new ArmedTimers();
              armed.waiting = 500;
              yield armed;
            }
            case ENDED -> {
              EndedTimers ended = new EndedTimers();
              ended.ended = 500;
              yield ended;
            }
          };
      timers.arm();
      return timers;
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsDueBeforeTheFirstAndWhatIsDueIsArmedAgain(Kind kind) {
    Timers timers = kind.armed();
    try {
      assertThat(timers.lookWhenNothingIsDue()).hasValue(Instant.parse("2026-11-21T03:00:00Z"));
      assertThat(timers.takeWhatIsDue()).isEqualTo(100);
      assertThat(timers.lookWhenNothingIsDue()).hasValue(Instant.parse("2026-11-21T03:00:01Z"));
      assertThat(timers.takeWhatIsDue()).isEqualTo(100);
    } finally {
      timers.close();
    }
  }
}
