package io.firebell.notifier.callback.slack;

import io.firebell.notifier.callback.CallbackServer;
import io.firebell.notifier.signing.Hmac;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/// What Slack tells of its members, as its documentation shows it, signed as it signs.
///
/// @param answers where answers are awaited
record SlackTelling(CallbackServer server, String answers) {

  static final String PATH = "/v1/slack";
  static final String SECRET = "signing";

  HttpResponse<String> tell(String body) throws Exception {
    return tell(PATH, SECRET, body, CallbackServer.NOW);
  }

  HttpResponse<String> tell(String path, String secret, String body, Instant at) throws Exception {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String time = Long.toString(at.getEpochSecond());
    byte[] head = ("v0:" + time + ":").getBytes(StandardCharsets.UTF_8);
    return server.post(
        path,
        bytes,
        Map.of(
            "X-Slack-Request-Timestamp",
            time,
            "X-Slack-Signature",
            "v0=" + Hmac.HEX.sign(secret, head, bytes)));
  }

  static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field ->
            field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  String click(String action, String value, String user) {
    return form(
        Map.of(
            "payload",
            """
            {"type":"block_actions","user":{"id":"%s","username":"al","name":"al","team_id":"T1"},
             "api_app_id":"A1","container":{"type":"message","message_ts":"1763690645.000200"},
             "channel":{"id":"C024BE91L","name":"incidents"},"response_url":"%s/actions/T1/1/abc",
             "actions":[{"action_id":"%s","block_id":"b","type":"button","value":"%s","action_ts":"1763690700.1"}]}
            """
                .formatted(user, answers, action, value)));
  }

  String slash(String text) {
    return form(
        Map.of(
            "command", "/incident",
            "text", text,
            "user_id", "U024BE7LH",
            "user_name", "al",
            "response_url", answers + "/commands/T1/1/def",
            "trigger_id", "13345224609.738474920.8088930838d88f008e0"));
  }

  static String reply(String type, String text, String more) {
    return """
    {"type":"event_callback","event_id":"Ev08MFMKH6","team_id":"T1",
     "authorizations":[{"user_id":"U0BOT","is_bot":true}],
     "event":{"type":"%s","channel":"C024BE91L","user":"U024BE7LH","text":"%s",
       "ts":"1763690800.000300","thread_ts":"1763690645.000200"%s}}
    """
        .formatted(type, text, more);
  }
}
