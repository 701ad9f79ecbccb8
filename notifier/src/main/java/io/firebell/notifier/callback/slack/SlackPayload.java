package io.firebell.notifier.callback.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firebell.notifier.callback.slack.SlackSaid.Person;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what Slack tells: [interactions](https://docs.slack.dev/reference/interaction-payloads),
/// [slash commands](https://docs.slack.dev/interactivity/implementing-slash-commands) and
/// [events](https://docs.slack.dev/reference/events/message).
final class SlackPayload {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern MENTION = Pattern.compile("\\s*<@([A-Z0-9]+)(?:\\|[^>]*)?>[\\s:,]*");
  private static final Pattern LINK =
      Pattern.compile("<((?:https?|mailto|tel):[^|>]*)(?:\\|[^>]*)?>");

  private SlackPayload() {}

  /// Reads the body of a request.
  ///
  /// @throws IOException if it is not what Slack sends
  static SlackSaid body(byte[] body) throws IOException {
    String text = new String(body, StandardCharsets.UTF_8);
    if (text.stripLeading().startsWith("{")) {
      return event(tree(text));
    }
    Map<String, String> form = form(text);
    return form.containsKey("payload")
        ? interaction(tree(form.get("payload")))
        : command(name -> form.getOrDefault(name, ""));
  }

  private static JsonNode tree(String json) throws IOException {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      // Its message has a part of what was said.
      throw new IOException("a payload should be JSON: is not");
    }
  }

  private static Map<String, String> form(String text) throws IOException {
    Map<String, String> form = new HashMap<>();
    try {
      for (String pair : text.split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          form.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
        }
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("a form should be URL-encoded: is not", e);
    }
    return form;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /// What is told by Socket Mode.
  static SlackSaid envelope(JsonNode envelope) {
    JsonNode payload = envelope.path("payload");
    return switch (envelope.path("type").asText()) {
      case "interactive" -> interaction(payload);
      case "slash_commands" -> command(name -> payload.path(name).asText());
      case "events_api" -> event(payload);
      default -> new SlackSaid.Irrelevant();
    };
  }

  /// What somebody did to a message.
  static SlackSaid interaction(JsonNode payload) {
    JsonNode action = payload.path("actions").path(0);
    if (!payload.path("type").asText().equals("block_actions") || action.isMissingNode()) {
      return new SlackSaid.Irrelevant();
    }
    JsonNode user = payload.path("user");
    String name = user.path("username").asText(user.path("name").asText());
    Person by = new Person(user.path("id").asText(), name);
    String which = action.path("action_id").asText();
    String value = action.path("value").asText();
    return new SlackSaid.Clicked(
        String.join(" ", action.path("action_ts").asText(), which, value, by.id()),
        which,
        value,
        by,
        payload.path("response_url").asText());
  }

  /// A slash command, by its fields.
  static SlackSaid command(UnaryOperator<String> field) {
    if (field.apply("command").isEmpty()) {
      return new SlackSaid.Irrelevant();
    }
    Person by = new Person(field.apply("user_id"), field.apply("user_name"));
    return new SlackSaid.Commanded(
        field.apply("trigger_id"), plain(field.apply("text")), by, field.apply("response_url"));
  }

  /// What has happened in a conversation. What bots write, Firebell itself among them, is nothing,
  /// nor is what was edited or written outside of threads.
  static SlackSaid event(JsonNode payload) {
    if (payload.path("type").asText().equals("url_verification")) {
      return new SlackSaid.Challenged(payload.path("challenge").asText());
    }
    JsonNode event = payload.path("event");
    String type = event.path("type").asText();
    boolean isSaid = type.equals("message") || type.equals("app_mention");
    boolean isByPerson = !event.has("bot_id") && !event.has("subtype") && event.has("user");
    if (!isSaid || !isByPerson || !event.has("thread_ts")) {
      return new SlackSaid.Irrelevant();
    }
    String channel = event.path("channel").asText();
    String text = event.path("text").asText();
    Matcher mention = MENTION.matcher(text);
    boolean mentioned =
        mention.lookingAt() && (type.equals("app_mention") || isApp(payload, mention.group(1)));
    // The two events that tell of a mention have ids of their own, but one message.
    return new SlackSaid.Replied(
        channel + " " + event.path("ts").asText(),
        channel,
        event.path("thread_ts").asText(),
        plain(mentioned ? text.substring(mention.end()) : text),
        mentioned,
        new Person(event.path("user").asText(), ""));
  }

  private static boolean isApp(JsonNode payload, String member) {
    return payload.path("authorizations").findValuesAsText("user_id").contains(member);
  }

  /// The text without Slack's ways of writing links and the characters that these are made of.
  private static String plain(String text) {
    return LINK.matcher(text)
        .replaceAll("$1")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
        .strip();
  }
}
