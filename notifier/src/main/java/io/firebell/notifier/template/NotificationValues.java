package io.firebell.notifier.template;

import io.firebell.core.notify.IncidentSummary;
import io.firebell.core.notify.MaintenanceSummary;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.NotifiedAlert;
import io.firebell.core.policy.Policy;
import io.firebell.notifier.link.Links;
import io.firebell.notifier.text.Digest;
import io.firebell.notifier.text.Elapsed;
import io.firebell.notifier.text.OnCall;
import io.firebell.notifier.text.Shared;
import io.firebell.notifier.text.TenantUrl;
import io.firebell.schemas.policy.TemplateKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A notification as the values of the [io.firebell.schemas.template.Vocabulary]: all that
/// templates see. There are no settings of channels among them, and so no secrets.
public final class NotificationValues {

  private static final Map<String, Object> NO_INCIDENT =
      Map.ofEntries(
          Map.entry("id", ""),
          Map.entry("status", ""),
          Map.entry("open", false),
          Map.entry("resolved", false),
          Map.entry("priority", ""),
          Map.entry("priorityName", ""),
          Map.entry("rule", ""),
          Map.entry("firing", 0),
          Map.entry("total", 0),
          Map.entry("step", 0),
          Map.entry("acknowledgedBy", ""),
          Map.entry("openedAt", ""),
          Map.entry("resolvedAt", ""),
          Map.entry("duration", ""),
          Map.entry("labels", Map.of()));

  private static final Map<String, Object> NO_MAINTENANCE =
      Map.of(
          "name", "",
          "stage", "",
          "changed", false,
          "from", "",
          "to", "",
          "match", List.of(),
          "muted", 0);

  private NotificationValues() {}

  /// @param policy the one in force
  /// @param externalUrl where people reach this Firebell; may be empty
  /// @param links by which it can be answered
  public static Map<String, Object> of(
      Notification notification, Policy policy, String externalUrl, Links links) {
    Digest digest = Digest.of(notification);
    Map<String, Object> values = new HashMap<>();
    values.put("event", TemplateKeys.of(notification));
    values.put("title", digest.title().toString());
    values.put("topic", digest.title().lasting());
    values.put("news", digest.news());
    values.put("reason", notification.reason());
    values.put("summary", digest.summary());
    values.put("details", details(digest));
    values.put("at", notification.at());
    values.put("labels", Shared.labels(notification.alerts()).pairs());
    values.put("annotations", Shared.annotations(notification.alerts()).pairs());
    values.put("alerts", notification.alerts().stream().map(NotificationValues::alert).toList());
    values.put("hidden", notification.truncatedAlerts());
    values.put("runbooks", runbooks(notification.alerts()));
    values.put(
        "recipient",
        Map.of("name", notification.recipient().name(), "user", notification.recipient().isUser()));
    values.put("links", links(notification, externalUrl, links));
    values.put("acknowledge", digest.acknowledge());
    values.put("tenant", notification.subject().tenant());
    values.put("policyVersion", notification.subject().policyVersion());
    values.put("notification", notification.id());
    values.put("count", 1);
    values.put("bundle", List.of());
    switch (notification.subject()) {
      case IncidentSummary incident -> {
        values.put("incident", incident(incident, notification.at()));
        values.put("onCall", OnCall.of(incident, policy, notification.at()));
        values.put("maintenance", NO_MAINTENANCE);
      }
      case MaintenanceSummary window -> {
        values.put("incident", NO_INCIDENT);
        values.put("onCall", List.of());
        values.put("maintenance", maintenance(window));
      }
    }
    return values;
  }

  private static Map<String, Object> links(
      Notification notification, String externalUrl, Links links) {
    return Map.of(
        "firebell",
        TenantUrl.of(notification.subject().tenant(), externalUrl),
        "acknowledge",
        links.acknowledge(),
        "resolve",
        links.resolve());
  }

  private static List<Map<String, Object>> details(Digest digest) {
    return digest.details().entrySet().stream()
        .map(detail -> Map.<String, Object>of("name", detail.getKey(), "text", detail.getValue()))
        .toList();
  }

  private static Map<String, Object> incident(IncidentSummary incident, Instant at) {
    boolean resolved = incident.resolvedAt() != null;
    Instant end = Objects.requireNonNullElse(incident.resolvedAt(), at);
    return Map.ofEntries(
        Map.entry("id", incident.id()),
        Map.entry("status", incident.status()),
        Map.entry("open", incident.status().equals("triggered")),
        Map.entry("resolved", resolved),
        Map.entry("priority", incident.priority().name()),
        Map.entry("priorityName", incident.priorityName()),
        Map.entry("rule", incident.rule()),
        Map.entry("firing", incident.firing()),
        Map.entry("total", incident.total()),
        Map.entry("step", incident.step()),
        Map.entry("acknowledgedBy", incident.acknowledgedBy()),
        Map.entry("openedAt", incident.openedAt()),
        Map.entry("resolvedAt", time(incident.resolvedAt())),
        Map.entry("duration", Elapsed.text(Duration.between(incident.openedAt(), end))),
        Map.entry("labels", incident.group().labels().pairs()));
  }

  private static Map<String, Object> maintenance(MaintenanceSummary window) {
    return Map.of(
        "name", window.name(),
        "stage", window.stage().name().toLowerCase(Locale.ROOT),
        "changed", window.changed(),
        "from", window.from(),
        "to", window.to(),
        "match", window.match(),
        "muted", window.muted());
  }

  private static Map<String, Object> alert(NotifiedAlert alert) {
    return Map.of(
        "name", alert.labels().get("alertname"),
        "firing", alert.firing(),
        "summary", Digest.said(alert),
        "labels", alert.labels().pairs(),
        "annotations", alert.annotations().pairs(),
        "breach", alert.breach().isPresent() ? alert.breach().toString() : "",
        "startsAt", alert.startsAt(),
        "endsAt", time(alert.endsAt()),
        "generatorUrl", alert.generatorUrl(),
        "fingerprint", alert.fingerprint().hash());
  }

  /// The runbooks that alerts link, each once.
  private static List<String> runbooks(List<NotifiedAlert> alerts) {
    return alerts.stream()
        .map(alert -> alert.annotations().get("runbook_url"))
        .filter(url -> url.matches("https?://.+"))
        .distinct()
        .toList();
  }

  private static Object time(@Nullable Instant time) {
    return time == null ? "" : time;
  }
}
