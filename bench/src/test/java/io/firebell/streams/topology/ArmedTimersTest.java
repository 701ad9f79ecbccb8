package io.firebell.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArmedTimersTest {

  private final ArmedTimers benchmark = new ArmedTimers();

  @BeforeEach
  void arm() {
    benchmark.waiting = 500;
    benchmark.arm();
  }

  @AfterEach
  void close() {
    benchmark.close();
  }

  @Test
  void nothingIsDueBeforeTheFirst() {
    assertThat(benchmark.lookWhenNothingIsDue()).hasValue(Instant.parse("2026-11-21T03:00:00Z"));
  }

  @Test
  void whatIsDueIsArmedAgain() {
    assertThat(benchmark.takeWhatIsDue()).isEqualTo(100);
    assertThat(benchmark.lookWhenNothingIsDue()).hasValue(Instant.parse("2026-11-21T03:00:01Z"));
    assertThat(benchmark.takeWhatIsDue()).isEqualTo(100);
  }
}
