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
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/// Slack's Web API as its documentation describes `chat.postMessage` and `chat.update`: answers are
/// 200 with `ok`, blocks follow the schema and its limits, and a channel's name becomes its id.
final class SlackStandIn implements HttpFarSide {

  static final String TOKEN = "xoxb-a-good-token";
  static final String CHANNEL_ID = "C024BE91L";

  /// @param method `chat.postMessage` or `chat.update`
  record Call(String method, Map<String, String> form) {

    String get(String parameter) {
      return form.getOrDefault(parameter, "");
    }

    JsonNode blocks() throws JsonProcessingException {
      return new ObjectMapper().readTree(get("blocks"));
    }

    /// What its sections and the lines below them say.
    List<String> said() throws JsonProcessingException {
      List<String> said = new ArrayList<>();
      for (JsonNode block : blocks()) {
        said.add(block.at("/text/text").asText());
        said.add(block.at("/elements/0/text").asText());
      }
      return said;
    }
  }

  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final HttpServer server = new HttpServer(this::answer);
  private volatile Map<String, String> errors = Map.of();

  @Override
  public HttpServer server() {
    return server;
  }

  @Override
  public Address address() {
    return address("#incidents", TOKEN);
  }

  @Override
  public Address addressAt(String url) {
    return address("#incidents", TOKEN, url);
  }

  @Override
  public Address addressWithWrongCredentials() {
    return address("#incidents", "xoxb-a-wrong-token");
  }

  /// An address whose app hears of what people do.
  Address hearing() {
    return hearing(Map.of());
  }

  /// @param more settings besides
  Address hearing(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(address().settings());
    settings.putAll(more);
    settings.put("signingSecret", "signing");
    return new Address(ChannelType.SLACK, "ops", settings);
  }

  Address address(String channel, String token) {
    return address(channel, token, server.url());
  }

  private static Address address(String channel, String token, String url) {
    return new Address(
        ChannelType.SLACK, "ops", Map.of("channel", channel, "token", token, "api", url + "/api/"));
  }

  /// From now on this method answers with this error.
  void fail(String method, String error) {
    errors = Map.of(method, error);
  }

  /// The calls that were accepted.
  List<Call> calls() {
    return List.copyOf(calls);
  }

  @Override
  public List<String> keys() {
    return calls.stream().map(call -> call.get("metadata")).toList();
  }

  private Response answer(Request request) {
    String method = request.path().replace("/api/", "");
    Call call = new Call(method, form(request.text()));
    if (!request.header("Authorization").equals("Bearer " + TOKEN)) {
      return error("invalid_auth");
    }
    if (!request.header("Content-Type").startsWith("application/x-www-form-urlencoded")) {
      return error("invalid_post_type");
    }
    if (errors.containsKey(method)) {
      return error(errors.get(method));
    }
    if (call.get("text").isEmpty() || call.get("text").length() > 40_000) {
      return error("no_text");
    }
    if (!call.get("blocks").isEmpty()
        && !Json.violations("/schema/slack-message.json", call.get("blocks")).isEmpty()) {
      return error("invalid_blocks");
    }
    return switch (method) {
      case "chat.postMessage" ->
          call.get("channel").isEmpty() ? error("channel_not_found") : accepted(call);
      case "chat.update" ->
          call.get("channel").equals(CHANNEL_ID) ? accepted(call) : error("channel_not_found");
      default -> error("unknown_method");
    };
  }

  private Response accepted(Call call) {
    calls.add(call);
    String ts =
        call.method().equals("chat.update") ? call.get("ts") : "1763690645.00020" + calls.size();
    return ok("{\"ok\":true,\"channel\":\"" + CHANNEL_ID + "\",\"ts\":\"" + ts + "\"}");
  }

  private static Response error(String error) {
    return ok("{\"ok\":false,\"error\":\"" + error + "\"}");
  }

  private static Response ok(String body) {
    return new Response(200, Map.of("Content-Type", "application/json; charset=utf-8"), body);
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new TreeMap<>();
    Stream.of(body.split("&", -1))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2)
        .forEach(pair -> form.put(decoded(pair[0]), decoded(pair[1])));
    return form;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
