package io.firebell.core.alert;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// The hash of a label set by which Prometheus and Alertmanager know an alert.
///
/// FNV-1a over the sorted names and values, each followed by the byte 0xff: `labelSetToFingerprint`
/// in [prometheus/common](https://github.com/prometheus/common/blob/main/model/signature.go).
///
/// @param hash 16 lower-case hexadecimal digits
public record Fingerprint(String hash) implements Comparable<Fingerprint> {

  private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;
  private static final byte SEPARATOR = (byte) 0xff;

  /// @throws IllegalArgumentException if the hash is not 16 lower-case hexadecimal digits
  public Fingerprint {
    if (hash.length() != 16 || !hash.chars().allMatch(Fingerprint::isHexDigit)) {
      throw new IllegalArgumentException(
          "a fingerprint should be 16 hexadecimal digits: was " + hash);
    }
  }

  static Fingerprint of(Labels labels) {
    long hash = OFFSET_BASIS;
    for (var pair : labels.pairs().entrySet()) {
      hash = separate(add(hash, pair.getKey()));
      hash = separate(add(hash, pair.getValue()));
    }
    return new Fingerprint(HexFormat.of().toHexDigits(hash));
  }

  private static boolean isHexDigit(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }

  private static long add(long hash, String text) {
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * PRIME;
    }
    return hash;
  }

  private static long separate(long hash) {
    return (hash ^ (SEPARATOR & 0xff)) * PRIME;
  }

  @Override
  public int compareTo(Fingerprint other) {
    return hash.compareTo(other.hash);
  }

  @Override
  public String toString() {
    return hash;
  }
}
