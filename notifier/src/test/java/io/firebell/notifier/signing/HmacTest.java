package io.firebell.notifier.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HmacTest {

  /// The second test case of [RFC 4231](https://www.rfc-editor.org/rfc/rfc4231#section-4.3).
  @Test
  void aSignatureIsThatOfTheStandard() {
    assertThat(Hmac.HEX.sign("Jefe", bytes("what do ya want "), bytes("for nothing?")))
        .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    assertThat(Hmac.BASE64URL.sign("Jefe", bytes("what do ya want for nothing?")))
        .isEqualTo("W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM");
  }

  @ParameterizedTest
  @EnumSource
  void oneOfTheSecretsInForceIsEnough(Hmac form) {
    String signature = form.sign("old", bytes("body"));

    assertThat(form.isSigned(List.of("new", "old"), signature, bytes("bo"), bytes("dy"))).isTrue();
    assertThat(form.isSigned(List.of("new"), signature, bytes("body"))).isFalse();
    assertThat(form.isSigned(List.of(), signature, bytes("body"))).isFalse();
    assertThat(form.isSigned(List.of("old"), signature, bytes("another body"))).isFalse();
  }

  @Property
  void noLetterOfASignatureCanBeChanged(
      @ForAll Hmac form,
      @ForAll @NotEmpty String secret,
      @ForAll byte[] body,
      @ForAll @IntRange(min = 0, max = 63) int place,
      @ForAll char letter) {
    String signature = form.sign(secret, body);
    int at = place % signature.length();
    String changed = signature.substring(0, at) + letter + signature.substring(at + 1);

    assertThat(form.isSigned(List.of(secret), changed, body)).isEqualTo(changed.equals(signature));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
