package io.firebell.notifier.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firebell.core.notify.ChannelType;
import io.firebell.notifier.kit.HttpFarSide;
import io.firebell.notifier.kit.HttpServer;
import io.firebell.notifier.kit.HttpServer.Request;
import io.firebell.notifier.kit.HttpServer.Response;
import io.firebell.notifier.kit.Json;
import io.firebell.notifier.send.Address;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// Slack's end of an incoming webhook: it answers `ok` in plain text, or 4xx with a word.
final class IncomingWebhookStandIn implements HttpFarSide {

  private static final String PATH = "/services/T00000000/B00000000/good";

  private final List<String> keys = new CopyOnWriteArrayList<>();
  private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
  private final HttpServer server = new HttpServer(this::answer);

  @Override
  public HttpServer server() {
    return server;
  }

  @Override
  public Address address() {
    return addressAt(server.url());
  }

  @Override
  public Address addressAt(String url) {
    return address(Map.of("webhook", url + PATH));
  }

  @Override
  public Address addressWithWrongCredentials() {
    return address(Map.of("webhook", server.url() + "/services/T00000000/B00000000/wrong"));
  }

  Address address(Map<String, String> settings) {
    return new Address(ChannelType.SLACK, "ops", settings);
  }

  String url() {
    return server.url() + PATH;
  }

  List<JsonNode> messages() {
    return List.copyOf(messages);
  }

  @Override
  public List<String> keys() {
    return List.copyOf(keys);
  }

  private Response answer(Request request) {
    if (!request.path().equals(PATH)) {
      return new Response(403, Map.of(), "invalid_token");
    }
    try {
      JsonNode message = new ObjectMapper().readTree(request.text());
      boolean valid =
          !message.path("text").asText().isEmpty()
              && Json.violations("/schema/slack-message.json", message.path("blocks").toString())
                  .isEmpty();
      if (!request.header("Content-Type").equals("application/json") || !valid) {
        return new Response(400, Map.of(), "invalid_payload");
      }
      keys.add(request.header("Idempotency-Key"));
      messages.add(message);
      return new Response(200, Map.of(), "ok");
    } catch (JsonProcessingException e) {
      return new Response(400, Map.of(), "invalid_payload");
    }
  }
}
