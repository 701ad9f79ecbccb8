package io.firebell.schemas.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// A real HTTP server on loopback that answers as told and keeps what it was asked.
final class StubRegistry implements AutoCloseable {

  /// What came in.
  record Asked(String request, Optional<String> authorization, String body) {}

  private record Answer(int status, String type, String body) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
  private final String scheme;

  StubRegistry() {
    this(null);
  }

  StubRegistry(@Nullable SSLContext tls) {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try {
      server = tls == null ? HttpServer.create(address, 0) : HttpsServer.create(address, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (server instanceof HttpsServer https) {
      https.setHttpsConfigurator(new HttpsConfigurator(tls));
    }
    scheme = tls == null ? "http" : "https";
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /// Answers a request, such as `GET /schemas/ids/1`, with JSON.
  StubRegistry on(String request, int status, String json) {
    answers.put(request, new Answer(status, "application/json", json));
    return this;
  }

  /// Answers everything else with this status and text.
  StubRegistry otherwise(int status, String type, String body) {
    answers.put("*", new Answer(status, type, body));
    return this;
  }

  String url() {
    return scheme + "://localhost:" + server.getAddress().getPort();
  }

  Queue<Asked> asked() {
    return asked;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
      asked.add(
          new Asked(
              request,
              Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
      var unknown = new Answer(404, "text/plain", "no answer was prepared");
      Answer answer = answers.getOrDefault(request, answers.getOrDefault("*", unknown));
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", answer.type());
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
