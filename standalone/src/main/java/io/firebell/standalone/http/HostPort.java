package io.firebell.standalone.http;

/// Where to listen.
///
/// @param port 0 for any free one
public record HostPort(String host, int port) {

  /// @throws IllegalArgumentException if the port is out of range
  public HostPort {
    if (host.isBlank() || port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "an address should be HOST:PORT with a port from 0 to 65535: was " + host + ":" + port);
    }
  }

  /// Reads `127.0.0.1:8080` or `[::1]:8080`.
  ///
  /// @throws IllegalArgumentException if the text is not such an address
  public static HostPort parse(String text) {
    int colon = text.lastIndexOf(':');
    try {
      String host = text.substring(0, Math.max(colon, 0));
      boolean bracketed = host.startsWith("[") && host.endsWith("]");
      return new HostPort(
          bracketed ? host.substring(1, host.length() - 1) : host,
          Integer.parseInt(text.substring(colon + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "an address should be HOST:PORT with a port from 0 to 65535: was " + text, e);
    }
  }

  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
