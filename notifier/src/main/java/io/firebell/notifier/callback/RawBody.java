package io.firebell.notifier.callback;

import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;

/// A request's body, byte for byte, as it is signed.
public final class RawBody {

  /// What the far sides send is some kilobytes; a block action carries its message.
  private static final int LONGEST = 1024 * 1024;

  private RawBody() {}

  /// @throws IOException if it breaks off or is longer than a megabyte
  public static byte[] of(ServerRequest request) throws IOException {
    try (InputStream input = request.content().inputStream()) {
      byte[] bytes = input.readNBytes(LONGEST + 1);
      if (bytes.length > LONGEST) {
        throw new IOException("a body should be at most " + LONGEST + " bytes");
      }
      return bytes;
    }
  }
}
