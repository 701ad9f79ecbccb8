package io.firebell.standalone.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.ToIntFunction;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A service of PagerDuty's on a free port of loopback, both ways: it takes events, and every
/// change of an alert, whoever makes it, becomes a signed webhook, which is repeated once. What
/// changes nothing becomes none.
public final class PagerDutyService implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  /// A change that is to be told.
  ///
  /// @param byPerson whether a person has made it and not an event
  public record Change(String type, String key, boolean byPerson) {}

  private final Map<String, String> states = new HashMap<>();
  private final List<String> events = new CopyOnWriteArrayList<>();
  private final List<Change> told = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Change> untold = new LinkedBlockingQueue<>();
  private final String secret;
  private final HttpServer server;
  private final Thread teller;
  private volatile ToIntFunction<ObjectNode> webhook = _ -> 503;

  /// @param secret by which webhooks are signed
  public PagerDutyService(String secret) {
    this.secret = secret;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/v2/enqueue", this::enqueue);
    server.start();
    teller = Thread.ofVirtual().start(this::tell);
  }

  /// Where its Events API is.
  public String api() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// From now on webhooks go there.
  public void subscribe(Program program, String path) {
    webhook =
        body -> {
          byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
          try {
            return program.post(path, bytes, Map.of("X-PagerDuty-Signature", sign(bytes)));
          } catch (IOException e) {
            return 503;
          }
        };
  }

  private void enqueue(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode event = JSON.readTree(exchange.getRequestBody());
      String key = event.path("dedup_key").asText();
      change(key, state(event.path("event_action").asText()), false);
      events.add(event.path("event_action").asText() + " " + key);
      byte[] answer =
          JSON.createObjectNode()
              .put("status", "success")
              .put("message", "Event processed")
              .put("dedup_key", key)
              .toString()
              .getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(202, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private static String state(String action) {
    return switch (action) {
      case "trigger" -> "triggered";
      case "acknowledge" -> "acknowledged";
      case "resolve" -> "resolved";
      default -> throw new AssertionError("an event should be of a kind: was " + action);
    };
  }

  /// A trigger opens what is not open; the others do something to what is.
  private synchronized void change(String key, String to, boolean byPerson) {
    String before = states.getOrDefault(key, "resolved");
    boolean isOpen = !before.equals("resolved");
    if (isOpen != to.equals("triggered") && !before.equals(to)) {
      states.put(key, to);
      untold.add(new Change("incident." + to, key, byPerson));
    }
  }

  /// Somebody makes a change by hand.
  public void act(String key, String to) {
    change(key, to, true);
  }

  /// Somebody does something by hand that changes no state.
  public void doOnce(String key, String type) {
    untold.add(new Change("incident." + type, key, true));
  }

  private void tell() {
    try {
      while (true) {
        Change change = untold.take();
        ObjectNode body = body(change);
        for (int taken = 0; taken < 2; ) {
          taken += webhook.applyAsInt(body) == 202 ? 1 : 0;
        }
        told.add(change);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ObjectNode body(Change change) {
    ObjectNode body = JSON.createObjectNode();
    ObjectNode event = body.putObject("event").put("id", UUID.randomUUID().toString());
    event.put("event_type", change.type()).put("resource_type", "incident");
    event
        .putObject("agent")
        .put("summary", change.byPerson() ? "Alice" : "Firebell")
        .put("type", change.byPerson() ? "user_reference" : "inbound_integration_reference");
    event.putObject("data").put("type", "incident").put("incident_key", change.key());
    return body;
  }

  private String sign(byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return "v1=0000,v1=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /// The events that have come, `trigger KEY`.
  public List<String> events() {
    return List.copyOf(events);
  }

  /// The changes that have been told.
  public List<Change> told() {
    return List.copyOf(told);
  }

  @Override
  public void close() {
    teller.interrupt();
    server.stop(0);
  }
}
