package io.firebell.schemas.policy;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads the headers that a webhook is sent with besides those that are always there.
final class HeaderReader {

  private static final int MOST = 20;

  /// What Firebell says of each request itself, and what says how the connection is used.
  private static final Set<String> OURS =
      Set.of(
          "accept-encoding",
          "connection",
          "content-encoding",
          "content-length",
          "content-type",
          "expect",
          "host",
          "idempotency-key",
          "keep-alive",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "user-agent",
          "x-firebell-signature");

  private static final Pattern NAME_OF_A_SECRET =
      Pattern.compile("authorization|cookie|.*(api-?key|password|secret|token).*");

  private static final Pattern VALUE = Pattern.compile("[!-~](?:[\\t -~]*[!-~])?");

  private HeaderReader() {}

  /// The settings that the headers are kept in.
  static Map<String, String> read(YamlValue value) {
    Map<String, String> read = new HashMap<>();
    Map<String, YamlValue> written = value.byName();
    written.forEach((name, text) -> {
      String setting = ChannelSettings.header(name);
      if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
        text.refuse("should be a header that Firebell does not send itself: is one that it does");
      } else if (read.containsKey(setting)) {
        text.refuse("should be there once, in capitals or not: is here again");
      } else {
        text.as(header -> checked(name, header)).ifPresent(header -> read.put(setting, header));
      }
    });
    if (written.size() > MOST) {
      value.refuse("should have at most " + MOST + " headers: has " + written.size());
    }
    return read;
  }

  private static String checked(String name, String text) {
    boolean hasReference = !SecretReference.in(text).isEmpty();
    if (!VALUE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "a header should be ASCII characters on one line, without spaces around: is not");
    }
    if (!hasReference && NAME_OF_A_SECRET.matcher(name.toLowerCase(Locale.ROOT)).matches()) {
      throw new IllegalArgumentException(
          "should have a reference to a secret in it, '${env:NAME}' or '${file:/path}': a policy"
              + " is kept in clear, and should never have the secret itself");
    }
    return text;
  }
}
