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
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A Slack workspace on a free port of loopback, as far as Firebell knows it: what is posted stays
/// and can be changed and replied to, and what its members do is signed and told.
public final class SlackWorkspace implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  /// A message as it stands.
  ///
  /// @param thread the message that it replies to; empty for none
  /// @param changes how often it has been changed
  public record Message(
      String channel,
      String ts,
      String thread,
      String text,
      JsonNode blocks,
      JsonNode metadata,
      int changes) {

    /// The actions of its buttons.
    public List<String> buttons() {
      return blocks.findValuesAsText("action_id");
    }

    private Message changed(Message to) {
      return new Message(channel, ts, thread, to.text, to.blocks, to.metadata, changes + 1);
    }
  }

  private final List<Message> messages = new CopyOnWriteArrayList<>();
  private final List<String> whispers = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final String secret;

  /// @param secret by which it signs
  public SlackWorkspace(String secret) {
    this.secret = secret;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/api/", this::call);
    server.createContext("/actions/", this::answered);
    server.start();
  }

  /// Where its Web API is.
  public String api() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/api/";
  }

  private void call(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> form =
          form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      String method = exchange.getRequestURI().getPath().substring("/api/".length());
      byte[] answer = answer(method, form).toString().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json; charset=utf-8");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  /// What is told by the response URL of a click.
  private void answered(HttpExchange exchange) throws IOException {
    try (exchange) {
      whispers.add(JSON.readTree(exchange.getRequestBody().readAllBytes()).path("text").asText());
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private synchronized ObjectNode answer(String method, Map<String, String> form)
      throws IOException {
    ObjectNode answer = JSON.createObjectNode();
    String channel = form.getOrDefault("channel", "");
    String ts = form.getOrDefault("ts", "1763690645.%06d".formatted(messages.size() + 1));
    Message message =
        new Message(
            channel.replace("#", "C-"),
            ts,
            form.getOrDefault("thread_ts", ""),
            form.getOrDefault("text", ""),
            JSON.readTree(form.getOrDefault("blocks", "[]")),
            JSON.readTree(form.getOrDefault("metadata", "{}")),
            0);
    switch (method) {
      case "chat.postMessage" -> messages.add(message);
      case "chat.postEphemeral" -> whispers.add(message.text());
      case "chat.update" ->
          messages.replaceAll(one -> one.ts().equals(ts) ? one.changed(message) : one);
      case "conversations.replies" -> {
        var found = answer.putArray("messages");
        messages.stream()
            .filter(one -> one.ts().equals(ts) && one.channel().equals(channel))
            .forEach(one -> found.addObject().put("ts", ts).set("metadata", one.metadata()));
      }
      default -> throw new IOException("the stand-in should know " + method);
    }
    return answer.put("ok", true).put("channel", message.channel()).put("ts", ts);
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new HashMap<>();
    for (String pair : body.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return form;
  }

  /// The messages of a kind as they stand, in the order of their arrival.
  public List<Message> messages(Predicate<Message> kind) {
    return messages.stream().filter(kind).toList();
  }

  /// Waits until there is a message of a kind, and returns the last.
  public Message await(String what, Predicate<Message> kind) {
    Eventually.that(() -> what + ": are " + messages, () -> !messages(kind).isEmpty());
    return messages(kind).getLast();
  }

  /// Waits until somebody is told this, and nobody else.
  public void awaitWhisper(String text) {
    Eventually.that(
        () -> text + " is told: are " + whispers,
        () -> whispers.stream().anyMatch(one -> one.contains(text)));
  }

  /// A member clicks a button of a message.
  ///
  /// @return the status that Firebell answers
  public int click(Program program, String path, Message message, String action, String member)
      throws IOException {
    JsonNode button = button(message, action);
    ObjectNode payload = JSON.createObjectNode().put("type", "block_actions");
    payload.putObject("user").put("id", member).put("username", "somebody");
    payload.put("response_url", api().replace("/api/", "/actions/") + "T1/1/abc");
    payload
        .putArray("actions")
        .add(((ObjectNode) button.deepCopy()).put("action_ts", Instant.now().toString()));
    return tell(
        program, path, "payload=" + URLEncoder.encode(payload.toString(), StandardCharsets.UTF_8));
  }

  private static JsonNode button(Message message, String action) {
    for (JsonNode parent : message.blocks().findParents("action_id")) {
      if (parent.path("action_id").asText().equals(action)) {
        return parent;
      }
    }
    throw new AssertionError("a message should have the button " + action + ": has " + message);
  }

  /// A member replies to a message.
  ///
  /// @return the status that Firebell answers
  public int reply(Program program, String path, Message message, String text, String member)
      throws IOException {
    ObjectNode told = JSON.createObjectNode().put("type", "event_callback");
    ObjectNode event = told.putObject("event").put("type", "message").put("text", text);
    event.put("channel", message.channel()).put("user", member);
    event.put("thread_ts", message.ts()).put("ts", Instant.now().toString());
    return tell(program, path, told.toString());
  }

  /// Tells Firebell something, signed.
  ///
  /// @return the status that it answers
  public int tell(Program program, String path, String body) throws IOException {
    String time = Long.toString(Instant.now().getEpochSecond());
    String signature = "v0=" + sign("v0:" + time + ":" + body);
    return program.post(
        path,
        body.getBytes(StandardCharsets.UTF_8),
        Map.of("X-Slack-Request-Timestamp", time, "X-Slack-Signature", signature));
  }

  private String sign(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
