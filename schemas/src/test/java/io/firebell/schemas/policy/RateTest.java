package io.firebell.schemas.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {

  @ParameterizedTest
  @CsvSource({"1/s, 1, PT1S", "30/m, 30, PT2S", "10/10s, 10, PT1S", "1/12h, 1, PT12H"})
  void aRateIsSomeAtOnceAndOneInEachPartOfTheTime(String text, int count, Duration interval) {
    assertThat(Rate.parse(text)).isEqualTo(new Rate(count, interval));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "0/s", "1/d", "1/0s", "1 / s", "-1/s", "1/s ", "1000000/s"})
  void whatIsNoRateIsRefused(String text) {
    assertThatThrownBy(() -> Rate.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("should be a number of messages in a time");
    assertThat(text).doesNotMatch(Rate.REGEXP);
  }

  @Test
  void aRateWithoutTimeIsAMistake() {
    assertThatThrownBy(() -> new Rate(1, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
