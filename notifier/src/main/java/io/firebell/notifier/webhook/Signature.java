package io.firebell.notifier.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The header by which a receiver knows that a request is Firebell's, unchanged and recent.
///
/// `X-Firebell-Signature: t=1763690645,v1=5257a8…`: the seconds since 1970 at which it was signed,
/// and the HMAC-SHA256 in hexadecimal of those digits, a full stop and the body as it was sent.
/// There is a `v1` for each secret in force, so that a receiver can change to a new one at leisure:
/// one that fits is enough. A receiver should refuse what is older than a few minutes.
final class Signature {

  static final String HEADER = "X-Firebell-Signature";

  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  /// The header's value.
  ///
  /// @param secrets none of them empty
  static String of(byte[] body, Instant at, List<String> secrets) {
    String seconds = Long.toString(at.getEpochSecond());
    return secrets.stream()
        .map(secret -> "v1=" + HexFormat.of().formatHex(hmac(secret, seconds, body)))
        .collect(Collectors.joining(",", "t=" + seconds + ",", ""));
  }

  private static byte[] hmac(String secret, String seconds, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has HmacSHA256", e);
    }
  }
}
