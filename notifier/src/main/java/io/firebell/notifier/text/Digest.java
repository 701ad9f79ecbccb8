package io.firebell.notifier.text;

import io.firebell.core.alert.Labels;
import io.firebell.core.notify.IncidentSummary;
import io.firebell.core.notify.MaintenanceSummary;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.NotifiedAlert;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// A notification in words, in the order in which a woken person wants them.
///
/// @param news what has just happened: `Page: step 2 of production, round 1`
/// @param summary what the monitoring system says is wrong; empty when it says nothing
/// @param details what is known, by a short name for each
/// @param alerts a line for each alert shown
/// @param hidden how many alerts are not shown
/// @param acknowledge the command that takes the incident; empty when it is over or taken
public record Digest(
    Title title,
    String news,
    String summary,
    SequencedMap<String, String> details,
    List<String> alerts,
    int hidden,
    String acknowledge) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  public Digest {
    details = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(details));
    alerts = List.copyOf(alerts);
  }

  public static Digest of(Notification notification) {
    return switch (notification.subject()) {
      case IncidentSummary _ -> ofIncident(notification);
      case MaintenanceSummary maintenance -> MaintenanceText.digest(maintenance);
    };
  }

  private static Digest ofIncident(Notification notification) {
    Labels shared = Shared.labels(notification.alerts());
    boolean open = notification.incident().status().equals("triggered");
    return new Digest(
        Title.of(notification),
        news(notification),
        summary(notification.alerts()),
        details(notification, shared),
        notification.alerts().stream().map(alert -> line(alert, shared)).toList(),
        notification.truncatedAlerts(),
        open ? "firebell incidents ack " + notification.incident().id() : "");
  }

  /// The details on a line each, `Status: Triggered`.
  public List<String> detailLines() {
    List<String> lines = new ArrayList<>();
    details.forEach((name, text) -> lines.add(name + ": " + text));
    return lines;
  }

  private static String news(Notification notification) {
    IncidentSummary incident = notification.incident();
    return switch (notification.event()) {
      case OPENED -> "New: " + notification.reason();
      case PAGED -> "Page: " + notification.reason();
      case UPDATED -> "Update: " + notification.reason();
      case ACKNOWLEDGED -> "Acknowledged by " + incident.acknowledgedBy();
      case RESOLVED ->
          (incident.resolvedAt() == null ? "No more of this" : status(incident))
              + ": "
              + notification.reason();
      case REPORTED -> "Status: " + notification.reason();
      case REMINDED, UPDATE_OVERDUE, POSTMORTEM_DUE -> "Reminder: " + notification.reason();
    };
  }

  private static String status(IncidentSummary incident) {
    return switch (incident.status()) {
      case "acknowledged" -> "Acknowledged by " + incident.acknowledgedBy();
      case "resolved" -> "Resolved after " + Elapsed.text(lasted(incident));
      default -> "Triggered";
    };
  }

  private static Duration lasted(IncidentSummary incident) {
    Instant end = Objects.requireNonNullElse(incident.resolvedAt(), incident.openedAt());
    return Duration.between(incident.openedAt(), end);
  }

  private static String summary(List<NotifiedAlert> alerts) {
    Labels shared = Shared.annotations(alerts);
    for (String name : List.of("summary", "description", "message")) {
      if (!shared.get(name).isEmpty()) {
        return shared.get(name);
      }
    }
    return alerts.isEmpty() ? "" : said(alerts.getFirst());
  }

  private static SequencedMap<String, String> details(Notification notification, Labels shared) {
    IncidentSummary incident = notification.incident();
    SequencedMap<String, String> details = new LinkedHashMap<>();
    details.put("Status", status(incident));
    details.put("Alerts", incident.firing() + " firing, " + incident.total() + " in all");
    details.put("Since", TIME.format(incident.openedAt()));
    details.put("Escalation", incident.step() == 0 ? "" : "step " + incident.step());
    details.put("Priority", Title.priority(incident) + " by rule \"" + incident.rule() + "\"");
    details.put("Labels", pairs(shared));
    details.put("Runbook", runbook(notification.alerts()));
    details.put("Incident", incident.id());
    details.values().removeIf(String::isEmpty);
    return details;
  }

  private static String runbook(List<NotifiedAlert> alerts) {
    return alerts.stream()
        .map(alert -> alert.annotations().get("runbook_url"))
        .filter(url -> !url.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static String line(NotifiedAlert alert, Labels shared) {
    String own =
        pairs(
            Labels.of(
                alert.labels().pairs().entrySet().stream()
                    .filter(pair -> shared.get(pair.getKey()).isEmpty())
                    .collect(Collectors.toMap(pair -> pair.getKey(), pair -> pair.getValue()))));
    String state = alert.firing() ? "firing since " : "resolved, fired at ";
    String breach = alert.breach().isPresent() ? ", " + alert.breach() : "";
    String said = said(alert);
    return (own.isEmpty() ? "" : own + " ")
        + state
        + TIME.format(alert.startsAt())
        + breach
        + (said.isEmpty() ? "" : ": " + said);
  }

  /// What the monitoring system says of an alert; may be empty.
  public static String said(NotifiedAlert alert) {
    String summary = alert.annotations().get("summary");
    return summary.isEmpty() ? alert.annotations().get("description") : summary;
  }

  private static String pairs(Labels labels) {
    return labels.pairs().entrySet().stream()
        .map(pair -> pair.getKey() + "=" + pair.getValue())
        .collect(Collectors.joining(" "));
  }
}
