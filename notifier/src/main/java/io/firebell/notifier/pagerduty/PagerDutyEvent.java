package io.firebell.notifier.pagerduty;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.firebell.core.alert.Labels;
import io.firebell.core.classify.Priority;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.IncidentSummary;
import io.firebell.core.notify.Notification;
import io.firebell.notifier.text.Cut;
import io.firebell.notifier.text.Digest;
import io.firebell.notifier.text.Shared;
import io.firebell.notifier.text.TenantUrl;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private static final int TEXT_LIMIT = 2000;

  /// What is done to the alert at PagerDuty.
  enum Action {
    trigger,
    acknowledge,
    resolve;

    /// Empty for what PagerDuty has no event for, since it asks nobody to act.
    static Optional<Action> of(Event event) {
      return switch (event) {
        case OPENED, PAGED -> Optional.of(trigger);
        case ACKNOWLEDGED -> Optional.of(acknowledge);
        case RESOLVED -> Optional.of(resolve);
        case UPDATED, REPORTED, REMINDED, UPDATE_OVERDUE, POSTMORTEM_DUE -> Optional.empty();
      };
    }
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
  /// @param words what it says
  /// @param severity what PagerDuty is told; empty for that of the incident's priority
  /// @param alertsShown how many of the alerts are listed in the details at most
  static PagerDutyEvent trigger(
      Notification notification,
      String routingKey,
      Words words,
      String severity,
      String externalUrl,
      int alertsShown) {
    return new PagerDutyEvent(
        routingKey,
        Action.trigger,
        notification.incident().id(),
        payload(
            notification,
            words,
            severity.isEmpty()
                ? Severity.of(notification.incident().priority())
                : Severity.valueOf(severity),
            alertsShown),
        links(notification),
        "Firebell",
        TenantUrl.of(notification.incident().group().tenant(), externalUrl));
  }

  private static Payload payload(
      Notification notification, Words words, Severity severity, int alertsShown) {
    IncidentSummary incident = notification.incident();
    Labels shared = Shared.labels(notification.alerts());
    Digest digest = Digest.of(notification);
    return new Payload(
        words.summary(),
        source(incident, shared),
        severity,
        incident.openedAt().toString(),
        text(first(shared, "service", "job")),
        text(incident.group().alertmanagerKey()),
        text(digest.title().name()),
        details(digest, words, alertsShown));
  }

  private static String source(IncidentSummary incident, Labels shared) {
    String source = first(shared, "instance", "host", "service", "job");
    return text(source.isEmpty() ? incident.group().tenant() : source);
  }

  /// What the template says comes first, and what is built in is there all the same: rules at
  /// PagerDuty may look at it.
  private static SequencedMap<String, Object> details(Digest digest, Words words, int alertsShown) {
    SequencedMap<String, Object> details = new LinkedHashMap<>();
    details.put("Message", words.message());
    details.put("Remark", words.remark());
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
