package io.firebell.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.incident.Fact;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Notification;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of more alerts than an incident lists, from the alert to the notification.
class LimitedTopologyTest {

  private static final String POLICY =
      """
      version: 1
      routes: [ { plan: all, groupBy: [alertname], groupWait: 10s, groupInterval: 1m } ]
      plans: { all: { P1: { notify: [first] }, P2: { log: true }, P3: { log: true }, P4: { log: true } } }
      classify: [ { name: all, priority: P1 } ]
      channels: { first: { terminal: {} } }
      resolveTimeout: 1d
      """;

  @TempDir private Path state;
  private Rig rig;

  @BeforeEach
  void twoAreListed() {
    rig = new Rig(POLICY, state, Rig.START, 2);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void theNotificationSaysHowManyItDoesNotShow() {
    for (String host : List.of("a", "b", "c", "d", "e")) {
      rig.fires("alertname", "Disk", "host", host);
    }
    rig.waits(Duration.ofSeconds(11));
    Notification opened = rig.sent().getFirst();
    assertThat(opened.alerts()).hasSize(2);
    assertThat(opened.truncatedAlerts()).isEqualTo(3);
    assertThat(opened.incident().firing()).isEqualTo(5);
  }

  @Test
  void theEndComesWithTheLastAlertAlsoIfThatIsOnlyCounted() {
    rig.fires("alertname", "Disk", "host", "a");
    rig.fires("alertname", "Disk", "host", "b");
    rig.fires("alertname", "Disk", "host", "c");
    rig.waits(Duration.ofSeconds(11));
    rig.sent().forEach(rig::takes);
    rig.ends("alertname", "Disk", "host", "a");
    rig.ends("alertname", "Disk", "host", "b");
    rig.waits(Duration.ofMinutes(5));
    assertThat(rig.facts(Fact.IncidentResolved.class)).isEmpty();
    rig.sent().forEach(rig::takes);

    rig.ends("alertname", "Disk", "host", "c");
    rig.waits(Duration.ofMinutes(2));
    assertThat(rig.sent()).extracting(Notification::event).containsExactly(Event.RESOLVED);
    assertThat(rig.facts(Fact.IncidentResolved.class)).hasSize(1);
  }
}
