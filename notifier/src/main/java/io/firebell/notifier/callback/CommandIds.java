package io.firebell.notifier.callback;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Ids of commands that say where these come from, and are the same when the far side repeats
/// itself: what comes twice is done once.
public final class CommandIds {

  private static final int BYTES = 16;

  private CommandIds() {}

  /// @param source where it comes from: `slack`
  /// @param parts what is the same at a repetition, and at nothing else
  public static String of(String source, String... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return source + "-" + HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
