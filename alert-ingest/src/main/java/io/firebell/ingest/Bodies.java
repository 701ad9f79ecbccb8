package io.firebell.ingest;

import io.helidon.http.HeaderValues;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/// Reads the bodies of requests, as long as there is room for all of them together. Thread-safe.
///
/// Room is taken as bytes arrive, so that those who send slowly keep nobody out.
final class Bodies {

  private static final int CHUNK = 16 * 1024;

  /// How many times the longest body is read of one that is refused.
  private static final long SKIPPED = 4;

  private final Limits limits;
  private final Tenants tenants;
  private final Stock room;

  Bodies(Limits limits, Tenants tenants) {
    this.limits = limits;
    this.tenants = tenants;
    this.room = new Stock(limits.allBodies());
  }

  /// What became of reading a body.
  sealed interface Reading {

    /// All of it was read.
    record Whole(Body body) implements Reading {}

    /// It has more bytes than are read.
    ///
    /// @param rest what was not read
    record TooLong(InputStream rest) implements Reading {}

    /// The others leave no room for it at present.
    ///
    /// @param rest what was not read
    record NoRoom(InputStream rest) implements Reading {}
  }

  /// Reads a body.
  ///
  /// @throws CloseConnectionException if the body does not come to its end in time
  Reading read(ServerRequest request) {
    if (!request.content().hasEntity()) {
      return new Reading.Whole(new Body(tenants.of(request)));
    }
    boolean tooLong = request.headers().contentLength().orElse(0) > limits.longestBody();
    if (tooLong && request.headers().containsToken(HeaderValues.EXPECT_100)) {
      return new Reading.TooLong(InputStream.nullInputStream());
    }
    InputStream input = request.content().inputStream();
    return tooLong
        ? new Reading.TooLong(input)
        : inTime(() -> new Body(tenants.of(request)).fill(input));
  }

  /// To be called when a request has been answered before its end: whoever still sends when the
  /// connection is closed sees a broken connection and not the answer, so what is not much too long
  /// is read to its end.
  ///
  /// @throws CloseConnectionException always, since no request can follow
  void close(InputStream rest) {
    long read = inTime(() -> skip(rest));
    throw new CloseConnectionException("a body was refused after " + read + " bytes");
  }

  private long skip(InputStream input) throws IOException {
    byte[] chunk = new byte[CHUNK];
    long skipped = 0;
    int read = input.read(chunk);
    while (read >= 0 && skipped < SKIPPED * limits.longestBody()) {
      skipped += read;
      read = input.read(chunk);
    }
    return skipped;
  }

  @FunctionalInterface
  private interface Reader<T> {
    T read() throws IOException;
  }

  private <T> T inTime(Reader<T> reader) {
    try (Alarm _ = Alarm.after(limits.bodyWithin())) {
      return reader.read();
    } catch (RequestException e) {
      throw e; // the server's own rules about bodies
    } catch (IOException | RuntimeException e) {
      throw new CloseConnectionException("a body did not come to its end", e);
    }
  }

  /// The bytes of a body, and the room that they take until it is closed.
  final class Body implements AutoCloseable {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private final String tenant;

    private Body(String tenant) {
      this.tenant = tenant;
    }

    private Reading fill(InputStream input) throws IOException {
      boolean isWhole = false;
      try {
        Reading reading = take(input);
        isWhole = reading instanceof Reading.Whole;
        return reading;
      } finally {
        if (!isWhole) {
          close();
        }
      }
    }

    private Reading take(InputStream input) throws IOException {
      byte[] chunk = new byte[CHUNK];
      for (int read = input.read(chunk); read >= 0; read = input.read(chunk)) {
        if (bytes.size() + read > limits.longestBody()) {
          return new Reading.TooLong(input);
        }
        if (!room.tryTake(tenant, read, tenants.isOne())) {
          return new Reading.NoRoom(input);
        }
        bytes.write(chunk, 0, read);
      }
      return new Reading.Whole(this);
    }

    byte[] bytes() {
      return bytes.toByteArray();
    }

    @Override
    public void close() {
      room.giveBack(tenant, bytes.size());
      bytes.reset();
    }
  }
}
