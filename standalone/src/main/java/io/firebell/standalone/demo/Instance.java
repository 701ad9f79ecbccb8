package io.firebell.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firebell.standalone.cli.ApiClient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The Firebell that an outage is played to, through its public API.
final class Instance {

  private static final int MOST_INCIDENTS = 10_000;

  private final ApiClient api;
  private final String outage;
  private final Set<String> services;

  /// @param outage sets its alerts apart from those of other outages
  /// @param services whose incidents may have alerts of it
  Instance(ApiClient api, String outage, Set<String> services) {
    this.api = api;
    this.outage = outage;
    this.services = Set.copyOf(services);
  }

  /// Sends alerts, as monitoring systems do.
  ///
  /// @return how many were accepted
  int send(List<Sending> sendings) {
    ArrayNode alerts = api.json().createArrayNode();
    for (Sending sending : sendings) {
      Symptom symptom = sending.symptom();
      ObjectNode alert = alerts.addObject();
      alert.set("labels", api.json().valueToTree(symptom.labels(sending.instance(), outage)));
      alert.putObject("annotations").put("summary", symptom.summary());
      alert.put("status", sending.fires() ? "firing" : "resolved");
    }
    return api.post("/v1/alerts", alerts).path("accepted").asInt();
  }

  /// The incidents that have alerts of this outage, with what has happened to them.
  List<Timeline> timelines() {
    List<Timeline> found = new ArrayList<>();
    for (JsonNode incident : api.get("/v1/incidents?limit=" + MOST_INCIDENTS).path("incidents")) {
      if (mayHaveAlerts(incident)) {
        String id = incident.path("id").asText();
        JsonNode answer = api.get("/v1/incidents/" + id + "/timeline");
        Timeline.of(id, answer, outage).ifPresent(found::add);
      }
    }
    return found;
  }

  private boolean mayHaveAlerts(JsonNode incident) {
    Set<String> named = new HashSet<>();
    incident.path("services").forEach(service -> named.add(service.asText()));
    return named.stream().anyMatch(services::contains);
  }

  void acknowledge(String incident, String by) {
    api.post("/v1/incidents/" + incident + "/acknowledge", acting(by));
  }

  void resolve(String incident, String by) {
    api.post("/v1/incidents/" + incident + "/resolve", acting(by));
  }

  private ObjectNode acting(String by) {
    return api.json().createObjectNode().put("by", by);
  }
}
