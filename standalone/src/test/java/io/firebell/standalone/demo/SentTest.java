package io.firebell.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SentTest {

  private static final Symptom DOWN = new Symptom("db", "database", "Down", "critical", "is down");

  private final Sent sent = new Sent();

  @Test
  void anAlertThatIsSentAgainIsARepeatAndOneThatComesBackIsAFlap() {
    sent.add(List.of(firing(1), firing(2)), 2);
    sent.add(List.of(firing(1), over(2)), 2);
    sent.add(List.of(firing(2), over(1)), 1);

    assertThat(sent.alerts()).isEqualTo(2);
    assertThat(sent.sendings()).isEqualTo(6);
    assertThat(sent.firings()).isEqualTo(3);
    assertThat(sent.repeats()).isEqualTo(1);
    assertThat(sent.flaps()).isEqualTo(1);
    assertThat(sent.ends()).isEqualTo(2);
    assertThat(sent.accepted()).isEqualTo(5);
  }

  private static Sending firing(int instance) {
    return new Sending(DOWN, instance, true);
  }

  private static Sending over(int instance) {
    return new Sending(DOWN, instance, false);
  }
}
