package io.firebell.standalone.http;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Locale;

/// Starts servers and says plainly when their address cannot be had.
public final class Listening {

  /// More than any service takes, so that each refuses in its own words what is longer than that.
  /// What comes in one chunk is read as a whole before a service sees any of it.
  private static final long LONGEST_BODY = 64L * 1024 * 1024;

  private Listening() {}

  /// Starts a server.
  ///
  /// @param option which option of the command line chooses another address
  /// @throws IllegalStateException if the address is taken, or not this machine's
  public static WebServer start(WebServerConfig.Builder routed, HostPort listen, String option) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(listen.host(), listen.port()));
    } catch (IOException e) {
      throw new IllegalStateException(
          "the address " + listen + " " + complaint(e) + ": choose another with " + option, e);
    }
    WebServer server =
        routed
            .host(listen.host())
            .port(listen.port())
            .shutdownHook(false)
            .maxPayloadSize(LONGEST_BODY)
            // Or the end of a long answer waits for the client to acknowledge its beginning.
            .connectionOptions(socket -> socket.tcpNoDelay(true))
            .build()
            .start();
    // A server that could not start only writes so to its log.
    if (!server.isRunning()) {
      throw new IllegalStateException(
          "the address " + listen + " cannot be had: choose another with " + option);
    }
    return server;
  }

  private static String complaint(IOException e) {
    String reason = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return reason.contains("in use") ? "is taken" : "cannot be had (" + reason + ")";
  }
}
