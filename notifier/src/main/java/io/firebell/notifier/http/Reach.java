package io.firebell.notifier.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.util.List;
import java.util.Optional;
import javax.net.SocketFactory;
import okhttp3.OkHttpClient;

/// Where requests may go. Policies name the far sides, and whoever runs Firebell says how far it
/// lets them reach, so that a tenant's webhook is no way into the network that Firebell is in.
///
/// What counts is the address to which a connection is made, looked at when it is made: a name that
/// has another address than a moment ago gets no further than one that never had a good one. Where
/// it is limited no proxy is used, since that would make the connection.
///
/// @param everywhere whether there is no limit
/// @param besides networks that may be reached though they are not public
public record Reach(boolean everywhere, List<Network> besides) {

  public static final Reach EVERYWHERE = new Reach(true, List.of());

  /// A connection that is not made.
  public static final class OutOfReach extends IOException {

    private static final long serialVersionUID = 1L;

    OutOfReach() {
      super("the address should be one that --reach allows: is none");
    }
  }

  public Reach {
    besides = List.copyOf(besides);
  }

  /// Reads `any`, or `public` and networks: `public,10.1.0.0/16,192.168.7.7`.
  ///
  /// @throws IllegalArgumentException if it is neither
  public static Reach parse(String text) {
    List<String> parts = List.of(text.split(",", -1));
    if (text.equals("any")) {
      return EVERYWHERE;
    }
    if (!parts.getFirst().equals("public")) {
      throw new IllegalArgumentException(
          "should be any, or public and networks such as public,10.0.0.0/8: was " + text);
    }
    return new Reach(false, parts.stream().skip(1).map(Network::parse).toList());
  }

  boolean includes(InetAddress address) {
    return everywhere
        || PublicAddresses.contain(address)
        || besides.stream().anyMatch(network -> network.contains(address));
  }

  /// A client that goes no further.
  public OkHttpClient.Builder limit(OkHttpClient.Builder client) {
    return sockets()
        .map(factory -> client.proxy(Proxy.NO_PROXY).socketFactory(factory))
        .orElse(client);
  }

  /// What makes sockets that go no further, and throw [OutOfReach]; empty where there is no limit.
  public Optional<SocketFactory> sockets() {
    return everywhere ? Optional.empty() : Optional.of(new ReachingSockets(this));
  }
}
