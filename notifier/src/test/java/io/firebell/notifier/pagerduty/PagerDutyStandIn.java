package io.firebell.notifier.pagerduty;

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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// PagerDuty as its documentation describes it: what does not follow the schema, is too large or
/// has a routing key of the wrong length is an invalid event.
final class PagerDutyStandIn implements HttpFarSide {

  static final String ROUTING_KEY = "0123456789abcdef0123456789abcdef";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
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
    return address(ROUTING_KEY, url);
  }

  @Override
  public Address addressWithWrongCredentials() {
    return address("a-wrong-routing-key", server.url());
  }

  private static Address address(String routingKey, String url) {
    return new Address(
        ChannelType.PAGERDUTY, "ops", Map.of("routingKey", routingKey, "api", url + "/"));
  }

  /// The events that were accepted.
  List<JsonNode> events() {
    return List.copyOf(events);
  }

  @Override
  public List<String> keys() {
    return events.stream().map(event -> event.path("dedup_key").asText()).toList();
  }

  private Response answer(Request request) {
    if (!request.path().equals("/v2/enqueue") || !request.method().equals("POST")) {
      return new Response(404, Map.of(), "");
    }
    if (request.text().getBytes(StandardCharsets.UTF_8).length > 512 * 1024) {
      return new Response(413, Map.of(), "");
    }
    List<String> violations = Json.violations("/schema/pagerduty-event.json", request.text());
    if (!violations.isEmpty()) {
      return invalid(request.text().contains(ROUTING_KEY) ? violations : wrongKey(request));
    }
    events.add(parse(request.text()));
    return new Response(
        202,
        Map.of(),
        "{\"status\":\"success\",\"message\":\"Event processed\",\"dedup_key\":\"x\"}");
  }

  /// As nosy as a server can be: it repeats the key.
  private static List<String> wrongKey(Request request) {
    String key = parse(request.text()).path("routing_key").asText();
    return List.of("Length of 'routing_key' is incorrect (should be 32 characters)", "was " + key);
  }

  private static Response invalid(List<String> errors) {
    String body =
        JSON.createObjectNode()
            .put("status", "invalid event")
            .put("message", "Event object is invalid")
            .set("errors", JSON.valueToTree(errors))
            .toString();
    return new Response(400, Map.of(), body);
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
