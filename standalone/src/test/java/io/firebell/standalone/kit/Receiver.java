package io.firebell.standalone.kit;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Somebody who is paged by webhook, on a free port of loopback, and remembers everything. Answers
/// to some paths can be held back.
public final class Receiver implements AutoCloseable {

  /// A request that came in.
  ///
  /// @param path which webhook
  /// @param key the idempotency key
  public record Hook(String path, String key, JsonNode body, Instant at) {

    /// Why it was sent: `paged`, `resolved`, …
    public String event() {
      return body.path("incident").path("event").asText();
    }

    public String incident() {
      return body.path("incident").path("id").asText();
    }

    /// A label of the group.
    public String label(String name) {
      return body.path("groupLabels").path(name).asText();
    }

    @Override
    public String toString() {
      return path + " " + event() + " " + key + " " + body.path("groupLabels");
    }
  }

  private final ObjectMapper json = new ObjectMapper();
  private final List<Hook> hooks = new CopyOnWriteArrayList<>();
  private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  public Receiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
  }

  /// Where a webhook is.
  ///
  /// @param path like `/hook`
  public String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /// Keeps whoever posts to a path from now on waiting for an answer.
  public synchronized void hold(String path) {
    held.put(path, new CountDownLatch(1));
  }

  /// Answers everybody who waits there, and from now on at once.
  public void release(String path) {
    CountDownLatch latch = held.remove(path);
    if (latch != null) {
      latch.countDown();
    }
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
      JsonNode body = json.readTree(exchange.getRequestBody());
      CountDownLatch latch = arrived(new Hook(path, key, body, Instant.now()));
      if (latch != null) {
        latch.await();
      }
      exchange.sendResponseHeaders(200, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// What the sender has to wait for; null for nothing.
  private synchronized @Nullable CountDownLatch arrived(Hook hook) {
    hooks.add(hook);
    return held.get(hook.path());
  }

  /// Every request of a kind so far, in the order of their arrival.
  public List<Hook> hooks(Predicate<Hook> kind) {
    return hooks.stream().filter(kind).toList();
  }

  /// Waits until so many requests of a kind have come.
  public List<Hook> await(int count, Predicate<Hook> kind) {
    Eventually.that(
        () -> count + " webhooks: are " + hooks(kind) + " of " + hooks.size(),
        () -> hooks(kind).size() >= count);
    return hooks(kind);
  }

  @Override
  public void close() {
    held.keySet().forEach(this::release);
    server.stop(0);
    threads.shutdownNow();
  }
}
