package io.firebell.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.firebell.core.incident.Fact;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Notification;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is not heard of in time, from silence to page.
class HeartbeatTopologyTest {

  private static final String POLICY =
      """
      version: 1
      routes: [ { plan: all, groupBy: ['...'], groupWait: 0s, groupInterval: 1s } ]
      plans: { all: { P1: { escalate: ladder }, P2: { escalate: ladder }, P3: { log: true }, P4: { log: true } } }
      escalations: { ladder: { steps: [ { page: channel/first, wait: 5m } ] } }
      channels: { first: { terminal: {} } }
      """;

  private static final String EXPECTING =
      POLICY
          + """
          heartbeats:
            backup: { every: 10m, grace: 1m, priority: P1 }
            prometheus: { every: 2m, match: 'alertname="Watchdog"' }
          """;

  @TempDir private Path state;
  private Rig rig;

  @BeforeEach
  void start() {
    rig = new Rig(EXPECTING, state);
    // The first look at the policy.
    rig.waits(PolicyWatch.EVERY);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void whatIsNeverHeardIsMissingAfterItsTimeAndOverWhenItIsHeard() {
    keepTheWatchdogFiring(Duration.ofMinutes(10));
    assertThat(rig.sent()).isEmpty();
    keepTheWatchdogFiring(Duration.ofMinutes(1).plusSeconds(2));
    assertThat(rig.sent())
        .singleElement()
        .satisfies(page -> {
          assertThat(page.event()).isEqualTo(Event.PAGED);
          assertThat(page.incident().group().labels().get("heartbeat")).isEqualTo("backup");
          assertThat(page.incident().priority().name()).isEqualTo("P1");
        });
    rig.beats("backup");
    keepTheWatchdogFiring(Duration.ofSeconds(3));
    assertThat(rig.facts(Fact.IncidentResolved.class)).hasSize(1);
  }

  @Test
  void whatIsHeardInTimeIsNotMissing() {
    for (int i = 0; i < 10; i++) {
      rig.beats("backup");
      keepTheWatchdogFiring(Duration.ofMinutes(10));
    }
    assertThat(rig.facts(Fact.IncidentOpened.class)).isEmpty();
  }

  @Test
  void anAlertThatAlwaysFiresIsAHeartbeatAndNoIncident() {
    rig.beats("backup");
    keepTheWatchdogFiring(Duration.ofMinutes(4));
    assertThat(rig.facts(Fact.IncidentOpened.class)).isEmpty();
    rig.waits(Duration.ofMinutes(3));
    assertThat(rig.sent())
        .extracting(Notification::event, page -> page.incident().group().labels().get("heartbeat"))
        .containsExactly(tuple(Event.PAGED, "prometheus"));
  }

  @Test
  void whatNobodyExpectsAnyMoreIsNotMissed() {
    rig.waits(Duration.ofMinutes(3));
    assertThat(rig.sent()).hasSize(1);
    rig.adopts(POLICY);
    rig.waits(Duration.ofMinutes(20));
    assertThat(rig.facts(Fact.IncidentOpened.class)).hasSize(1);
    assertThat(rig.facts(Fact.IncidentResolved.class)).hasSize(1);
  }

  private void keepTheWatchdogFiring(Duration time) {
    for (long second = 0; second < time.toSeconds(); second++) {
      if (second % 60 == 0) {
        rig.fires("alertname", "Watchdog");
      }
      rig.waits(Duration.ofSeconds(1));
    }
  }
}
