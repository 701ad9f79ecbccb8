package io.firebell.streams.oncall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firebell.schemas.policy.PolicyReader;
import io.firebell.schemas.policy.PolicyReading;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The resources behind a real server on a Saturday night, and a client for them.
final class OncallServer implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");

  private final WebServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  OncallServer(String schedules) {
    this(schedules, NOW);
  }

  /// @param schedules the section of the policy
  OncallServer(String schedules, Instant now) {
    var policy = ((PolicyReading.Accepted) PolicyReader.read(BASE + schedules, 7)).policy();
    OncallApi api = new OncallApi(_ -> policy, _ -> "default", InstantSource.fixed(now));
    server =
        WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .shutdownHook(false)
            .routing(routing -> routing.register("/v1/oncall", api))
            .build()
            .start();
  }

  private static final String BASE =
      """
      version: 1
      routes: [{ plan: all }]
      plans: { all: { P1: { log: true }, P2: { log: true }, P3: { log: true }, P4: { log: true } } }
      users:
        alice: { webhook: 'https://example.com/alice' }
        bob: { webhook: 'https://example.com/bob' }
      """;

  HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.port() + "/v1/oncall" + path))
            .timeout(Duration.ofSeconds(20))
            .method(method, BodyPublishers.noBody())
            .build(),
        BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send("GET", path);
  }

  static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text.replace('\'', '"'));
  }

  @Override
  public void close() {
    client.close();
    server.stop();
  }
}
