package io.firebell.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.incident.Fact;
import io.firebell.core.mute.Mute;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Notification;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What mutes alerts, from the records that say so to the pages that are not sent.
class MutedTopologyTest {

  private static final String POLICY =
      """
      version: 1
      routes: [ { plan: all, groupBy: [alertname], groupWait: 10s, groupInterval: 1m } ]
      plans: { all: { P1: { escalate: ladder }, P2: { log: true }, P3: { log: true }, P4: { log: true } } }
      classify: [ { name: all, priority: P1 } ]
      escalations: { ladder: { steps: [ { page: channel/first, wait: 5m } ] } }
      channels: { first: { terminal: {} } }
      resolveTimeout: 1d
      """;

  private static final String MUTING =
      POLICY
          + """
          inhibit: [ { source: 'alertname="ClusterDown"', target: 'alertname="Disk"', equal: [cluster] } ]
          maintenance: [ { name: nightly, match: 'alertname="Backup"', every: 'daily 03:30-04:00 UTC' } ]
          flapping: { changes: 3, within: 10m, hold: 15m }
          hold: [ { match: 'alertname="Slow"', for: 2m } ]
          """;

  @TempDir private Path state;
  private Rig rig;

  @BeforeEach
  void start() {
    rig = new Rig(MUTING, state);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void aSilenceKeepsQuietUntilItEnds() {
    rig.silences("s1", Duration.ofHours(1), "cluster=\"eu\"");
    rig.fires("alertname", "Disk", "cluster", "eu");
    rig.waits(Duration.ofMinutes(59));
    assertThat(rig.sent()).isEmpty();
    assertThat(rig.facts(Fact.AlertFired.class).getFirst().mutes())
        .containsExactly(new Mute(Mute.Kind.SILENCE, "s1", "by carol: work"));
    rig.waits(Duration.ofMinutes(2));
    assertThat(rig.sent()).extracting(Notification::event).containsExactly(Event.PAGED);
  }

  @Test
  void aSilenceThatComesLaterStopsThePageOfWhatFiresAlready() {
    rig.fires("alertname", "Disk", "cluster", "eu");
    rig.silences("s1", Duration.ofHours(1), "cluster=\"eu\"");
    rig.waits(Duration.ofMinutes(30));
    assertThat(rig.sent()).isEmpty();
  }

  @Test
  void aSilenceThatSomebodyEndsLetsGoAtOnce() {
    rig.silences("s1", Duration.ofHours(1), "cluster=\"eu\"");
    rig.fires("alertname", "Disk", "cluster", "eu");
    rig.waits(Duration.ofMinutes(5));
    rig.expires("s1", "cluster=\"eu\"");
    rig.waits(Duration.ofSeconds(2));
    assertThat(rig.sent()).hasSize(1);
  }

  @Test
  void aSilenceThatIsForgottenLetsGoAtOnce() {
    rig.silences("s1", Duration.ofHours(1), "cluster=\"eu\"");
    rig.fires("alertname", "Disk", "cluster", "eu");
    rig.forgets("s1");
    rig.waits(Duration.ofSeconds(11));
    assertThat(rig.sent()).hasSize(1);
  }

  @Test
  void aSilenceThatIsChangedMutesOthersThen() {
    rig.silences("s1", Duration.ofHours(1), "cluster=\"eu\"");
    rig.fires("alertname", "Disk", "cluster", "eu");
    rig.fires("alertname", "Down", "cluster", "us");
    rig.silences("s1", Duration.ofHours(1), "cluster=\"us\"");
    rig.waits(Duration.ofSeconds(11));
    assertThat(rig.sent())
        .extracting(one -> one.incident().group().labels().get("alertname"))
        .containsExactly("Disk");
  }

  @Test
  void aSourceInhibitsWhatFiresAlreadyAndWhatComesLaterUntilItEnds() {
    rig.fires("alertname", "Disk", "cluster", "eu", "host", "a");
    rig.fires("alertname", "ClusterDown", "cluster", "eu");
    rig.fires("alertname", "Disk", "cluster", "eu", "host", "b");
    rig.waits(Duration.ofMinutes(20));
    assertThat(rig.sent())
        .extracting(one -> one.incident().group().labels().get("alertname"))
        .containsOnly("ClusterDown");
    rig.ends("alertname", "ClusterDown", "cluster", "eu");
    rig.waits(Duration.ofSeconds(2));
    assertThat(rig.sent())
        .filteredOn(one -> one.event() == Event.PAGED)
        .singleElement()
        .satisfies(one -> assertThat(one.incident().firing()).isEqualTo(2));
  }

  @Test
  void aSourceElsewhereInhibitsNothing() {
    rig.fires("alertname", "ClusterDown", "cluster", "us");
    rig.fires("alertname", "Disk", "cluster", "eu");
    rig.waits(Duration.ofSeconds(11));
    assertThat(rig.sent()).hasSize(2);
  }

  @Test
  void maintenanceMutesWhatIsExpectedOfItInItsTime() {
    rig.waits(Duration.ofMinutes(31));
    rig.fires("alertname", "Backup");
    rig.fires("alertname", "Down");
    rig.waits(Duration.ofMinutes(28));
    assertThat(rig.sent())
        .extracting(one -> one.incident().group().labels().get("alertname"))
        .containsOnly("Down");
    rig.waits(Duration.ofMinutes(2));
    assertThat(rig.sent())
        .extracting(one -> one.incident().group().labels().get("alertname"))
        .containsExactly("Backup");
  }

  @Test
  void anAlertThatFlapsIsQuietUntilItKeepsStill() {
    for (int i = 0; i < 3; i++) {
      rig.fires("alertname", "Link");
      rig.waits(Duration.ofSeconds(4));
      rig.ends("alertname", "Link");
      rig.waits(Duration.ofSeconds(1));
    }
    rig.fires("alertname", "Link");
    rig.waits(Duration.ofMinutes(14));
    assertThat(rig.sent()).isEmpty();
    rig.waits(Duration.ofMinutes(2));
    assertThat(rig.sent()).hasSize(1);
  }

  @Test
  void whatHasToLastIsHeld() {
    rig.fires("alertname", "Slow");
    rig.waits(Duration.ofSeconds(100));
    rig.ends("alertname", "Slow");
    rig.waits(Duration.ofMinutes(10));
    assertThat(rig.sent()).isEmpty();
    rig.fires("alertname", "Slow");
    rig.waits(Duration.ofSeconds(122));
    assertThat(rig.sent()).hasSize(1);
  }

  @Test
  void aNewPolicyTakesEffectOnWhatFiresAlready() {
    rig.silences("s1", Duration.ofHours(10), "cluster=\"none\"");
    rig.fires("alertname", "Backup", "cluster", "eu");
    rig.waits(Duration.ofSeconds(11));
    assertThat(rig.sent()).hasSize(1);
    rig.adopts(POLICY.replace("groupBy: [alertname]", "groupBy: [alertname, cluster]"));
    rig.waits(PolicyWatch.EVERY.plusSeconds(12));
    assertThat(rig.facts(Fact.IncidentOpened.class))
        .extracting(one -> one.group().labels().toString())
        .containsExactly("{alertname=\"Backup\"}", "{alertname=\"Backup\", cluster=\"eu\"}");
  }
}
