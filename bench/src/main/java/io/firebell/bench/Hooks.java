package io.firebell.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Takes webhooks on loopback and remembers when each group's came. Thread-safe.
final class Hooks implements AutoCloseable {

  private static final int BACKLOG = 4_096;

  private final ObjectMapper json = new ObjectMapper();
  private final Map<String, List<Instant>> arrivals = new ConcurrentHashMap<>();
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
      String group = json.readTree(exchange.getRequestBody()).at("/groupLabels/alertname").asText();
      exchange.sendResponseHeaders(200, -1);
      arrivals.computeIfAbsent(group, _ -> new CopyOnWriteArrayList<>()).add(at);
    }
  }

  /// When the webhooks of a group came.
  List<Instant> of(String group) {
    return arrivals.getOrDefault(group, List.of());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
