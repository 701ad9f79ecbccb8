package io.firebell.standalone.http;

import io.helidon.webserver.WebServer;
import java.net.BindException;

/// Starts servers and says plainly when their address is taken.
public final class Listening {

  private Listening() {}

  /// Starts a server.
  ///
  /// @param option which option of the command line chooses another address
  /// @throws IllegalStateException if the address is taken
  public static void start(WebServer server, HostPort listen, String option) {
    try {
      server.start();
    } catch (RuntimeException e) {
      throw isTaken(e)
          ? new IllegalStateException(
              "the address " + listen + " is taken: choose another with " + option, e)
          : e;
    }
  }

  private static boolean isTaken(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return true;
      }
    }
    return false;
  }
}
