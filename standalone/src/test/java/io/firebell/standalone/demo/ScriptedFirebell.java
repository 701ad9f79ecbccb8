package io.firebell.standalone.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.Set;

/// Answers as a Firebell whose policy pages nobody, and that leaves out some of what it should do.
final class ScriptedFirebell implements AutoCloseable {

  /// What it does, if it does it.
  enum Does {
    OPEN,
    ACKNOWLEDGE,
    RESOLVE
  }

  private static final String ID = "00000000000000aa-1";

  private final ObjectMapper json = new ObjectMapper();
  private final ArrayNode timeline = json.createArrayNode();
  private final Set<Does> deeds = EnumSet.noneOf(Does.class);
  private final Pace pace;
  private final HttpServer server;

  ScriptedFirebell(Pace pace, Set<Does> deeds) throws IOException {
    this.pace = pace;
    this.deeds.addAll(deeds);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode body = json.readTree(exchange.getRequestBody());
    byte[] answer = answer(exchange.getRequestURI().getPath(), body).toString().getBytes(UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private JsonNode answer(String path, JsonNode body) {
    String by = body.path("by").asText();
    switch (path) {
      case "/v1/alerts" -> open(body);
      case "/v1/incidents/" + ID + "/acknowledge" ->
          happens(Does.ACKNOWLEDGE, "IncidentAcknowledged").put("by", by);
      case "/v1/incidents/" + ID + "/resolve" ->
          happens(Does.RESOLVE, "IncidentResolved").put("by", by);
      default -> {}
    }
    ObjectNode answer = json.createObjectNode();
    answer.put("accepted", body.size());
    answer.set("timeline", timeline);
    ObjectNode incident = answer.putArray("incidents").addObject().put("id", ID);
    incident.putArray("services").add("orders-db");
    return answer;
  }

  private void open(JsonNode alerts) {
    if (timeline.isEmpty()) {
      happens(Does.OPEN, "IncidentOpened");
      happens(Does.OPEN, "AlertFired").set("labels", alerts.path(0).path("labels"));
    }
  }

  /// The details of what happens, which it does not if it is left out.
  private ObjectNode happens(Does what, String fact) {
    ObjectNode happening = deeds.contains(what) ? timeline.addObject() : json.createObjectNode();
    happening.put("sequence", timeline.size());
    happening.put("at", pace.now().toString());
    happening.put("fact", fact);
    happening.put("text", fact);
    return happening.putObject("details");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
