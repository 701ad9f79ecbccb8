package io.firebell.notifier.callback.slack;

import io.firebell.notifier.signing.Hmac;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Whether a request comes from Slack, and has just been made
/// ([verifying](https://docs.slack.dev/authentication/verifying-requests-from-slack)).
///
/// The SDK's own verifier compares in a time that tells how much was right, takes times to come,
/// and writes what it verifies to the log.
final class SlackSignature {

  static final String TIME_HEADER = "X-Slack-Request-Timestamp";
  static final String HEADER = "X-Slack-Signature";

  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final String VERSION = "v0";

  private SlackSignature() {}

  /// What a signature is worth.
  enum Worth {
    GOOD,
    /// It was good, and is too old.
    STALE,
    NONE
  }

  /// @param secrets those that are good at present
  /// @param time the header, in seconds
  /// @param signature the header, `v0=…`
  static Worth of(List<String> secrets, String time, String signature, byte[] body, Instant now) {
    String prefix = VERSION + "=";
    if (!time.matches("[0-9]{1,11}") || !signature.startsWith(prefix)) {
      return Worth.NONE;
    }
    Instant made = Instant.ofEpochSecond(Long.parseLong(time));
    boolean isRecent = Duration.between(made, now).abs().compareTo(LONGEST) <= 0;
    byte[] head = (VERSION + ":" + time + ":").getBytes(StandardCharsets.US_ASCII);
    if (!Hmac.HEX.isSigned(secrets, signature.substring(prefix.length()), head, body)) {
      return Worth.NONE;
    }
    return isRecent ? Worth.GOOD : Worth.STALE;
  }
}
