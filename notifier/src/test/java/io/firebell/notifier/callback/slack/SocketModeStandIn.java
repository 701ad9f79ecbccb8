package io.firebell.notifier.callback.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Slack as an app in Socket Mode sees it: `apps.connections.open` names the address of a web
/// socket ([RFC 6455](https://www.rfc-editor.org/rfc/rfc6455)), which is here too. Both are as
/// small as one client needs.
final class SocketModeStandIn implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String KEY = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;

  private final ServerSocket listening;
  private final List<Socket> opened = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final List<String> tokens = new CopyOnWriteArrayList<>();
  private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
  private volatile boolean refusing;

  SocketModeStandIn() {
    try {
      listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + listening.getLocalPort();
  }

  /// From now on no address is named.
  void refuse() {
    refusing = true;
  }

  /// From now on addresses are named again.
  void allow() {
    refusing = false;
  }

  /// The authorizations with which addresses were asked for.
  List<String> tokens() {
    return List.copyOf(tokens);
  }

  /// Waits until so many connections have been made since the beginning.
  void awaitConnections(int count) {
    await(count + " connections", () -> opened.size() >= count);
  }

  /// Waits until so many connections are open.
  void awaitOpen(int count) {
    await(count + " open connections", () -> open.size() == count);
  }

  private static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  /// Says something over the last connection.
  void tell(String json) throws IOException {
    write(opened.getLast(), TEXT, json.getBytes(StandardCharsets.UTF_8));
  }

  /// Says something over the first connection.
  void tellFirst(String json) throws IOException {
    write(opened.getFirst(), TEXT, json.getBytes(StandardCharsets.UTF_8));
  }

  /// Ends the last connection without a word.
  void breakOff() throws IOException {
    awaitConnections(1);
    opened.getLast().close();
  }

  /// The next thing that the app says.
  JsonNode heard() throws InterruptedException {
    return Objects.requireNonNull(
        heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS), "the app should say something");
  }

  /// Whether the app has said nothing more by the time that it has answered a ping.
  boolean hearsNothingMore() throws IOException, InterruptedException {
    write(opened.getLast(), PING, new byte[0]);
    return heard().path("pong").asBoolean() && heard.isEmpty();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listening.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException e) {
      // It is closed.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      Map<String, String> headers = head(in);
      if (headers.containsKey("sec-websocket-key")) {
        upgrade(socket, headers.get("sec-websocket-key"));
        converse(socket, in);
      } else {
        in.skipNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        tokens.add(headers.getOrDefault("authorization", ""));
        name(socket);
      }
    } catch (IOException e) {
      // The client is gone, or is to be.
    } finally {
      open.remove(socket);
    }
  }

  private void name(Socket socket) throws IOException {
    String body =
        refusing
            ? "{\"ok\":false,\"error\":\"internal_error\"}"
            : "{\"ok\":true,\"url\":\"ws://127.0.0.1:" + listening.getLocalPort() + "/link\"}";
    raw(
        socket,
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }

  private void upgrade(Socket socket, String key) throws IOException {
    raw(
        socket,
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: "
            + Base64.getEncoder().encodeToString(sha1(key + KEY))
            + "\r\n\r\n");
    write(socket, TEXT, "{\"type\":\"hello\"}".getBytes(StandardCharsets.UTF_8));
    open.add(socket);
    opened.add(socket);
  }

  private static byte[] sha1(String text) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private void converse(Socket socket, DataInputStream in) throws IOException {
    while (true) {
      int kind = in.readUnsignedByte() & 0x0f;
      int length = in.readUnsignedByte() & 0x7f;
      length = length == 126 ? in.readUnsignedShort() : length;
      byte[] mask = in.readNBytes(4);
      byte[] body = in.readNBytes(length);
      for (int i = 0; i < body.length; i++) {
        body[i] = (byte) (body[i] ^ mask[i % 4]);
      }
      switch (kind) {
        case TEXT -> heard.add(JSON.readTree(body));
        case PING -> write(socket, PONG, body);
        case PONG -> heard.add(JSON.createObjectNode().put("pong", true));
        case CLOSE -> {
          return;
        }
        default ->
            throw new IOException("a frame should be of a kind that is expected: was " + kind);
      }
    }
  }

  private static synchronized void write(Socket socket, int kind, byte[] body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0x80 | kind);
    if (body.length < 126) {
      out.write(body.length);
    } else {
      out.write(126);
      out.write(body.length >> 8);
      out.write(body.length & 0xff);
    }
    out.write(body);
    socket.getOutputStream().write(out.toByteArray());
  }

  private static void raw(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static Map<String, String> head(DataInputStream in) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    return headers;
  }

  private static String line(DataInputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() {
    try {
      listening.close();
      for (Socket socket : opened) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
