package io.firebell.standalone;

import io.firebell.core.alert.Alert;
import io.firebell.core.alert.Breach;
import io.firebell.core.classify.Priority;
import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.IncidentSummary;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.NotifiedAlert;
import io.firebell.core.notify.Recipient;
import io.firebell.core.route.Group;
import java.time.Instant;
import java.util.List;

/// What comes to the far end of an alert of the canary's tenant.
final class Arrival {

  private Arrival() {}

  static Notification of(Alert alert, Instant startsAt, Event event) {
    Group group = Group.of(alert.tenant(), "{}", alert.labels());
    String id = group.key() + "-1";
    return new Notification(
        id + "-1",
        Recipient.channel(ChannelType.TERMINAL, "terminal"),
        event,
        "",
        1,
        "",
        startsAt,
        new IncidentSummary(
            id, group, "triggered", Priority.P3, "", "", 0, 1, 1, 0, "", startsAt, null),
        List.of(
            new NotifiedAlert(
                alert.fingerprint(),
                true,
                alert.labels(),
                alert.annotations(),
                startsAt,
                null,
                "",
                Breach.NONE)),
        0);
  }
}
