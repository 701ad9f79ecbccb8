package io.firebell.notifier.webhook;

import io.firebell.notifier.signing.Hmac;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// The header by which a receiver knows that a request is Firebell's, unchanged and recent.
///
/// `X-Firebell-Signature: t=1763690645,v1=5257a8…`: the seconds since 1970 at which it was signed,
/// and the HMAC-SHA256 in hexadecimal of those digits, a full stop and the body as it was sent.
/// There is a `v1` for each secret in force, so that a receiver can change to a new one at leisure:
/// one that fits is enough. A receiver should refuse what is older than a few minutes.
final class Signature {

  static final String HEADER = "X-Firebell-Signature";

  private Signature() {}

  /// The header's value.
  ///
  /// @param secrets none of them empty
  static String of(byte[] body, Instant at, List<String> secrets) {
    String seconds = Long.toString(at.getEpochSecond());
    byte[] head = (seconds + ".").getBytes(StandardCharsets.US_ASCII);
    return secrets.stream()
        .map(secret -> "v1=" + Hmac.HEX.sign(secret, head, body))
        .collect(Collectors.joining(",", "t=" + seconds + ",", ""));
  }
}
