package io.firebell.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.notify.MaintenanceSummary;
import io.firebell.core.notify.Notification;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What channels are told of maintenance, from the policy to the notification. The rig's night
/// begins on a Saturday, at 03:00.
class AnnouncementTopologyTest {

  private static final String POLICY =
      """
      version: 1
      routes: [ { plan: all, groupBy: ['...'], groupWait: 0s, groupInterval: 1s } ]
      plans: { all: { P1: { notify: screen }, P2: { notify: screen }, P3: { notify: screen }, P4: { notify: screen } } }
      channels: { ops: { terminal: {} }, screen: { terminal: {} } }
      """;

  private static final String ANNOUNCING =
      POLICY
          + """
          maintenance:
            - { name: patches, match: 'team="platform"', every: 'Sat 03:10-03:20 UTC', announce: 5m, notify: ops }
            - { name: quiet, match: 'team="quiet"', every: 'Sat 03:10-03:20 UTC' }
          """;

  @TempDir private Path state;
  private Rig rig;

  @BeforeEach
  void start() {
    rig = new Rig(ANNOUNCING, state);
    rig.waits(PolicyWatch.EVERY);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void channelsHearOfAWindowAndHowManyAlertsItMuted() {
    rig.waits(Duration.ofMinutes(4));
    assertThat(told()).isEmpty();
    rig.waits(Duration.ofMinutes(1));
    assertThat(told()).containsExactly("PLANNED 03:10-03:20, 0 muted");
    rig.fires("alertname", "Early", "team", "platform");
    rig.sent();
    rig.waits(Duration.ofMinutes(5));
    assertThat(told()).containsExactly("BEGUN 03:10-03:20, 0 muted");
    rig.fires("alertname", "Down", "team", "platform", "host", "a");
    rig.fires("alertname", "Down", "team", "platform", "host", "b");
    rig.fires("alertname", "Down", "team", "quiet", "host", "c");
    rig.fires("alertname", "Down", "team", "other", "host", "d");
    rig.sent();
    rig.waits(Duration.ofMinutes(1));
    rig.ends("alertname", "Down", "team", "platform", "host", "a");
    rig.waits(Duration.ofSeconds(1));
    rig.fires("alertname", "Down", "team", "platform", "host", "a");
    rig.waits(Duration.ofMinutes(9));
    // The one from before, which fired on, and the two, one of which did so twice.
    assertThat(told()).containsExactly("OVER 03:10-03:20, 3 muted");
  }

  @Test
  void aPolicyThatComesAgainAnnouncesNothingAgain() {
    rig.waits(Duration.ofMinutes(6));
    assertThat(told()).hasSize(1);
    rig.adopts(ANNOUNCING);
    rig.waits(Duration.ofMinutes(1));
    assertThat(told()).isEmpty();
  }

  @Test
  void aPolicyWithoutTheWorkCallsItOff() {
    rig.waits(Duration.ofMinutes(6));
    assertThat(told()).hasSize(1);
    rig.adopts(POLICY);
    rig.waits(PolicyWatch.EVERY);
    assertThat(told()).containsExactly("CALLED_OFF 03:10-03:20, 0 muted");
  }

  @Test
  void workThatIsAlreadyGoingOnIsToldWithTheFirstAlert() {
    rig.adopts(POLICY);
    rig.waits(Duration.ofMinutes(12));
    rig.adopts(ANNOUNCING);
    rig.fires("alertname", "Down", "team", "platform", "host", "a");
    assertThat(told()).hasSize(1).first().asString().startsWith("BEGUN 03:12-03:20");
    rig.waits(Duration.ofMinutes(9));
    assertThat(told()).hasSize(1).first().asString().endsWith("-03:20, 1 muted");
  }

  /// What has been told of maintenance since this was last asked, and taken by the far side.
  private List<String> told() {
    List<Notification> sent =
        rig.sent().stream().filter(one -> one.subject() instanceof MaintenanceSummary).toList();
    sent.forEach(rig::takes);
    return sent.stream()
        .map(one -> (MaintenanceSummary) one.subject())
        .map(one ->
            "%s %s-%s, %d muted"
                .formatted(
                    one.stage(),
                    one.from().toString().substring(11, 16),
                    one.to().toString().substring(11, 16),
                    one.muted()))
        .toList();
  }
}
