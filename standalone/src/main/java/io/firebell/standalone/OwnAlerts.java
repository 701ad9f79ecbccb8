package io.firebell.standalone;

import io.firebell.core.alert.Alert;
import io.firebell.core.alert.Breach;
import io.firebell.core.alert.Labels;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.NotifiedAlert;
import io.firebell.schemas.policy.CanaryPolicy;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/// Alerts that a process sends to itself, in the tenant that is nobody's, and those of them that
/// come out at the far end.
///
/// @param name what they are called
/// @param source where they say that they come from
/// @param begun since when this process has sent any
record OwnAlerts(String name, String source, Instant begun) {

  /// @param service tells the groups apart
  /// @param now when it fires
  /// @param end when it is over
  Alert of(String service, Instant now, Instant end) {
    Labels labels = Labels.of("alertname", name, "service", service, "severity", "P3");
    return new Alert(
        CanaryPolicy.TENANT, labels, Labels.of(), now, end, "", Breach.NONE, source, now);
  }

  /// When the last of those fired that a notification tells of for the first time; empty where it
  /// tells of others, or of some from before a restart, which say nothing of this process.
  Optional<Instant> firstToldBy(Notification notification) {
    return notification.event() == Event.OPENED
        ? notification.alerts().stream()
            .filter(alert -> name.equals(alert.labels().get("alertname")))
            .map(NotifiedAlert::startsAt)
            .max(Comparator.naturalOrder())
            .filter(at -> !at.isBefore(begun))
        : Optional.empty();
  }
}
