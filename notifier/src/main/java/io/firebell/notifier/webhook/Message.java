package io.firebell.notifier.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.firebell.core.notify.IncidentSummary;
import io.firebell.core.notify.MaintenanceSummary;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.NotifiedAlert;
import io.firebell.notifier.text.Shared;
import io.firebell.notifier.text.TenantUrl;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The body: Alertmanager's [format
/// 4](https://prometheus.io/docs/alerting/latest/configuration/#webhook_config) and `incident`. Its
/// `status` is the incident's, so that one which somebody resolved by hand is `resolved` while
/// alerts of it still fire. A maintenance is `firing` until it is over; it has no alerts, and is
/// described by `maintenance` in place of `incident`. Where a template of the channel failed,
/// `remark` says so.
record Message(
    String version,
    String groupKey,
    int truncatedAlerts,
    String status,
    String receiver,
    Map<String, String> groupLabels,
    Map<String, String> commonLabels,
    Map<String, String> commonAnnotations,
    @JsonProperty("externalURL") String externalUrl,
    List<Alert> alerts,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Incident incident,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Maintenance maintenance,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) String remark) {

  /// What Alertmanager writes for a time that is not known.
  private static final String NO_TIME = "0001-01-01T00:00:00Z";

  record Alert(
      String status,
      Map<String, String> labels,
      Map<String, String> annotations,
      String startsAt,
      String endsAt,
      @JsonProperty("generatorURL") String generatorUrl,
      String fingerprint) {

    static Alert of(NotifiedAlert alert) {
      return new Alert(
          alert.firing() ? "firing" : "resolved",
          alert.labels().pairs(),
          alert.annotations().pairs(),
          alert.startsAt().toString(),
          alert.firing() ? NO_TIME : Objects.toString(alert.endsAt(), NO_TIME),
          alert.generatorUrl(),
          alert.fingerprint().hash());
    }
  }

  /// @param event why this was sent: `opened`, `paged`, `updated`, `acknowledged`, `resolved`,
  ///   `reported`, `updateOverdue` or `postmortemDue`
  /// @param notification its idempotency key
  record Incident(
      String id,
      String event,
      String reason,
      String notification,
      String status,
      String priority,
      String priorityName,
      String rule,
      long policyVersion,
      int firing,
      int total,
      int step,
      String acknowledgedBy,
      String openedAt,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String resolvedAt) {

    static Incident of(Notification notification) {
      IncidentSummary incident = notification.incident();
      return new Incident(
          incident.id(),
          notification.event().wireName(),
          notification.reason(),
          notification.id(),
          incident.status(),
          incident.priority().name(),
          incident.priorityName(),
          incident.rule(),
          incident.policyVersion(),
          incident.firing(),
          incident.total(),
          incident.step(),
          incident.acknowledgedBy(),
          incident.openedAt().toString(),
          incident.resolvedAt() == null ? null : incident.resolvedAt().toString());
    }
  }

  /// @param stage `planned`, `begun`, `over` or `called_off`
  /// @param notification its idempotency key
  /// @param changed whether the times are not those that were told before
  record Maintenance(
      String id,
      String name,
      String stage,
      String reason,
      String notification,
      boolean changed,
      long policyVersion,
      String from,
      String to,
      List<String> match,
      int muted) {

    static Maintenance of(Notification notification, MaintenanceSummary window) {
      return new Maintenance(
          window.id(),
          window.name(),
          window.stage().name().toLowerCase(Locale.ROOT),
          notification.reason(),
          notification.id(),
          window.changed(),
          window.policyVersion(),
          window.from().toString(),
          window.to().toString(),
          window.match(),
          window.muted());
    }
  }

  static Message of(Notification notification, String receiver, String externalUrl, String remark) {
    return switch (notification.subject()) {
      case IncidentSummary incident -> of(notification, incident, receiver, externalUrl, remark);
      case MaintenanceSummary window -> of(notification, window, receiver, externalUrl, remark);
    };
  }

  private static Message of(
      Notification notification,
      MaintenanceSummary window,
      String receiver,
      String externalUrl,
      String remark) {
    return new Message(
        "4",
        window.key(),
        0,
        window.stage().isLast() ? "resolved" : "firing",
        receiver,
        Map.of(),
        Map.of(),
        Map.of(),
        TenantUrl.of(window.tenant(), externalUrl),
        List.of(),
        null,
        Maintenance.of(notification, window),
        remark);
  }

  private static Message of(
      Notification notification,
      IncidentSummary incident,
      String receiver,
      String externalUrl,
      String remark) {
    return new Message(
        "4",
        incident.group().alertmanagerKey(),
        notification.truncatedAlerts(),
        incident.resolvedAt() == null ? "firing" : "resolved",
        receiver,
        incident.group().labels().pairs(),
        Shared.labels(notification.alerts()).pairs(),
        Shared.annotations(notification.alerts()).pairs(),
        TenantUrl.of(incident.group().tenant(), externalUrl),
        notification.alerts().stream().map(Alert::of).toList(),
        Incident.of(notification),
        null,
        remark);
  }
}
