package io.firebell.notifier.callback.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.notifier.callback.slack.SlackSignature.Worth;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Against the example that Slack's documentation works through.
class SlackSignatureTest {

  private static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
  private static final String TIME = "1531420618";
  private static final String BODY =
      "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
          + "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
          + "&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com"
          + "%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
          + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
  private static final String SIGNATURE =
      "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
  private static final Instant MADE = Instant.ofEpochSecond(Long.parseLong(TIME));

  private static boolean isGood(String secret, String time, String signature, Instant now) {
    return worth(secret, time, signature, now) == Worth.GOOD;
  }

  private static Worth worth(String secret, String time, String signature, Instant now) {
    byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
    return SlackSignature.of(List.of("another", secret), time, signature, body, now);
  }

  @Test
  void whatSlackHasSignedIsGood() {
    assertThat(isGood(SECRET, TIME, SIGNATURE, MADE)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"300, GOOD", "301, STALE", "-300, GOOD", "-301, STALE"})
  void itIsGoodForFiveMinutes(long later, Worth worth) {
    assertThat(worth(SECRET, TIME, SIGNATURE, MADE.plusSeconds(later))).isEqualTo(worth);
  }

  @Test
  void anotherAppsSecretIsNoSecretOfOurs() {
    assertThat(isGood("8f742231b10e8888abcd99yyyzzz85a6", TIME, SIGNATURE, MADE)).isFalse();
  }

  @Test
  void withoutASecretNothingIsGood() {
    byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
    assertThat(SlackSignature.of(List.of(), TIME, SIGNATURE, body, MADE)).isEqualTo(Worth.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "now", "-1531420618", "1531420618.5", "1531420619"})
  void anotherTimeIsNotWhatWasSigned(String time) {
    assertThat(isGood(SECRET, time, SIGNATURE, MADE)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "v0=",
        "a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
        "v1=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
        "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b50é",
        "v0=b2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
      })
  void anotherSignatureIsNotGood(String signature) {
    assertThat(isGood(SECRET, TIME, signature, MADE)).isFalse();
  }
}
