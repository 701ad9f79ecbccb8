package io.firebell.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.incident.Fact;
import io.firebell.core.incident.Promise;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Notification;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Hours of routes and plans, from the alert to the page that waits for them.
class HeldTopologyTest {

  private static final String POLICY =
      """
      version: 1
      routes:
        - { match: 'team="night"', plan: all, muteHours: early }
        - { plan: all, groupBy: [alertname], groupWait: 10s, groupInterval: 1m }
      plans:
        all:
          P1: { escalate: ladder }
          P2: { notify: first, hours: later, within: 10m }
          P3: { log: true }
          P4: { log: true }
      priorities:
        P1: { name: Critical, respond: 5m }
        P2: { name: High }
        P3: { name: Medium }
        P4: { name: Low }
      classify: [ { name: severity, priority: '{{ labels.severity }}' } ]
      escalations: { ladder: { steps: [ { page: channel/first, wait: 1h } ] } }
      channels: { first: { terminal: {} } }
      hours:
        early: { timezone: UTC, from: '03:00', to: '03:20' }
        later: { timezone: UTC, from: '03:10', to: '06:00' }
      resolveTimeout: 1d
      """;

  private static final Instant TEN_PAST = Instant.parse("2026-11-21T03:10:00Z");
  private static final Instant TWENTY_PAST = Instant.parse("2026-11-21T03:20:00Z");

  @TempDir private Path state;
  private Rig rig;

  @BeforeEach
  void start() {
    rig = new Rig(POLICY, state);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void whatFiresOnAMutedRoutePagesWhenItsHoursAreOver() {
    rig.fires("alertname", "Disk", "team", "night", "severity", "critical");
    rig.waits(Duration.ofMinutes(19));
    assertThat(rig.sent()).isEmpty();
    assertThat(rig.facts(Fact.GroupHeld.class))
        .containsExactly(
            new Fact.GroupHeld(
                "route {}/{team=\"night\"} is muted in the hours early", TWENTY_PAST));
    rig.waits(Duration.ofSeconds(61));
    assertThat(rig.sent())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.event()).isEqualTo(Event.PAGED);
          assertThat(one.at()).isEqualTo(TWENTY_PAST);
          assertThat(one.alerts()).hasSize(1);
        });
  }

  @Test
  void aPolicyThatMutesItNoLongerIsHeardOfWithinSeconds() {
    rig.fires("alertname", "Disk", "team", "night", "severity", "critical");
    rig.waits(Duration.ofMinutes(2));
    assertThat(rig.sent()).isEmpty();
    rig.adopts(POLICY.replace(", muteHours: early", ""));
    Instant adopted = rig.now();
    rig.waits(Duration.ofSeconds(15));
    assertThat(rig.sent())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.event()).isEqualTo(Event.PAGED);
          assertThat(one.at()).isBetween(adopted, adopted.plusSeconds(12));
        });
  }

  @Test
  void aPolicyThatTakesItsAlertsElsewhereTellsNobodyOfTheGroupThatTheyLeave() {
    rig.fires("alertname", "Disk", "team", "night", "severity", "critical");
    rig.waits(Duration.ofMinutes(2));
    rig.adopts(
        POLICY.replace(
            "match: 'team=\"night\"', plan: all, muteHours: early",
            "match: 'team=\"day\"', plan: all"));
    rig.waits(Duration.ofSeconds(60));
    assertThat(rig.sent()).extracting(one -> one.incident().group().route()).containsExactly("{}");
  }

  @Test
  void whatWaitsBehindMoreThanOneBatchHearsOfThePolicyToo() {
    int groups = 2 * HoldWatch.BATCH + 1;
    String grouped =
        POLICY.replace("plan: all, muteHours", "plan: all, groupBy: [host], muteHours");
    rig.adopts(grouped);
    for (int host = 0; host < groups; host++) {
      rig.fires("alertname", "Disk", "team", "night", "severity", "critical", "host", "h" + host);
    }
    rig.waits(Duration.ofMinutes(1));
    assertThat(rig.sent()).isEmpty();
    rig.adopts(grouped.replace(", muteHours: early", ""));
    rig.waits(Duration.ofSeconds(20));
    assertThat(rig.sent()).hasSize(groups).allMatch(one -> one.event() == Event.PAGED);
  }

  @Test
  void whatIsOverBeforeThatPagesNobody() {
    rig.fires("alertname", "Disk", "team", "night", "severity", "critical");
    rig.waits(Duration.ofMinutes(5));
    rig.ends("alertname", "Disk", "team", "night", "severity", "critical");
    rig.waits(Duration.ofMinutes(30));
    assertThat(rig.facts(Fact.IncidentResolved.class)).hasSize(1);
    assertThat(rig.sent()).isEmpty();
  }

  @Test
  void aPriorityWaitsForTheHoursOfItsPlanAndIsPromisedFromThen() {
    rig.fires("alertname", "Slow", "severity", "high");
    rig.waits(Duration.ofMinutes(9));
    assertThat(rig.sent()).isEmpty();
    rig.waits(Duration.ofSeconds(61));
    assertThat(rig.sent()).extracting(Notification::at).containsExactly(TEN_PAST);
    rig.waits(Duration.ofMinutes(11));
    assertThat(rig.facts(Fact.PromiseMissed.class))
        .containsExactly(
            new Fact.PromiseMissed(Promise.Kind.NOTICE, Duration.ofMinutes(10), TWENTY_PAST));
  }

  @Test
  void anUnansweredPageIsAPromiseMissed() {
    rig.fires("alertname", "Disk", "severity", "critical");
    rig.waits(Duration.ofMinutes(6));
    assertThat(rig.sent()).hasSize(1);
    assertThat(rig.facts(Fact.PromiseMissed.class))
        .containsExactly(
            new Fact.PromiseMissed(
                Promise.Kind.RESPONSE, Duration.ofMinutes(5), Rig.START.plusSeconds(300)));
  }
}
