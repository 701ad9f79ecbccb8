package io.firebell.notifier.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Recipient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTest {

  private static final String SECRET = "a-secret-of-some-length";
  private static final Link LINK =
      new Link(
          "default",
          "7f3a9c1e5b2d4f60-3",
          Link.Action.ACKNOWLEDGE,
          Recipient.user(ChannelType.EMAIL, "alice"),
          "7f3a9c1e5b2d4f60-3-paged",
          Instant.parse("2026-11-22T01:00:00Z"));

  @Test
  void aTokenSaysWhatItIsForAndIsAPartOfAUrl() {
    String token = LINK.token(SECRET);

    assertThat(token).matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{43}");
    assertThat(Link.read(token)).contains(LINK);
    assertThat(LINK.isSigned(token, List.of("another-secret-in-force", SECRET))).isTrue();
  }

  @Test
  void aTokenIsTheSameWheneverItIsMade() {
    assertThat(LINK.token(SECRET)).isEqualTo(LINK.token(SECRET));
    assertThat(LINK.command()).isEqualTo(LINK.command()).matches("link-[0-9a-f]{32}");
  }

  @Test
  void anotherSecretOrNoneMakesNoSignature() {
    assertThat(LINK.isSigned(LINK.token("a-secret-of-yesterday"), List.of(SECRET))).isFalse();
    assertThat(LINK.isSigned(LINK.token(SECRET), List.of())).isFalse();
  }

  @Property
  void noLetterOfATokenCanBeChanged(
      @ForAll @IntRange(min = 0, max = 400) int place, @ForAll char letter) {
    String token = LINK.token(SECRET);
    int at = place % token.length();
    String changed = token.substring(0, at) + letter + token.substring(at + 1);
    boolean accepted =
        Link.read(changed).filter(link -> link.isSigned(changed, List.of(SECRET))).isPresent();
    assertThat(accepted).isEqualTo(changed.equals(token));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a", "a.b", "....", "%00", "MQ.MQ", "x x.y"})
  void whatIsNoTokenIsNone(String token) {
    assertThat(Link.read(token)).isEmpty();
  }

  @Test
  void aTokenOfAnotherKindOfRecipientIsNone() {
    String payload = "1\ndefault\n7f3a9c1e5b2d4f60-3\nDELETE\nuser/alice\nn\n1";
    String text = Base64.getUrlEncoder().encodeToString(payload.getBytes(StandardCharsets.UTF_8));
    assertThat(Link.read(text + ".x")).isEmpty();
  }
}
