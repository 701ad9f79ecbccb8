package io.firebell.core.route;

import io.firebell.core.alert.Labels;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The short name of a group: the first 64 bits of a SHA-256 over tenant, route and group labels.
///
/// It is the key of every record about the group's incidents, so it decides their partition. A
/// million groups collide with a chance of about 1 in 37 million.
///
/// @param hash 16 lower-case hexadecimal digits
public record GroupKey(String hash) implements Comparable<GroupKey> {

  /// A byte that UTF-8 never uses, so that no two groups give the same bytes.
  private static final byte SEPARATOR = (byte) 0xff;

  /// @throws IllegalArgumentException if the hash is not 16 lower-case hexadecimal digits
  public GroupKey {
    if (hash.length() != 16 || !hash.chars().allMatch(GroupKey::isHexDigit)) {
      throw new IllegalArgumentException(
          "a group key should be 16 hexadecimal digits: was " + hash);
    }
  }

  static GroupKey of(String tenant, String route, Labels labels) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      add(digest, tenant);
      add(digest, route);
      labels
          .pairs()
          .forEach((name, value) -> {
            add(digest, name);
            add(digest, value);
          });
      return new GroupKey(HexFormat.of().formatHex(digest.digest(), 0, 8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  private static boolean isHexDigit(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }

  private static void add(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update(SEPARATOR);
  }

  @Override
  public int compareTo(GroupKey other) {
    return hash.compareTo(other.hash);
  }

  @Override
  public String toString() {
    return hash;
  }
}
