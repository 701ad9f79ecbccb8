package io.firebell.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/// A fact of an incident, as the API shows it.
///
/// @param sequence counts the incident's facts from 1
/// @param at by the clock of the instance
/// @param fact what kind: `StepReached`
/// @param text for people
/// @param details what the fact holds
record Happening(int sequence, Instant at, String fact, String text, JsonNode details) {

  static Happening of(JsonNode json) {
    return new Happening(
        json.path("sequence").asInt(),
        Instant.parse(json.path("at").asText()),
        json.path("fact").asText(),
        json.path("text").asText(),
        json.path("details"));
  }

  boolean is(String kind) {
    return fact.equals(kind);
  }

  /// A notification was asked for, and not for another time.
  boolean isNewNotification() {
    return is("NotificationRequested") && details.path("attempt").asInt() == 1;
  }

  boolean isNewPage() {
    return isNewNotification() && details.path("event").asText().equals("PAGED");
  }

  boolean isAlertOf(String outage) {
    return is("AlertFired") && details.path("labels").path("outage").asText().equals(outage);
  }
}
