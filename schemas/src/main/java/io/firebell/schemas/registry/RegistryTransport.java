package io.firebell.schemas.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.InterruptException;

/// Sends a request to the registries, one after the other until one is well enough to answer. The
/// one that did is asked first the next time.
final class RegistryTransport implements AutoCloseable {

  private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final JsonMapper JSON = new JsonMapper();
  private static final long LONGEST_ANSWER_BYTES = 16L << 20;
  private static final int LONGEST_QUOTE = 200;

  private final List<Endpoint> endpoints;
  private final RegistryConfig config;
  private final HttpClient client;
  private volatile int preferred;

  RegistryTransport(RegistryConfig config) {
    this.config = config;
    this.endpoints = config.endpoints();
    var builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(config.connectTimeout());
    config.tls().ifPresent(builder::sslContext);
    this.client = builder.build();
  }

  JsonNode get(String path) {
    return exchange(path, Optional.empty());
  }

  JsonNode post(String path, JsonNode body) {
    return exchange(path, Optional.of(body.toString()));
  }

  String address() {
    return endpoints.stream()
        .map(endpoint -> endpoint.base().toString())
        .collect(Collectors.joining(","));
  }

  private JsonNode exchange(String path, Optional<String> body) {
    var failures = new ArrayList<String>();
    IOException last = new IOException("no registry was asked");
    int first = preferred;
    for (int i = 0; i < endpoints.size(); i++) {
      int index = (first + i) % endpoints.size();
      Endpoint endpoint = endpoints.get(index);
      try {
        JsonNode answer = read(send(endpoint, path, body));
        preferred = index;
        return answer;
      } catch (IOException e) {
        failures.add(endpoint.base() + ": " + reason(e));
        last = e;
      }
    }
    throw new RegistryUnavailableException(
        "no schema registry answered for %s: %s".formatted(path, String.join("; ", failures)),
        last);
  }

  private HttpResponse<String> send(Endpoint endpoint, String path, Optional<String> body)
      throws IOException {
    var request =
        HttpRequest.newBuilder(endpoint.resolve(path))
            .timeout(config.requestTimeout())
            .header("Accept", MEDIA_TYPE + ", application/json");
    endpoint.authorization().ifPresent(value -> request.header("Authorization", value.value()));
    body.ifPresent(
        json -> request.header("Content-Type", MEDIA_TYPE).POST(BodyPublishers.ofString(json)));
    try {
      return client.send(
          request.build(), BodyHandlers.limiting(BodyHandlers.ofString(), LONGEST_ANSWER_BYTES));
    } catch (InterruptedException e) {
      throw new InterruptException("interrupted while asking " + endpoint.base(), e);
    }
  }

  /// The answer's JSON. An [IOException] stands for a registry that is not well; anything else that
  /// is not a 2xx is its decision, which another registry would not change.
  private static JsonNode read(HttpResponse<String> response) throws IOException {
    int status = response.statusCode();
    JsonNode body = parse(response.body());
    if (status / 100 == 2) {
      if (body.isContainerNode()) {
        return body;
      }
      throw new IOException(
          "answered %d, but not with JSON: %s".formatted(status, quote(response)));
    }
    String message =
        body.path("message").isTextual() ? body.path("message").textValue() : quote(response);
    if (status >= 500 || status == 429 || status == 408) {
      throw new IOException("answered %d: %s".formatted(status, message));
    }
    int code = body.path("error_code").asInt(0);
    throw new RegistryRefusedException(
        status, code, "%d (error code %d): %s".formatted(status, code, message));
  }

  private static JsonNode parse(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException _) {
      return JSON.missingNode();
    }
  }

  private static String quote(HttpResponse<String> response) {
    String text = response.body().replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    if (text.isEmpty()) {
      return "no body";
    }
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
