package io.firebell.streams.query;

import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdDelegatingSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.util.StdConverter;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.firebell.core.alert.Fingerprint;
import io.firebell.core.alert.Labels;
import io.firebell.core.incident.Incident;
import io.firebell.core.incident.LoggedFact;
import io.firebell.core.incident.Member;
import io.firebell.core.incident.Narration;
import io.firebell.core.incident.Phase;
import io.firebell.core.incident.Postmortem;
import io.firebell.core.route.GroupKey;
import java.util.List;
import java.util.Map;

/// Incidents as the API shows them.
final class IncidentJson {

  private final ObjectMapper mapper;

  IncidentJson() {
    SimpleModule domain = new SimpleModule();
    domain.addSerializer(Fingerprint.class, ToStringSerializer.instance);
    domain.addSerializer(GroupKey.class, ToStringSerializer.instance);
    domain.addSerializer(Labels.class, labels());
    mapper =
        JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(domain)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .build();
  }

  private static JsonSerializer<Object> labels() {
    return new StdDelegatingSerializer(
        Labels.class,
        new StdConverter<Labels, Map<String, String>>() {
          @Override
          public Map<String, String> convert(Labels labels) {
            return labels.pairs();
          }
        });
  }

  ObjectMapper mapper() {
    return mapper;
  }

  ObjectNode incident(Incident incident) {
    ObjectNode json = mapper.createObjectNode();
    json.put("id", incident.id().toString());
    json.put("tenant", incident.group().tenant());
    json.put("status", incident.status().wireName());
    json.put("priority", incident.priority().name());
    json.put("rule", incident.rule());
    if (incident.answeredAs() != incident.priority()) {
      json.put("answeredAs", incident.answeredAs().name());
    }
    json.set("labels", mapper.valueToTree(incident.group().labels()));
    json.put("route", incident.group().route());
    json.put("openedAt", incident.openedAt().toString());
    if (incident.resolvedAt() != null) {
      json.put("resolvedAt", incident.resolvedAt().toString());
    }
    json.put("firing", incident.extent().firing());
    json.put("muted", incident.extent().muted());
    json.put("total", incident.extent().total());
    json.put("unlisted", incident.extent().unlisted());
    json.set("services", mapper.valueToTree(incident.extent().services()));
    json.put("phase", incident.phase().wireName());
    if (incident.updateDueAt() != null) {
      json.put("updateDueAt", incident.updateDueAt().toString());
    }
    json.set("postmortems", postmortems(incident.postmortems()));
    json.put("mergedInto", incident.mergedInto());
    json.set("followers", mapper.valueToTree(incident.followers()));
    json.put("assignedTo", incident.assignedTo());
    json.put("acknowledgedBy", incident.acknowledgedBy());
    if (incident.acknowledgedUntil() != null) {
      json.put("acknowledgedUntil", incident.acknowledgedUntil().toString());
    }
    json.put("snoozed", incident.snoozed());
    ObjectNode escalation = json.putObject("escalation");
    escalation.put("name", incident.climb().escalation());
    escalation.put("until", incident.climb().until().wireName());
    escalation.put("step", incident.climb().step());
    escalation.put("round", incident.climb().round());
    escalation.put("exhausted", incident.climb().exhausted());
    if (incident.climb().nextAt() != null) {
      escalation.put("nextAt", incident.climb().nextAt().toString());
    }
    return json;
  }

  private ArrayNode postmortems(List<Postmortem> pending) {
    ArrayNode json = mapper.createArrayNode();
    for (Postmortem one : pending) {
      ObjectNode due = json.addObject().put("incidentId", one.incidentId());
      due.put("dueAt", one.dueAt().toString()).put("owner", one.owner());
      due.put("overdue", one.isMissed());
    }
    return json;
  }

  /// The phases that the facts go through, with when each began.
  ArrayNode phases(List<LoggedFact> facts) {
    ArrayNode json = mapper.createArrayNode();
    for (Phase.Begun begun : Phase.of(facts)) {
      json.addObject().put("phase", begun.phase().wireName()).put("at", begun.at().toString());
    }
    return json;
  }

  ArrayNode alerts(List<Member> members) {
    ArrayNode json = mapper.createArrayNode();
    for (Member member : members) {
      ObjectNode alert = mapper.valueToTree(member.shown());
      alert.set("mutes", mapper.valueToTree(member.mutes()));
      json.add(alert);
    }
    return json;
  }

  ArrayNode timeline(List<LoggedFact> facts) {
    ArrayNode json = mapper.createArrayNode();
    facts.forEach(fact -> json.add(fact(fact)));
    return json;
  }

  private ObjectNode fact(LoggedFact logged) {
    ObjectNode json = mapper.createObjectNode();
    json.put("sequence", logged.sequence());
    json.put("at", logged.at().toString());
    json.put("fact", logged.fact().getClass().getSimpleName());
    json.put("text", Narration.of(logged.fact()));
    json.put("cause", logged.cause().toString());
    json.put("policyVersion", logged.policyVersion());
    json.set("details", mapper.valueToTree(logged.fact()));
    return json;
  }
}
