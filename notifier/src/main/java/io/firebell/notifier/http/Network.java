package io.firebell.notifier.http;

import java.net.InetAddress;
import java.util.regex.Pattern;

/// A block of addresses: `10.0.0.0/8`, `fd00::/8`, or one address alone.
///
/// @param first the first address
/// @param bits how many bits at the beginning all its addresses have in common
record Network(InetAddress first, int bits) {

  /// In full: Java takes `10` for 0.0.0.10.
  private static final Pattern ADDRESS =
      Pattern.compile("(?:[0-9]{1,3}\\.){3}[0-9]{1,3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  /// @throws IllegalArgumentException if there are not that many bits
  Network {
    int most = first.getAddress().length * Byte.SIZE;
    if (bits < 0 || bits > most) {
      throw new IllegalArgumentException(
          "a network should have from 0 to " + most + " bits: was " + bits);
    }
  }

  /// Reads addresses, never names.
  ///
  /// @throws IllegalArgumentException if the text is none
  static Network parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    String bits = slash < 0 ? "" : text.substring(slash + 1);
    boolean bitsAreWritten = slash < 0 || bits.matches("[0-9]{1,3}");
    if (!bitsAreWritten || !ADDRESS.matcher(address).matches()) {
      throw new IllegalArgumentException("a network should look like 10.0.0.0/8: was " + text);
    }
    InetAddress first = InetAddress.ofLiteral(address);
    int all = first.getAddress().length * Byte.SIZE;
    return new Network(first, slash < 0 ? all : Integer.parseInt(bits));
  }

  boolean contains(InetAddress address) {
    byte[] ours = first.getAddress();
    byte[] theirs = address.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> bit % Byte.SIZE;
      if ((ours[bit / Byte.SIZE] & mask) != (theirs[bit / Byte.SIZE] & mask)) {
        return false;
      }
    }
    return true;
  }
}
