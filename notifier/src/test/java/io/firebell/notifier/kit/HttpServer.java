package io.firebell.notifier.kit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An HTTP/1.1 server on [WireServer] that can be made to misbehave.
public final class HttpServer implements AutoCloseable {

  /// @param headers by their names in lower case
  public record Request(String method, String path, Map<String, String> headers, String text) {

    public String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
  }

  /// @param headers where there is a `Content-Length` the connection is closed after the body, so
  ///   that a body that breaks off can be made
  public record Response(int status, Map<String, String> headers, String body) {}

  private final WireServer wire;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Function<Request, Response> answers;
  private volatile Fault fault = Fault.NONE;

  /// @param answers what is answered where nothing is to go wrong
  public HttpServer(Function<Request, Response> answers) {
    this(answers, socket -> socket);
  }

  private HttpServer(Function<Request, Response> answers, Wrapping wrapping) {
    this.answers = answers;
    this.wire = new WireServer(socket -> serve(wrapping.around(socket)));
  }

  /// A server that speaks TLS, with the certificate of [LocalhostTls].
  public static HttpServer encrypted(Function<Request, Response> answers) {
    return new HttpServer(answers, LocalhostTls::encrypted);
  }

  /// What is put around a connection before anything is said.
  @FunctionalInterface
  private interface Wrapping {
    Socket around(Socket socket) throws IOException;
  }

  public String url() {
    return "http://127.0.0.1:" + port();
  }

  public int port() {
    return wire.port();
  }

  public void behave(Fault now) {
    fault = now;
    if (now == Fault.AWAY) {
      wire.close();
    }
  }

  public void awaitContact() throws InterruptedException {
    wire.awaitContact();
  }

  /// Every request that was read, also those that were answered badly.
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  private void serve(Socket socket) throws IOException, InterruptedException {
    InputStream in = new BufferedInputStream(socket.getInputStream());
    for (Request request = read(in); request != null; request = read(in)) {
      requests.add(request);
      answer(request, socket);
    }
  }

  private void answer(Request request, Socket socket) throws IOException, InterruptedException {
    switch (fault) {
      case NONE, AWAY -> write(socket, answers.apply(request));
      case LATE -> {
        wire.dawdle();
        write(socket, answers.apply(request));
      }
      case BUSY -> write(socket, new Response(429, Map.of("Retry-After", "7"), "slow down"));
      case BROKEN -> write(socket, new Response(500, Map.of(), "<html>oops</html>"));
      case REFUSING -> write(socket, new Response(400, Map.of(), "{}"));
      case RESETTING -> WireServer.reset(socket);
      case HALF -> {
        raw(socket, "HTTP/1.1 200 OK\r\nContent-Le");
        socket.close();
      }
      case GARBAGE -> {
        raw(socket, "220 this is no web server\r\n\r\n");
        socket.close();
      }
      case HANGING -> wire.hang();
      case DRIPPING -> wire.drip(socket, "HTTP/1.1 200 OK\r\nX-Drip: ");
    }
  }

  private static void write(Socket socket, Response response) throws IOException {
    byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder("HTTP/1.1 " + response.status() + " Told\r\n");
    response.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    if (response.headers().containsKey("Content-Length")) {
      raw(socket, head + "\r\n" + response.body());
      socket.close();
    } else {
      raw(socket, head + "Content-Length: " + body.length + "\r\n\r\n" + response.body());
    }
  }

  private static void raw(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static @Nullable Request read(InputStream in) throws IOException {
    String start = line(in);
    if (start.isEmpty()) {
      return null;
    }
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (colon < 0) {
        return null;
      }
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    String[] words = start.split(" ", 3);
    return new Request(
        words[0], words[1], headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() {
    wire.close();
  }
}
