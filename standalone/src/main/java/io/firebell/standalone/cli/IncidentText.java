package io.firebell.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringJoiner;

/// Incidents as the terminal shows them.
final class IncidentText {

  private IncidentText() {}

  static String list(JsonNode answer) {
    StringJoiner lines = new StringJoiner("\n");
    for (JsonNode incident : answer.path("incidents")) {
      lines.add(line(incident));
    }
    if (answer.path("truncated").asBoolean()) {
      lines.add("… and more");
    }
    return lines.length() == 0 ? "no incidents" : lines.toString();
  }

  static String show(JsonNode incident) {
    StringJoiner lines = new StringJoiner("\n");
    lines.add(line(incident));
    String answeredAs =
        incident.has("answeredAs") ? ", answered as " + text(incident, "answeredAs") : "";
    lines.add(
        "  priority  %s by rule \"%s\"%s"
            .formatted(text(incident, "priority"), text(incident, "rule"), answeredAs));
    lines.add("  opened    " + text(incident, "openedAt"));
    if (incident.has("resolvedAt")) {
      lines.add("  resolved  " + text(incident, "resolvedAt") + stillFiring(incident));
    }
    if (!text(incident, "acknowledgedBy").isEmpty()) {
      String snoozed = incident.path("snoozed").asBoolean() ? ", snoozed" : "";
      String until =
          incident.has("acknowledgedUntil") ? " until " + text(incident, "acknowledgedUntil") : "";
      lines.add("  taken by  " + text(incident, "acknowledgedBy") + snoozed + until);
    }
    if (!text(incident, "mergedInto").isEmpty()) {
      lines.add("  merged    into " + text(incident, "mergedInto"));
    }
    for (JsonNode follower : incident.path("followers")) {
      lines.add("  with it   " + follower.asText());
    }
    if (!text(incident, "assignedTo").isEmpty()) {
      lines.add("  assigned  " + text(incident, "assignedTo"));
    }
    if (incident.has("updateDueAt")) {
      lines.add("  update    due at " + text(incident, "updateDueAt"));
    }
    for (JsonNode runbook : incident.path("runbooks")) {
      lines.add("  runbook   " + runbook.asText());
    }
    JsonNode escalation = incident.path("escalation");
    if (!text(escalation, "name").isEmpty()) {
      lines.add(
          "  escalated "
              + text(escalation, "name")
              + ", step "
              + text(escalation, "step")
              + ", round "
              + text(escalation, "round")
              + (escalation.has("nextAt") ? ", next at " + text(escalation, "nextAt") : ""));
    }
    for (JsonNode pending : incident.path("postmortems")) {
      String overdue = pending.path("overdue").asBoolean() ? ", overdue" : "";
      lines.add(
          "  to write  post-mortem of "
              + text(pending, "incidentId")
              + " by "
              + text(pending, "dueAt")
              + overdue);
    }
    lines.add("phases");
    for (JsonNode phase : incident.path("phases")) {
      lines.add("  " + text(phase, "at") + "  " + text(phase, "phase"));
    }
    lines.add("alerts");
    for (JsonNode alert : incident.path("alerts")) {
      String state = alert.path("firing").asBoolean() ? "firing  " : "resolved";
      lines.add("  " + state + "  " + alert.path("labels"));
    }
    if (incident.path("alertsTruncated").asBoolean()) {
      lines.add(
          "  … and more: " + text(incident, "firing") + " firing in all" + unlisted(incident));
    }
    lines.add("timeline");
    for (JsonNode fact : incident.path("timeline")) {
      lines.add(
          "  " + text(fact, "at") + "  " + text(fact, "text") + "  [" + text(fact, "cause") + "]");
    }
    return lines.toString();
  }

  /// How many alerts fired when somebody resolved the incident all the same.
  private static String stillFiring(JsonNode incident) {
    int alerts = 0;
    for (JsonNode fact : incident.path("timeline")) {
      if (text(fact, "fact").equals("IncidentResolved")) {
        alerts = fact.path("details").path("firing").asInt();
      }
    }
    return alerts == 0 ? "" : ", while " + alerts + " of its alerts still fired";
  }

  private static String unlisted(JsonNode incident) {
    int unlisted = incident.path("unlisted").asInt();
    return unlisted == 0 ? "" : ", " + unlisted + " only counted since the list is full";
  }

  private static String line(JsonNode incident) {
    return "%s  %s  %-12s  %d firing  %s"
        .formatted(
            text(incident, "id"),
            text(incident, "priority"),
            text(incident, "status"),
            incident.path("firing").asInt(),
            incident.path("labels"));
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText();
  }
}
