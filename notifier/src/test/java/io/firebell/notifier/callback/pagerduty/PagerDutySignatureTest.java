package io.firebell.notifier.callback.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.notifier.signing.Hmac;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Signatures while both sides have two secrets.
class PagerDutySignatureTest {

  private static final byte[] BODY = "{\"event\":{}}".getBytes(StandardCharsets.UTF_8);

  @ParameterizedTest
  @CsvSource({
    "'v1=NEW', true",
    "'v1=OLD', true",
    "'v1=OTHER', false",
    "'v1=OTHER,v1=NEW', true",
    "'v1=OTHER, v1=OLD', true",
    "'v2=NEW', false",
    "'v2=OTHER,v1=NEW', true",
    "'NEW', false",
    "'v1=', false",
    "'', false",
    "',', false"
  })
  void onePairThatFitsIsEnough(String header, boolean good) {
    String signed =
        header
            .replace("OTHER", Hmac.HEX.sign("other", BODY))
            .replace("NEW", Hmac.HEX.sign("new", BODY))
            .replace("OLD", Hmac.HEX.sign("old", BODY));
    assertThat(PagerDutySignature.isGood(List.of("new", "old"), signed, BODY)).isEqualTo(good);
    assertThat(PagerDutySignature.isGood(List.of(), signed, BODY)).isFalse();
    assertThat(PagerDutySignature.isGood(List.of("new", "old"), signed, new byte[0])).isFalse();
  }
}
