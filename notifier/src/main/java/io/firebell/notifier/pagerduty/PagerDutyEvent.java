package io.firebell.notifier.pagerduty;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.firebell.core.alert.Labels;
import io.firebell.core.classify.Priority;
import io.firebell.core.notify.IncidentSummary;
import io.firebell.core.notify.Notification;
import io.firebell.notifier.text.Cut;
import io.firebell.notifier.text.Digest;
import io.firebell.notifier.text.Shared;
import io.firebell.notifier.text.TenantUrl;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The body of a request to the [Events API
/// v2](https://developer.pagerduty.com/docs/events-api-v2/trigger-events/).
///
/// @param dedupKey the incident's id: PagerDuty's alert and ours are one
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(Include.NON_EMPTY)
record PagerDutyEvent(
    String routingKey,
    Action eventAction,
    String dedupKey,
    @Nullable Payload payload,
    List<Link> links,
    String client,
    String clientUrl) {

  private static final int SUMMARY_LIMIT = 1024;
  private static final int TEXT_LIMIT = 2000;

  /// What is done to the alert at PagerDuty.
  enum Action {
    trigger,
    acknowledge,
    resolve
  }

  /// How PagerDuty calls an urgency.
  enum Severity {
    critical,
    error,
    warning,
    info;

    static Severity of(Priority priority) {
      return switch (priority) {
        case P1 -> critical;
        case P2 -> error;
        case P3 -> warning;
        case P4 -> info;
      };
    }
  }

  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(Include.NON_EMPTY)
  record Payload(
      String summary,
      String source,
      Severity severity,
      String timestamp,
      String component,
      String group,
      @JsonProperty("class") String kind,
      Map<String, Object> customDetails) {}

  record Link(String href, String text) {}

  /// An acknowledgement or a resolution, which needs no more than to name the alert.
  static PagerDutyEvent change(Action action, Notification notification, String routingKey) {
    return new PagerDutyEvent(
        routingKey, action, notification.incident().id(), null, List.of(), "", "");
  }

  /// A trigger.
  ///
  /// @param severity what PagerDuty is told; empty for that of the incident's priority
  /// @param alertsShown how many of the alerts are listed in the details at most
  static PagerDutyEvent trigger(
      Notification notification,
      String routingKey,
      String severity,
      String externalUrl,
      int alertsShown) {
    return new PagerDutyEvent(
        routingKey,
        Action.trigger,
        notification.incident().id(),
        payload(
            notification,
            severity.isEmpty()
                ? Severity.of(notification.incident().priority())
                : Severity.valueOf(severity),
            alertsShown),
        links(notification),
        "Firebell",
        TenantUrl.of(notification.incident().group().tenant(), externalUrl));
  }

  private static Payload payload(Notification notification, Severity severity, int alertsShown) {
    IncidentSummary incident = notification.incident();
    Labels shared = Shared.labels(notification.alerts());
    Digest digest = Digest.of(notification);
    return new Payload(
        Cut.to(SUMMARY_LIMIT, digest.title().toString()),
        source(incident, shared),
        severity,
        incident.openedAt().toString(),
        text(first(shared, "service", "job")),
        text(incident.group().alertmanagerKey()),
        text(digest.title().name()),
        details(digest, alertsShown));
  }

  private static String source(IncidentSummary incident, Labels shared) {
    String source = first(shared, "instance", "host", "service", "job");
    return text(source.isEmpty() ? incident.group().tenant() : source);
  }

  private static SequencedMap<String, Object> details(Digest digest, int alertsShown) {
    SequencedMap<String, Object> details = new LinkedHashMap<>();
    details.put("News", text(digest.news()));
    details.put("Summary", text(digest.summary()));
    digest.details().forEach((name, said) -> details.put(name, text(said)));
    List<String> shown =
        digest.alerts().stream().limit(alertsShown).map(PagerDutyEvent::text).toList();
    int hidden = digest.hidden() + digest.alerts().size() - shown.size();
    details.put("Alert list", shown);
    details.put("Not listed", hidden == 0 ? "" : hidden + " more");
    details.values().removeIf(value -> value.equals("") || value.equals(List.of()));
    return details;
  }

  private static List<Link> links(Notification notification) {
    return notification.alerts().stream()
        .limit(1)
        .flatMap(alert ->
            Stream.of(
                new Link(alert.annotations().get("runbook_url"), "Runbook"),
                new Link(alert.annotations().get("dashboard_url"), "Dashboard"),
                new Link(alert.generatorUrl(), "Source of the first alert")))
        .filter(link -> link.href().matches("https?://.{1,1000}"))
        .toList();
  }

  private static String first(Labels labels, String... names) {
    return Stream.of(names)
        .map(labels::get)
        .filter(value -> !value.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static String text(String text) {
    return Cut.to(TEXT_LIMIT, text);
  }
}
