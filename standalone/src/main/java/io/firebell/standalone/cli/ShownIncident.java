package io.firebell.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.firebell.core.alert.Breach;
import io.firebell.core.alert.Labels;
import io.firebell.core.classify.Priority;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.IncidentSummary;
import io.firebell.core.notify.MaintenanceSummary;
import io.firebell.core.notify.MaintenanceSummary.Stage;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.NotifiedAlert;
import io.firebell.core.notify.Recipient;
import io.firebell.core.policy.Policy;
import io.firebell.core.route.Group;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An incident that is shown as a channel would be told of it: one of a running instance, or a
/// made-up one.
record ShownIncident(IncidentSummary incident, List<NotifiedAlert> alerts, int hidden) {

  private static final Instant EXAMPLE_AT = Instant.parse("2026-11-21T01:00:00Z");
  private static final Duration EXAMPLE_LASTS = Duration.ofSeconds(725);

  ShownIncident {
    alerts = List.copyOf(alerts);
  }

  /// What the notification of an event to this recipient would be.
  Notification told(Event event, Recipient recipient) {
    return new Notification(
        incident.id() + "-preview",
        recipient,
        event,
        reason(event),
        1,
        "",
        incident.openedAt().plus(EXAMPLE_LASTS),
        isOver(event) ? over() : incident,
        isOver(event) ? alerts.stream().map(ShownIncident::over).toList() : alerts,
        hidden);
  }

  private static boolean isOver(Event event) {
    return event == Event.RESOLVED || event == Event.POSTMORTEM_DUE;
  }

  /// What is told of work that is planned.
  static Notification maintenance(Recipient recipient, String tenant) {
    return new Notification(
        "maintenance-preview",
        recipient,
        Event.OPENED,
        "it is planned",
        1,
        "",
        EXAMPLE_AT,
        new MaintenanceSummary(
            "maintenance-preview-1",
            "maintenance-preview",
            tenant,
            "database window",
            1,
            Stage.PLANNED,
            false,
            EXAMPLE_AT.plus(Duration.ofHours(27)),
            EXAMPLE_AT.plus(Duration.ofHours(28)),
            List.of("team=\"database\""),
            0),
        List.of(),
        0);
  }

  private static String reason(Event event) {
    return switch (event) {
      case OPENED -> "2 alerts fire";
      case PAGED -> "step 1 of production, round 1";
      case UPDATED -> "1 more firing";
      case ACKNOWLEDGED -> "acknowledged by alice";
      case RESOLVED -> "all its alerts are over";
      case REPORTED -> "mitigating: failing over to the replica (alice)";
      case REMINDED, UPDATE_OVERDUE -> "a status update was due at " + EXAMPLE_AT;
      case POSTMORTEM_DUE -> "the post-mortem of 7f3a9c1e5b2d4f60-3 was due at " + EXAMPLE_AT;
    };
  }

  private IncidentSummary over() {
    Instant end =
        incident.resolvedAt() == null
            ? incident.openedAt().plus(EXAMPLE_LASTS)
            : incident.resolvedAt();
    return new IncidentSummary(
        incident.id(),
        incident.group(),
        "resolved",
        incident.priority(),
        incident.priorityName(),
        incident.rule(),
        incident.policyVersion(),
        0,
        incident.total(),
        incident.step(),
        incident.acknowledgedBy(),
        incident.openedAt(),
        end);
  }

  private static NotifiedAlert over(NotifiedAlert alert) {
    return new NotifiedAlert(
        alert.fingerprint(),
        false,
        alert.labels(),
        alert.annotations(),
        alert.startsAt(),
        alert.endsAt() == null ? alert.startsAt().plus(EXAMPLE_LASTS) : alert.endsAt(),
        alert.generatorUrl(),
        alert.breach());
  }

  /// A database that fails.
  static ShownIncident example(String tenant, Policy policy) {
    Labels group = Labels.of("alertname", "DatabaseDown", "service", "orders-db");
    IncidentSummary incident =
        new IncidentSummary(
            "7f3a9c1e5b2d4f60-3",
            Group.of(tenant, "{}", group),
            "triggered",
            Priority.P1,
            policy.level(Priority.P1).name(),
            "severity",
            policy.version(),
            2,
            2,
            1,
            "",
            EXAMPLE_AT,
            null);
    Breach breach = new Breach("error_rate", 7.2, ">", 5.0, "%");
    return new ShownIncident(
        incident,
        List.of(exampleAlert("db-1", Breach.NONE, policy), exampleAlert("db-2", breach, policy)),
        0);
  }

  private static NotifiedAlert exampleAlert(String instance, Breach breach, Policy policy) {
    Labels labels =
        Labels.of("alertname", "DatabaseDown", "service", "orders-db", "instance", instance);
    Labels annotations =
        Labels.of(
            "summary", "orders-db does not answer",
            "runbook_url", "https://runbooks.example.com/database");
    return new NotifiedAlert(
        labels.fingerprint(),
        true,
        labels,
        policy.annotations(labels, annotations),
        EXAMPLE_AT,
        null,
        "https://prometheus.example.com/graph",
        breach);
  }

  /// An incident as the API shows it.
  static ShownIncident of(JsonNode json, Policy policy) {
    Priority priority = Priority.valueOf(json.path("priority").asText());
    IncidentSummary incident =
        new IncidentSummary(
            json.path("id").asText(),
            Group.of(
                json.path("tenant").asText(),
                json.path("route").asText(),
                labels(json.path("labels"))),
            json.path("status").asText(),
            priority,
            policy.level(priority).name(),
            json.path("rule").asText(),
            policy.version(),
            json.path("firing").asInt(),
            json.path("total").asInt(),
            json.path("escalation").path("step").asInt(),
            json.path("acknowledgedBy").asText(),
            Instant.parse(json.path("openedAt").asText()),
            time(json.path("resolvedAt")));
    List<NotifiedAlert> alerts =
        json.path("alerts").valueStream().map(alert -> alert(alert, policy)).toList();
    return new ShownIncident(
        incident, alerts, Math.max(0, json.path("total").asInt() - alerts.size()));
  }

  private static NotifiedAlert alert(JsonNode json, Policy policy) {
    Labels labels = labels(json.path("labels"));
    JsonNode breach = json.path("breach");
    return new NotifiedAlert(
        labels.fingerprint(),
        json.path("firing").asBoolean(),
        labels,
        policy.annotations(labels, labels(json.path("annotations"))),
        Instant.parse(json.path("startsAt").asText()),
        time(json.path("endsAt")),
        json.path("generatorUrl").asText(),
        breach.path("metric").asText().isEmpty()
            ? Breach.NONE
            : new Breach(
                breach.path("metric").asText(),
                breach.path("value").asDouble(),
                breach.path("comparator").asText(),
                breach.path("threshold").asDouble(),
                breach.path("unit").asText()));
  }

  private static Labels labels(JsonNode json) {
    TreeMap<String, String> labels = new TreeMap<>();
    json.properties().forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
    return new Labels(labels);
  }

  private static @Nullable Instant time(JsonNode json) {
    return json.isTextual() ? Instant.parse(json.asText()) : null;
  }
}
