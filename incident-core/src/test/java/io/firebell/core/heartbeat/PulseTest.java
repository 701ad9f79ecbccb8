package io.firebell.core.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Alert;
import io.firebell.core.alert.Labels;
import io.firebell.core.classify.Priority;
import io.firebell.core.route.Matcher;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PulseTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Heartbeat BACKUP =
      new Heartbeat("backup", Duration.ofHours(1), Duration.ofMinutes(10), Priority.P2, List.of());

  private final Pulse pulse = Pulse.expected(BACKUP, NOON);

  @Test
  void itIsMissingWhenItsGraceIsOver() {
    assertThat(pulse.dueAt()).isEqualTo(minute(70));
    assertThat(pulse.checked(BACKUP, minute(69))).isEqualTo(pulse);
    assertThat(pulse.checked(BACKUP, minute(70)).isMissing()).isTrue();
  }

  @Test
  void whatCouldNotBeHeardHasItsGraceToBeHeardNow() {
    Pulse late = pulse.checked(BACKUP, minute(300));
    assertThat(late.isMissing()).isFalse();
    assertThat(late.dueAt()).isEqualTo(minute(310));
    assertThat(late.checked(BACKUP, minute(310)).isMissing()).isTrue();
  }

  @Test
  void withoutAGraceItIsMissingAtOnce() {
    Heartbeat strict =
        new Heartbeat("backup", Duration.ofHours(1), Duration.ZERO, Priority.P2, List.of());
    assertThat(Pulse.expected(strict, NOON).checked(strict, minute(300)).isMissing()).isTrue();
  }

  @Test
  void theAlertFiresUntilItIsHeardAgainAndHasTheSameLabelsThen() {
    Pulse missing = pulse.checked(BACKUP, minute(70));
    Alert fired = Heartbeat.missing("default", missing, minute(70));
    assertThat(fired.fires()).isTrue();
    assertThat(fired.labels())
        .isEqualTo(
            Labels.of("alertname", "HeartbeatMissing", "heartbeat", "backup", "priority", "P2"));
    assertThat(fired.annotations().get("summary"))
        .isEqualTo("no heartbeat of backup since 2026-11-21T12:00:00Z");
    Alert back = Heartbeat.back("default", missing, minute(80));
    assertThat(back.fires()).isFalse();
    assertThat(back.fingerprint()).isEqualTo(fired.fingerprint());
  }

  @Test
  void aPolicyThatExpectsItMoreOftenCountsFromWhenItWasLastHeard() {
    Heartbeat often =
        new Heartbeat("backup", Duration.ofMinutes(5), Duration.ZERO, Priority.P2, List.of());
    assertThat(pulse.under(often).dueAt()).isEqualTo(minute(5));
  }

  @Test
  void anAlertCountsWhenItFiresAndMatches() {
    Heartbeat watchdog =
        new Heartbeat(
            "prometheus",
            Duration.ofMinutes(5),
            Duration.ZERO,
            Priority.P1,
            Matcher.parseAll("heartbeat=\"x\""));
    Alert x = Heartbeat.heard("default", "x", NOON);
    assertThat(watchdog.isHeardIn(x)).isTrue();
    assertThat(watchdog.isHeardIn(Heartbeat.heard("default", "y", NOON))).isFalse();
    assertThat(BACKUP.isHeardIn(x)).isFalse();
  }

  private static Instant minute(int minute) {
    return NOON.plus(Duration.ofMinutes(minute));
  }
}
