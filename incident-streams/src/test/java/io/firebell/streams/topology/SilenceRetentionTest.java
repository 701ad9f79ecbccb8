package io.firebell.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.mute.Silence;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Silences that are over, and how long they are known.
class SilenceRetentionTest {

  private static final String POLICY =
      """
      version: 1
      routes: [ { plan: all, groupBy: [alertname], groupWait: 10s, groupInterval: 1m } ]
      plans: { all: { P1: { notify: first }, P2: { log: true }, P3: { log: true }, P4: { log: true } } }
      classify: [ { name: all, priority: P1 } ]
      channels: { first: { terminal: {} } }
      resolveTimeout: 30d
      """;

  private static final Duration HOUR = Duration.ofHours(1);

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
  void aSilenceIsKnownForItsTimeWhenItIsOverAndThenForgotten() {
    rig.silences("s1", HOUR, "cluster=\"eu\"");
    rig.leaps(HOUR.plus(Silence.KEPT).minusSeconds(10));
    assertThat(rig.known()).containsExactly("s1");
    rig.waits(Duration.ofSeconds(12));
    assertThat(rig.known()).isEmpty();
    assertThat(rig.alertDeadlines()).isZero();
  }

  @Test
  void aSilenceThatSomebodyEndsIsForgottenSooner() {
    rig.silences("s1", HOUR.multipliedBy(1000), "cluster=\"eu\"");
    rig.waits(Duration.ofMinutes(5));
    rig.expires("s1", "cluster=\"eu\"");
    rig.leaps(Silence.KEPT.minusSeconds(10));
    assertThat(rig.known()).containsExactly("s1");
    rig.waits(Duration.ofSeconds(12));
    assertThat(rig.known()).isEmpty();
    assertThat(rig.alertDeadlines()).isZero();
  }

  @Test
  void aSilenceThatGoesOnForLongerIsKnownForLonger() {
    rig.silences("s1", HOUR, "cluster=\"eu\"");
    rig.silences("s1", Duration.ofDays(30), "cluster=\"eu\"");
    rig.leaps(Duration.ofDays(20));
    assertThat(rig.known()).containsExactly("s1");
    rig.leaps(Duration.ofDays(16));
    assertThat(rig.known()).isEmpty();
  }

  @Test
  void whatWasStoredBeforeSilencesHadDeadlinesIsForgottenToo() {
    rig.hasKnown("old", Rig.START, "a=\"b\"");
    rig.hasKnown("new", Rig.START.plus(Duration.ofDays(2)), "a=\"b\"");
    rig.waits(SilenceRetention.AFTER_START.plusSeconds(2));
    assertThat(rig.known()).containsExactlyInAnyOrder("old", "new");
    rig.leaps(Silence.KEPT);
    assertThat(rig.known()).containsExactly("new");
    rig.leaps(Duration.ofDays(2));
    assertThat(rig.known()).isEmpty();
  }
}
