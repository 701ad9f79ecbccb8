package io.firebell.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Alert;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;

/// Ingest behind a real server, and clients for it.
final class IngestServer implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /// Both ways in.
  enum Door {
    ALERTMANAGER("/api/v2/alerts", 200),
    NATIVE("/v1/alerts", 202);

    final String path;
    final int success;

    Door(String path, int success) {
      this.path = path;
      this.success = success;
    }
  }

  private final AlertIngest ingest;
  private final WebServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private IngestServer(AlertIngest ingest) {
    this.ingest = ingest;
    this.server =
        WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .shutdownHook(false)
            .routing(routing ->
                routing
                    .register("/api/v2", ingest.alertmanagerApi())
                    .register("/v1/heartbeats", ingest.heartbeatApi())
                    .register("/v1/alerts", ingest.nativeApi())
                    .register("/of/{tenant}/api/v2", ingest.alertmanagerApi())
                    .register("/of/{tenant}/v1/heartbeats", ingest.heartbeatApi())
                    .register("/of/{tenant}/v1/alerts", ingest.nativeApi()))
            .build()
            .start();
  }

  static IngestServer before(Producer<String, Alert> producer, Limits limits) {
    return before(producer, limits, InstantSource.fixed(NOW), Quotas.UNSAID, "default");
  }

  /// @param tenants those that there are
  static IngestServer before(
      Producer<String, Alert> producer,
      Limits limits,
      InstantSource clock,
      Quotas quotas,
      String... tenants) {
    AlertLog log = new AlertLog(producer, "firebell.alerts");
    Function<ServerRequest, String> whose =
        request -> request.path().pathParameters().first("tenant").orElse("default");
    Tenants all = new Tenants(whose, () -> Set.of(tenants), quotas);
    return new IngestServer(new AlertIngest(log, all, clock, limits));
  }

  static IngestServer before(Producer<String, Alert> producer) {
    return before(producer, Limits.DEFAULT);
  }

  /// A batch of alerts that differ in their names.
  static String batch(String... names) {
    StringBuilder json = new StringBuilder("[");
    for (String name : names) {
      json.append(json.length() > 1 ? "," : "");
      json.append("{\"labels\":{\"alertname\":\"").append(name).append("\"}}");
    }
    return json.append(']').toString();
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
        .timeout(PATIENCE);
  }

  HttpRequest.Builder post(Door door, BodyPublisher body) {
    return request(door.path).header("Content-Type", "application/json").POST(body);
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> post(Door door, String json) throws IOException, InterruptedException {
    return send(post(door, BodyPublishers.ofString(json)));
  }

  /// A tenant's request.
  HttpResponse<String> postOf(String tenant, Door door, String json)
      throws IOException, InterruptedException {
    return send(postingOf(tenant, door, json));
  }

  private HttpRequest.Builder postingOf(String tenant, Door door, String json) {
    return request("/of/" + tenant + door.path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(json));
  }

  /// A tenant's request.
  CompletableFuture<HttpResponse<String>> postOfLater(String tenant, Door door, String json) {
    HttpRequest request = postingOf(tenant, door, json).build();
    return client.sendAsync(request, BodyHandlers.ofString());
  }

  CompletableFuture<HttpResponse<String>> postLater(Door door, String json) {
    HttpRequest request = post(door, BodyPublishers.ofString(json)).build();
    return client.sendAsync(request, BodyHandlers.ofString());
  }

  /// A connection over which the beginning of a request has been sent.
  Socket raw(String beginning) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    socket.getOutputStream().write(beginning.getBytes(StandardCharsets.UTF_8));
    return socket;
  }

  /// The head of a request that is sent over [#raw].
  static String head(Door door, String... headers) {
    return "POST "
        + door.path
        + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        + String.join("\r\n", headers)
        + "\r\n\r\n";
  }

  /// What came back over a connection before it was closed.
  static String answer(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /// Whatever was done to it before, it takes a good alert.
  void assertUnharmed() throws IOException, InterruptedException {
    for (Door door : Door.values()) {
      assertThat(post(door, batch("AfterAll")).statusCode()).isEqualTo(door.success);
    }
  }

  @Override
  public void close() {
    client.close();
    server.stop();
    ingest.close();
  }
}
