package io.firebell.standalone.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Asks a registry as Confluent's tools do.
final class RegistryClient implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String url;

  RegistryClient(String url) {
    this.url = url;
  }

  /// @param code Confluent's, 0 where there was no error
  record Answer(int status, int code, JsonNode json) {}

  /// The body that carries a schema.
  static String body(String schema) {
    return JSON.createObjectNode().put("schema", schema).toString();
  }

  Answer get(String path) throws IOException, InterruptedException {
    return ask("GET", path, "");
  }

  Answer post(String path, String body) throws IOException, InterruptedException {
    return ask("POST", path, body);
  }

  Answer put(String path, String body) throws IOException, InterruptedException {
    return ask("PUT", path, body);
  }

  /// Registers a schema.
  ///
  /// @return its id
  int register(String subject, String schema) throws IOException, InterruptedException {
    Answer answer = post("/subjects/" + subject + "/versions", body(schema));
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    return answer.json().path("id").asInt();
  }

  private Answer ask(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    assertThat(response.headers().firstValue("Content-Type"))
        .as("%s %s: %d %s", method, path, response.statusCode(), response.body())
        .contains("application/vnd.schemaregistry.v1+json");
    JsonNode json = JSON.readTree(response.body());
    return new Answer(response.statusCode(), json.path("error_code").asInt(0), json);
  }

  @Override
  public void close() {
    client.close();
  }
}
