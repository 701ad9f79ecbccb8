package io.firebell.standalone.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firebell.core.policy.Tenant;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Talks to a running instance.
public final class ApiClient {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final String url;
  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  /// For the default tenant, or the one that the URL ends with.
  ///
  /// @param url of the instance, with its route prefix
  public ApiClient(String url) {
    this(url, Tenant.DEFAULT);
  }

  /// @param url of the instance, with its route prefix
  ApiClient(String url, Tenant tenant) {
    this.url = (url.endsWith("/") ? url.substring(0, url.length() - 1) : url) + tenant.path();
  }

  /// @throws CommandFailure if the instance cannot be reached or does not agree
  public JsonNode get(String path) {
    return ask(HttpRequest.newBuilder(URI.create(url + path)).GET());
  }

  /// What is no JSON, as it is.
  ///
  /// @throws CommandFailure if the instance cannot be reached or does not agree
  public String getText(String path) {
    return body(HttpRequest.newBuilder(URI.create(url + path)).GET());
  }

  /// @throws CommandFailure if the instance cannot be reached or does not agree
  public JsonNode post(String path, JsonNode body) {
    return ask(
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString())));
  }

  /// @throws CommandFailure if the instance cannot be reached or does not agree
  public void delete(String path) {
    body(HttpRequest.newBuilder(URI.create(url + path)).DELETE());
  }

  /// Makes and reads what is sent.
  public ObjectMapper json() {
    return json;
  }

  private JsonNode ask(HttpRequest.Builder request) {
    return read(body(request));
  }

  private String body(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        JsonNode answer = read(response.body());
        String message =
            answer.has("message")
                ? answer.get("message").asText()
                : answer.isTextual() ? answer.asText() : response.body().strip();
        throw new CommandFailure(url + " answered " + response.statusCode() + ": " + message);
      }
      return response.body();
    } catch (IOException e) {
      throw new CommandFailure(
          "no Firebell answers at "
              + url
              + ": start one with `firebell up`, or say where it is"
              + " with --url",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted", e);
    }
  }

  private JsonNode read(String body) {
    try {
      return body.isBlank() ? json.createObjectNode() : json.readTree(body);
    } catch (JsonProcessingException e) {
      return json.createObjectNode().put("message", body.strip());
    }
  }
}
