package io.firebell.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firebell.core.policy.Drill;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What came of a drill so far.
///
/// @param within how soon it is to be acknowledged
/// @param incident its id; empty when there is none yet
/// @param story what has happened, in order
/// @param acknowledgedBy who has taken it; empty for nobody
/// @param acknowledgedAfter how soon; empty for not yet
/// @param exhausted whether there is nobody left to be paged
record DrillReport(
    Drill drill,
    Instant begun,
    Duration within,
    String incident,
    List<Happened> story,
    String acknowledgedBy,
    Optional<Duration> acknowledgedAfter,
    boolean exhausted) {

  /// One fact of its timeline.
  record Happened(Duration after, String text) {}

  DrillReport {
    story = List.copyOf(story);
  }

  static DrillReport nothingYet(Drill drill, Instant begun, Duration within) {
    return new DrillReport(drill, begun, within, "", List.of(), "", Optional.empty(), false);
  }

  /// The same drill with what the instance says of its incident.
  DrillReport with(JsonNode answer) {
    List<Happened> happened = new ArrayList<>();
    Optional<Duration> taken = Optional.empty();
    for (JsonNode fact : answer.path("timeline")) {
      Duration after = Duration.between(begun, Instant.parse(fact.path("at").asText()));
      Duration since = after.isNegative() ? Duration.ZERO : after;
      happened.add(new Happened(since, fact.path("text").asText()));
      if (taken.isEmpty() && fact.path("fact").asText().equals("IncidentAcknowledged")) {
        taken = Optional.of(since);
      }
    }
    return new DrillReport(
        drill,
        begun,
        within,
        answer.path("id").asText(),
        happened,
        answer.path("acknowledgedBy").asText(),
        taken,
        answer.path("escalation").path("exhausted").asBoolean());
  }

  boolean isOver() {
    return acknowledgedAfter.isPresent() || exhausted;
  }

  boolean inTime() {
    return acknowledgedAfter.filter(after -> after.compareTo(within) <= 0).isPresent();
  }

  String text() {
    StringBuilder text = new StringBuilder("Drill to " + drill.to() + "\n");
    for (Happened one : story) {
      text.append("%9s  %s%n".formatted(seconds(one.after()), one.text()));
    }
    return text.append(result()).toString();
  }

  private String result() {
    if (acknowledgedAfter.isPresent()) {
      return "Acknowledged by " + acknowledgedBy + " after " + seconds(acknowledgedAfter.get());
    }
    if (incident.isEmpty()) {
      return "There is no incident: is the drill muted, or Firebell not ready?";
    }
    return exhausted ? "Nobody could be paged" : "Not acknowledged within " + seconds(within);
  }

  private static String seconds(Duration duration) {
    return "%.1f s".formatted(duration.toMillis() / 1e3);
  }

  ObjectNode json(ObjectMapper mapper) {
    ObjectNode json = mapper.createObjectNode();
    json.put("to", drill.to());
    json.put("incident", incident);
    json.put("withinMs", within.toMillis());
    json.put("inTime", inTime());
    json.put("acknowledgedBy", acknowledgedBy);
    acknowledgedAfter.ifPresent(after -> json.put("acknowledgedAfterMs", after.toMillis()));
    json.put("exhausted", exhausted);
    var facts = json.putArray("story");
    story.forEach(
        one -> facts.addObject().put("afterMs", one.after().toMillis()).put("text", one.text()));
    return json;
  }
}
