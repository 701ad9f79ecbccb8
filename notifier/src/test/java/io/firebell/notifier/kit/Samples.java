package io.firebell.notifier.kit;

import io.firebell.core.alert.Breach;
import io.firebell.core.alert.Labels;
import io.firebell.core.classify.Priority;
import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.IncidentSummary;
import io.firebell.core.notify.MaintenanceSummary;
import io.firebell.core.notify.MaintenanceSummary.Stage;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.NotifiedAlert;
import io.firebell.core.notify.Recipient;
import io.firebell.core.route.Group;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// A database that fails, as told at each event of its incident.
public final class Samples {

  public static final Instant OPENED_AT = Instant.parse("2026-11-21T01:00:00Z");
  public static final String INCIDENT_ID = "7f3a9c1e5b2d4f60-3";

  private static final Group GROUP =
      Group.of(
          "default",
          "{}/{team=\"database\"}",
          Labels.of("alertname", "DatabaseDown", "service", "orders-db"));

  private Samples() {}

  public static Notification of(ChannelType type, Event event) {
    return of(Recipient.channel(type, "ops"), event, "");
  }

  public static Notification of(Recipient recipient, Event event, String remoteId) {
    return new Notification(
        INCIDENT_ID + "-" + event.name().toLowerCase(Locale.ROOT),
        recipient,
        event,
        reason(event),
        1,
        remoteId,
        OPENED_AT.plusSeconds(60),
        incident(event),
        alerts(isOver(event)),
        2);
  }

  /// An incident of another name, whose own tenant it is.
  public static Notification incident(
      String tenant, String service, Recipient recipient, Event event) {
    Notification like = of(recipient, event, "");
    IncidentSummary one = like.incident();
    Group group = Group.of(tenant, "{}", Labels.of("alertname", "Down", "service", service));
    String id = group.key() + "-1";
    return new Notification(
        id + "-" + event.name().toLowerCase(Locale.ROOT),
        recipient,
        event,
        like.reason(),
        1,
        "",
        like.at(),
        new IncidentSummary(
            id,
            group,
            one.status(),
            one.priority(),
            one.priorityName(),
            one.rule(),
            one.policyVersion(),
            one.firing(),
            one.total(),
            one.step(),
            one.acknowledgedBy(),
            one.openedAt(),
            one.resolvedAt()),
        List.of(),
        0);
  }

  /// Work on the database of an hour, as told at a stage of it.
  public static Notification maintenance(ChannelType type, Stage stage) {
    return new Notification(
        "maintenance-0f9c-1-" + stage,
        Recipient.channel(type, "ops"),
        stage.isLast() ? Event.RESOLVED : stage == Stage.PLANNED ? Event.OPENED : Event.REPORTED,
        "it is planned",
        1,
        "",
        OPENED_AT,
        new MaintenanceSummary(
            "maintenance-0f9c-1",
            "maintenance-0f9c",
            "default",
            "database window",
            7,
            stage,
            false,
            Instant.parse("2026-11-22T04:00:00Z"),
            Instant.parse("2026-11-22T05:00:00Z"),
            List.of("team=\"database\""),
            stage == Stage.OVER ? 3 : 0),
        List.of(),
        0);
  }

  /// The same incident, but more or less urgent.
  public static Notification withPriority(Notification notification, Priority priority) {
    return with(notification, priority, notification.incident().policyVersion());
  }

  /// The same incident, but decided under another version of the policy.
  public static Notification underPolicy(Notification notification, long version) {
    return with(notification, notification.incident().priority(), version);
  }

  private static Notification with(Notification notification, Priority priority, long version) {
    IncidentSummary one = notification.incident();
    return new Notification(
        notification.id(),
        notification.recipient(),
        notification.event(),
        notification.reason(),
        notification.attempt(),
        notification.remoteId(),
        notification.at(),
        new IncidentSummary(
            one.id(),
            one.group(),
            one.status(),
            priority,
            one.priorityName(),
            one.rule(),
            version,
            one.firing(),
            one.total(),
            one.step(),
            one.acknowledgedBy(),
            one.openedAt(),
            one.resolvedAt()),
        notification.alerts(),
        notification.truncatedAlerts());
  }

  public static NotifiedAlert alert(boolean firing, Labels labels, Labels annotations) {
    return new NotifiedAlert(
        labels.fingerprint(),
        firing,
        labels,
        annotations,
        OPENED_AT,
        firing ? null : OPENED_AT.plusSeconds(725),
        "https://prometheus.example.com/graph?g0.expr=up",
        Breach.NONE);
  }

  private static boolean isOver(Event event) {
    return event == Event.RESOLVED || event == Event.POSTMORTEM_DUE;
  }

  private static String reason(Event event) {
    return switch (event) {
      case OPENED -> "P1 by rule \"severity\"";
      case PAGED -> "step 1 of production, round 1";
      case UPDATED -> "1 more firing";
      case ACKNOWLEDGED -> "acknowledged by alice";
      case RESOLVED -> "all its alerts are over";
      case REPORTED -> "mitigating: failing over to the replica (alice)";
      case REMINDED, UPDATE_OVERDUE -> "a status update was due at 2025-11-21T02:30:00Z";
      case POSTMORTEM_DUE ->
          "the post-mortem of " + INCIDENT_ID + " was due at 2025-11-22T01:12:05Z";
    };
  }

  private static IncidentSummary incident(Event event) {
    boolean resolved = isOver(event);
    boolean taken = resolved || event == Event.ACKNOWLEDGED;
    return new IncidentSummary(
        INCIDENT_ID,
        GROUP,
        resolved ? "resolved" : taken ? "acknowledged" : "triggered",
        Priority.P1,
        "Critical",
        "severity",
        7,
        resolved ? 0 : 4,
        4,
        event == Event.OPENED ? 0 : 1,
        taken ? "alice" : "",
        OPENED_AT,
        resolved ? OPENED_AT.plusSeconds(725) : null);
  }

  private static List<NotifiedAlert> alerts(boolean resolved) {
    Labels first =
        Labels.of("alertname", "DatabaseDown", "service", "orders-db", "instance", "db-1");
    Labels second =
        Labels.of("alertname", "DatabaseDown", "service", "orders-db", "instance", "db-2");
    return List.of(
        alert(
            !resolved,
            first,
            Labels.of(
                "summary", "orders-db does not answer",
                "description", "db-1 refuses connections <5 min>",
                "runbook_url", "https://runbooks.example.com/db?a=1&b=2")),
        new NotifiedAlert(
            second.fingerprint(),
            !resolved,
            second,
            Labels.of("summary", "orders-db does not answer"),
            OPENED_AT.plusSeconds(5),
            resolved ? OPENED_AT.plusSeconds(700) : null,
            "",
            new Breach("error_rate", 7.2, ">", 5.0, "%")));
  }
}
