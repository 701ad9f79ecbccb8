package io.firebell.notifier.callback.pagerduty;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What a [webhook of version 3](https://developer.pagerduty.com/docs/webhooks-overview) tells:
/// that something has happened to an incident at PagerDuty.
///
/// @param id of the event, the same when it is told again
/// @param type `incident.acknowledged`
/// @param byPerson whether a person has done it, and not an integration such as Firebell's own, or
///   PagerDuty itself
/// @param by who has, for people
/// @param incidentKey the deduplication key, for Firebell's own incidents their id; empty where the
///   event does not say it
/// @param priority what PagerDuty calls the priority now; may be empty
/// @param assignees who has it now
record PagerDutyWebhook(
    String id,
    String type,
    boolean byPerson,
    String by,
    String incidentKey,
    String priority,
    List<String> assignees) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PERSON = "user_reference";

  PagerDutyWebhook {
    assignees = List.copyOf(assignees);
  }

  /// @throws IOException if it is not what PagerDuty sends
  static PagerDutyWebhook read(byte[] body) throws IOException {
    JsonNode event = event(body);
    JsonNode agent = event.path("agent");
    JsonNode data = event.path("data");
    List<String> assignees = new ArrayList<>();
    data.path("assignees").forEach(one -> assignees.add(one.path("summary").asText()));
    return new PagerDutyWebhook(
        event.path("id").asText(),
        event.path("event_type").asText(),
        agent.path("type").asText().equals(PERSON),
        agent.path("summary").asText(agent.path("id").asText()),
        data.path("incident_key").asText(""),
        data.path("priority").path("summary").asText(""),
        assignees);
  }

  private static JsonNode event(byte[] body) throws IOException {
    try {
      JsonNode event = JSON.readTree(new String(body, StandardCharsets.UTF_8)).path("event");
      if (event.path("id").isTextual() && event.path("event_type").isTextual()) {
        return event;
      }
    } catch (JsonProcessingException e) {
      // Answered below; its message has a part of what was sent.
    }
    throw new IOException("a webhook should be an event of version 3: is not");
  }
}
