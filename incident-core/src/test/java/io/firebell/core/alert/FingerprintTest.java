package io.firebell.core.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {

  /// The first five are the expectations of prometheus/common's own `signature_test.go`; the next
  /// three were answered by Alertmanager 0.25 for these alerts.
  static Stream<Arguments> golden() {
    return Stream.of(
        Arguments.of(Labels.NONE, "cbf29ce484222325"),
        Arguments.of(
            Labels.of("name", "garland, briggs", "fear", "love is not enough"), "507a62d79ee76c9a"),
        Arguments.of(Labels.of("first-label", "first-label-value"), "476b44f5db3e21f9"),
        Arguments.of(
            Labels.of("second-label", "second-label-value", "first-label", "first-label-value"),
            "2c59c33dd8453b1d"),
        Arguments.of(
            Labels.of(
                "third-label",
                "third-label-value",
                "first-label",
                "first-label-value",
                "second-label",
                "second-label-value"),
            "c01c58139d52b4b9"),
        Arguments.of(Labels.of("alertname", "DiskFull"), "744e61ca074bea90"),
        Arguments.of(
            Labels.of(
                "severity", "critical",
                "alertname", "HighLatency",
                "instance", "10.0.0.1:9090",
                "service", "checkout"),
            "ab30554693963956"),
        Arguments.of(
            Labels.of(
                "alertname", "Überlast",
                "note", "🔥 a,b=\"c\"\\n\nline",
                "Z", "1",
                "_a", "2",
                "a", "3",
                "empty", ""),
            "5dd11bc0cc1a8924"),
        // The algorithm over names that UTF-16 and UTF-8 order differently.
        Arguments.of(Labels.of("\uff21", "1", "\ud800\udc00", "2"), "7152659cc329960c"));
  }

  @ParameterizedTest
  @MethodSource("golden")
  void isThatOfPrometheus(Labels labels, String hash) {
    assertThat(labels.fingerprint()).isEqualTo(new Fingerprint(hash)).hasToString(hash);
  }

  @Property
  void dependsOnWhereANameEndsAndItsValueBegins(
      @ForAll @NotEmpty String name,
      @ForAll @NotEmpty String middle,
      @ForAll @NotEmpty String value) {
    assertThat(Labels.of(name + middle, value).fingerprint())
        .isNotEqualTo(Labels.of(name, middle + value).fingerprint());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "744e61ca074bea9",
        "744e61ca074bea900",
        "744E61CA074BEA90",
        "744e61ca074bea9g"
      })
  void anythingButSixteenLowerCaseDigitsIsRefused(String hash) {
    assertThatThrownBy(() -> new Fingerprint(hash))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a fingerprint should be 16 hexadecimal digits: was " + hash);
  }

  @Test
  void isOrderedAsItsDigits() {
    assertThat(new Fingerprint("744e61ca074bea90")).isLessThan(new Fingerprint("ab30554693963956"));
  }
}
