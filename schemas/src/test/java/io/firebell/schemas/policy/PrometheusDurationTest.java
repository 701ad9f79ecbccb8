package io.firebell.schemas.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusDurationTest {

  @ParameterizedTest
  @CsvSource({
    "0s, PT0S",
    "500ms, PT0.5S",
    "90s, PT90S",
    "5m, PT5M",
    "1h30m, PT1H30M",
    "2d, PT48H",
    "1w, PT168H",
    "1y, PT8760H",
    "1y2w3d4h5m6s7ms, PT9172H5M6.007S",
    "010m, PT10M",
    "10y, PT87600H",
  })
  void isReadAsPrometheusReadsIt(String text, Duration duration) {
    assertThat(PrometheusDuration.parse(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "5", "0", "m", "-5m", "+5m", "1.5h", "5 m", " 5m", "5m ", "30m1h", "5m5m", "5M", "5min",
        "PT5M", "٥m"
      })
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> PrometheusDuration.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("should be a duration such as 90s, 5m, 1h30m or 2d: was \"" + text + "\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"11y", "10y1ms", "9999999999999999999999s", "3651d", "9223372036854775807ms"})
  void whatIsBeyondSenseIsRefused(String text) {
    assertThatThrownBy(() -> PrometheusDuration.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("should be at most 10y: was \"" + text + "\"");
  }

  @Property
  void isReadBackFromWhatItIsWrittenAs(
      @ForAll @LongRange(min = 0, max = 315_360_000_000L) long millis) {
    Duration duration = Duration.ofMillis(millis);
    assertThat(PrometheusDuration.parse(PrometheusDuration.format(duration))).isEqualTo(duration);
  }

  @Test
  void isWrittenShort() {
    assertThat(PrometheusDuration.format(Duration.ofMinutes(90))).isEqualTo("1h30m");
    assertThat(PrometheusDuration.format(Duration.ofDays(2).plusMillis(1))).isEqualTo("2d1ms");
    assertThat(PrometheusDuration.format(Duration.ofNanos(1))).isEqualTo("0s");
    assertThatThrownBy(() -> PrometheusDuration.format(Duration.ofSeconds(-1)))
        .hasMessage("a duration should not be negative: was PT-1S");
  }
}
