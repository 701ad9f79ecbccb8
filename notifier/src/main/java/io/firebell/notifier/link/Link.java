package io.firebell.notifier.link;

import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Recipient;
import io.firebell.notifier.callback.CommandIds;
import io.firebell.notifier.signing.Hmac;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// What a link lets its reader do: one thing to one incident, once, until a moment.
///
/// @param tenant whose incident
/// @param recipient who was sent it, and in whose name it acts
/// @param notification the id of the notification that it was sent with
/// @param until when it is worth nothing any more; to the second
record Link(
    String tenant,
    String incident,
    Action action,
    Recipient recipient,
    String notification,
    Instant until) {

  /// What can be done by a link.
  enum Action {
    ACKNOWLEDGE,
    RESOLVE
  }

  private static final String VERSION = "1";

  /// What comes before the payload when it is signed, so that no signature that was made for
  /// something else is one of a link.
  private static final byte[] PURPOSE = "firebell-link\n".getBytes(StandardCharsets.US_ASCII);

  private static final Base64.Encoder TO_TEXT = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder FROM_TEXT = Base64.getUrlDecoder();

  /// The link as a part of a URL: what it says, which anybody can read, a full stop, and an
  /// HMAC-SHA256 of that, which nobody can make without the secret.
  String token(String secret) {
    byte[] payload = payload();
    return TO_TEXT.encodeToString(payload) + "." + Hmac.BASE64URL.sign(secret, PURPOSE, payload);
  }

  /// What a token says; empty when it is none. Nothing of it is to be believed before [#isSigned].
  static Optional<Link> read(String token) {
    try {
      byte[] payload = FROM_TEXT.decode(token.substring(0, Math.max(token.indexOf('.'), 0)));
      String[] parts = new String(payload, StandardCharsets.UTF_8).split("\n", -1);
      if (parts.length != 7 || !parts[0].equals(VERSION)) {
        return Optional.empty();
      }
      return Optional.of(
          new Link(
              parts[1],
              parts[2],
              Action.valueOf(parts[3]),
              new Recipient(ChannelType.EMAIL, parts[4]),
              parts[5],
              Instant.ofEpochSecond(Long.parseLong(parts[6]))));
    } catch (RuntimeException e) {
      // Whatever is wrong with it: it is not one of ours.
      return Optional.empty();
    }
  }

  /// Whether the token is this link's, made with one of the secrets.
  boolean isSigned(String token, List<String> secrets) {
    byte[] payload = payload();
    String head = TO_TEXT.encodeToString(payload) + ".";
    return token.startsWith(head)
        && Hmac.BASE64URL.isSigned(secrets, token.substring(head.length()), PURPOSE, payload);
  }

  /// The id of the command that it becomes, which is the same whenever it is used: what comes again
  /// is known by it.
  String command() {
    return CommandIds.of("link", parts());
  }

  /// In whose name it acts, for people.
  String by() {
    return recipient.isUser() ? recipient.name() : "somebody at " + recipient.name();
  }

  private byte[] payload() {
    return String.join("\n", parts()).getBytes(StandardCharsets.UTF_8);
  }

  private String[] parts() {
    return new String[] {
      VERSION,
      tenant,
      incident,
      action.name(),
      recipient.reference(),
      notification,
      Long.toString(until.getEpochSecond())
    };
  }
}
