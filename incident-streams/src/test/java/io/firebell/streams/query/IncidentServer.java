package io.firebell.streams.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firebell.core.incident.Command;
import io.firebell.schemas.CommandLog;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
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
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;

/// The resources behind a real server, and a client for them.
final class IncidentServer implements AutoCloseable {

  static final String PATH = "/v1/incidents";
  static final String COMMANDS = "firebell.commands";
  static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");

  private final WebServer server;
  private final CommandLog commands;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  IncidentServer(IncidentQueries queries, Producer<String, Command> producer) {
    commands = new CommandLog(producer, COMMANDS, InstantSource.fixed(NOW));
    Function<ServerRequest, String> tenants =
        request -> request.path().pathParameters().first("tenant").orElse("default");
    IncidentApi api = new IncidentApi(queries, commands, _ -> Night.IN_FORCE, tenants);
    server =
        WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .shutdownHook(false)
            .routing(routing -> routing.register(PATH, api).register("/of/{tenant}" + PATH, api))
            .build()
            .start();
  }

  HttpRequest.Builder request(String path) {
    return at(PATH + path);
  }

  private HttpRequest.Builder at(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
        .timeout(Duration.ofSeconds(20));
  }

  private static HttpRequest.Builder posting(HttpRequest.Builder request, String json) {
    return request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(json));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
    return send(posting(request(path), json));
  }

  /// A tenant's request.
  HttpResponse<String> getOf(String tenant, String path) throws IOException, InterruptedException {
    return send(at("/of/" + tenant + PATH + path).GET());
  }

  /// A tenant's request.
  HttpResponse<String> postOf(String tenant, String path, String json)
      throws IOException, InterruptedException {
    return send(posting(at("/of/" + tenant + PATH + path), json));
  }

  CompletableFuture<HttpResponse<String>> postLater(String path, String json) {
    return client.sendAsync(posting(request(path), json).build(), BodyHandlers.ofString());
  }

  static JsonNode json(HttpResponse<String> answer) throws IOException {
    return new ObjectMapper().readTree(answer.body());
  }

  /// How an error is written.
  static String error(int code, String message) {
    return new ObjectMapper()
        .createObjectNode()
        .put("code", code)
        .put("message", message)
        .toString();
  }

  @Override
  public void close() {
    client.close();
    server.stop();
    commands.close();
  }
}
