package io.firebell.notifier.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Labels;
import io.firebell.core.classify.Priority;
import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.IncidentSummary;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.NotifiedAlert;
import io.firebell.core.notify.Recipient;
import io.firebell.core.route.Group;
import io.firebell.notifier.kit.Samples;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TitleTest {

  @Test
  void aTitleSaysHowUrgentWhatWhereAndHowMuch() {
    assertThat(title(Event.PAGED)).hasToString("[P1 Critical] DatabaseDown orders-db (4 firing)");
    assertThat(title(Event.RESOLVED))
        .hasToString("[P1 Critical] DatabaseDown orders-db (resolved)");
  }

  @Test
  void whatLastsIsTheSameFromTheFirstToTheLast() {
    assertThat(title(Event.OPENED).lasting())
        .isEqualTo(title(Event.RESOLVED).lasting())
        .isEqualTo("[P1 Critical] DatabaseDown orders-db");
  }

  @Test
  void aGroupWithoutANameIsNamedAfterItsAlerts() {
    Labels group = Labels.of("service", "orders");

    assertThat(title("High", group, Labels.of("alertname", "Slow", "service", "orders")))
        .hasToString("[P1 High] Slow orders (1 firing)");
    assertThat(
            title(
                "High",
                group,
                Labels.of("alertname", "Slow", "service", "orders"),
                Labels.of("alertname", "Errors", "service", "orders"),
                Labels.of("alertname", "Down", "service", "orders")))
        .hasToString("[P1 High] Slow and 2 more orders (3 firing)");
  }

  @Test
  void aGroupOfEverythingIsPlacedWhereAllItsAlertsAre() {
    assertThat(
            title(
                "High",
                Labels.NONE,
                Labels.of("alertname", "Slow", "job", "api", "instance", "a", "severity", "high"),
                Labels.of("alertname", "Slow", "job", "api", "instance", "b", "severity", "high")))
        .hasToString("[P1 High] Slow api (2 firing)");
  }

  @Test
  void onlyTheMostTellingPlacesAreNamed() {
    Labels everything =
        Labels.of(
            "alertname",
            "Slow",
            "a",
            "1",
            "instance",
            "i",
            "region",
            "r",
            "service",
            "s",
            "cluster",
            "c",
            "severity",
            "high");

    assertThat(title("High", everything, everything))
        .hasToString("[P1 High] Slow s c r (1 firing)");
  }

  @Test
  void anIncidentOfWhichNothingIsKnownIsNamedByItsId() {
    assertThat(title("High", Labels.NONE))
        .hasToString("[P1 High] incident 7f3a9c1e5b2d4f60-3 (0 firing)");
  }

  @Test
  void aPriorityWithoutANameOfItsOwnIsNotNamedTwice() {
    assertThat(title("P1", Labels.of("alertname", "Down"))).hasToString("[P1] Down (0 firing)");
  }

  @Test
  void aTitleIsOneLineWhateverTheLabelsHold() {
    Labels hostile =
        Labels.of("alertname", "Down\r\nBcc: x\u001b[31m\u2028\u202e", "service", "\u0000");

    assertThat(title("High", hostile, hostile).toString())
        .isEqualTo("[P1 High] Down  Bcc: x [31m     (1 firing)");
  }

  private static Title title(Event event) {
    return Title.of(Samples.of(ChannelType.SLACK, event));
  }

  private static Title title(String priorityName, Labels group, Labels... alerts) {
    Notification sample = Samples.of(ChannelType.SLACK, Event.PAGED);
    List<NotifiedAlert> shown =
        Stream.of(alerts).map(labels -> Samples.alert(true, labels, Labels.NONE)).toList();
    return Title.of(
        new Notification(
            sample.id(),
            Recipient.channel(ChannelType.SLACK, "ops"),
            Event.PAGED,
            "",
            1,
            "",
            sample.at(),
            new IncidentSummary(
                Samples.INCIDENT_ID,
                Group.of("default", "{}", group),
                "triggered",
                Priority.P1,
                priorityName,
                "",
                1,
                shown.size(),
                shown.size(),
                1,
                "",
                Samples.OPENED_AT,
                null),
            shown,
            0));
  }
}
