package io.firebell.core.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

  @ParameterizedTest
  @CsvSource({
    "1, PT0S, PT15S",
    "2, PT0S, PT30S",
    "5, PT0S, PT4M",
    "6, PT0S, PT5M",
    "2000, PT0S, PT5M",
    "1, PT14S, PT15S",
    "1, PT16S, PT16S",
    "6, PT59M, PT59M",
    "1, PT61M, PT1H"
  })
  void itIsLongerEachTimeAndNotShorterThanTheFarSideAsks(
      int attempt, Duration asked, Duration wait) {
    assertThat(Backoff.wait(attempt, asked)).isEqualTo(wait);
  }
}
