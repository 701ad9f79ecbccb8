package io.firebell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firebell.schemas.alertmanager.ShownConfig;
import io.helidon.webserver.WebServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The answers as [Alertmanager's
/// openapi.yaml](https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml)
/// describes `alertmanagerStatus` and `receiver`.
class AlertmanagerStatusTest {

  private static final Instant STARTED = Instant.parse("2026-11-21T03:00:00Z");
  private static final String CONFIG = "route:\n  receiver: all\n";

  private final AtomicBoolean ready = new AtomicBoolean(true);
  private WebServer server;

  @BeforeEach
  void start() {
    AlertmanagerStatus status =
        new AlertmanagerStatus(
            "standalone",
            "1.2.3",
            STARTED,
            _ -> new ShownConfig(CONFIG, List.of("all", "Team A / night")),
            ready::get);
    server =
        WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .shutdownHook(false)
            .routing(routing ->
                routing
                    .register("/api/v2/status", status.status())
                    .register("/api/v2/receivers", status.receivers()))
            .build()
            .start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void theStatusHasEverythingThatTheSchemaRequires() throws Exception {
    JsonNode expected =
        new ObjectMapper()
            .readTree(
                """
                {
                  "cluster": {
                    "name": "standalone",
                    "status": "ready",
                    "peers": [{ "name": "standalone", "address": "127.0.0.1:PORT" }]
                  },
                  "versionInfo": {
                    "branch": "", "buildDate": "", "buildUser": "", "goVersion": "", "revision": "",
                    "version": "1.2.3"
                  },
                  "config": { "original": "route:\\n  receiver: all\\n" },
                  "uptime": "2026-11-21T03:00:00Z"
                }
                """
                    .replace("PORT", String.valueOf(server.port())));
    assertThat(json("/api/v2/status")).isEqualTo(expected);
  }

  @Test
  void whoIsNotReadySettles() throws Exception {
    ready.set(false);
    assertThat(json("/api/v2/status").at("/cluster/status").asText()).isEqualTo("settling");
  }

  @Test
  void theReceiversAreListedByName() throws Exception {
    assertThat(json("/api/v2/receivers"))
        .hasToString("[{\"name\":\"all\"},{\"name\":\"Team A / night\"}]");
  }

  @Test
  void thereIsNothingToChange() throws Exception {
    for (String path : List.of("/api/v2/status", "/api/v2/receivers")) {
      HttpResponse<String> answer = ask(path, "POST");
      assertThat(answer.statusCode()).isEqualTo(405);
      assertThat(answer.headers().firstValue("Allow")).hasValue("GET");
    }
  }

  private JsonNode json(String path) throws Exception {
    HttpResponse<String> answer = ask(path, "GET");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    return new ObjectMapper().readTree(answer.body());
  }

  private HttpResponse<String> ask(String path, String method) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
      return client.send(
          HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody()).build(),
          BodyHandlers.ofString());
    }
  }
}
