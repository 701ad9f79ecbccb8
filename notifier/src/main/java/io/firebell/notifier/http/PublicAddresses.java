package io.firebell.notifier.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The addresses at which anybody on the Internet may be found, by IANA's registries of special
/// purposes for [IPv4](https://www.iana.org/assignments/iana-ipv4-special-registry) and
/// [IPv6](https://www.iana.org/assignments/iana-ipv6-special-registry). What clouds tell their
/// machines of themselves is at none of them: metadata services are link-local, at shared or at
/// unique local addresses, and Azure's own is listed here beside the rest.
final class PublicAddresses {

  private static final List<Network> SPECIAL =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "168.63.129.16",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/4",
              "240.0.0.0/4",
              "2001::/23",
              "2001:db8::/32",
              "2002::/16",
              "3fff::/20")
          .map(Network::parse)
          .toList();

  private static final Network GLOBAL_UNICAST = Network.parse("2000::/3");

  /// Addresses of IPv6 that stand for one of IPv4, in their last four bytes (RFC 6052).
  private static final Network TRANSLATED = Network.parse("64:ff9b::/96");

  private static final int IPV4_LENGTH = 4;

  private PublicAddresses() {}

  static boolean contain(InetAddress address) {
    if (TRANSLATED.contains(address)) {
      return contain(last4(address));
    }
    boolean isIpv4 = address.getAddress().length == IPV4_LENGTH;
    return (isIpv4 || GLOBAL_UNICAST.contains(address))
        && SPECIAL.stream().noneMatch(network -> network.contains(address));
  }

  private static InetAddress last4(InetAddress address) {
    byte[] bytes = address.getAddress();
    try {
      return InetAddress.getByAddress(
          Arrays.copyOfRange(bytes, bytes.length - IPV4_LENGTH, bytes.length));
    } catch (UnknownHostException e) {
      throw new AssertionError("four bytes are an address", e);
    }
  }
}
