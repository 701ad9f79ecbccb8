package io.firebell.notifier.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElapsedTest {

  @ParameterizedTest
  @CsvSource({
    "PT-5S,0s",
    "PT0S,0s",
    "PT0.9S,0s",
    "PT59S,59s",
    "PT60S,1m",
    "PT12M5S,12m 5s",
    "PT1H,1h",
    "PT3H20M59S,3h 20m",
    "P2DT4H30M,2d 4h",
    "P30D,30d"
  })
  void aDurationIsSaidInItsTwoGreatestParts(Duration duration, String text) {
    assertThat(Elapsed.text(duration)).isEqualTo(text);
  }
}
