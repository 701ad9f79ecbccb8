package io.firebell.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Takes webhooks on loopback and remembers when each group's came. It shares the processors with
/// what is measured, so it reads what they say when it is asked, not when they come. Thread-safe.
final class Hooks implements AutoCloseable {

  private static final int BACKLOG = 4_096;

  @SuppressWarnings("ArrayRecordComponent") // it is seen by nobody else
  private record Arrival(Instant at, byte[] body) {}

  private final ObjectMapper json = new ObjectMapper();
  private final Queue<Arrival> unread = new ConcurrentLinkedQueue<>();
  private final Map<String, List<Instant>> arrivals = new HashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  Hooks() {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      server = HttpServer.create(address, BACKLOG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  private void take(HttpExchange exchange) throws IOException {
    Instant at = Instant.now();
    try (exchange) {
      unread.add(new Arrival(at, exchange.getRequestBody().readAllBytes()));
      exchange.sendResponseHeaders(200, -1);
    }
  }

  /// When the webhooks of a group came.
  ///
  /// @throws UncheckedIOException if one that has come is no JSON
  synchronized List<Instant> of(String group) {
    for (Arrival next = unread.poll(); next != null; next = unread.poll()) {
      arrivals.computeIfAbsent(group(next.body()), _ -> new ArrayList<>()).add(next.at());
    }
    return List.copyOf(arrivals.getOrDefault(group, List.of()));
  }

  private String group(byte[] body) {
    try {
      return json.readTree(body).at("/groupLabels/alertname").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
