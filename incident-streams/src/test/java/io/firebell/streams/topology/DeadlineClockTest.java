package io.firebell.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Breach;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How much is done at once when a crowd is due.
class DeadlineClockTest {

  private static final int CROWD = 5 * DeadlineClock.TURN;

  @TempDir private Path state;

  @Test
  void aCrowdIsTakenAtOnceWhereThatIsQuick() {
    try (Rig rig = new Rig(Rig.EACH_ALONE, state)) {
      crowd(rig);
      rig.waits(Duration.ofSeconds(30));
      assertThat(rig.sent()).hasSize(CROWD);
    }
  }

  /// What is decided of the first can be committed before the others' turn comes.
  @Test
  void aCrowdIsTakenInSlicesWhereItTakesLong() {
    try (Rig rig = new Rig(Rig.EACH_ALONE, state)) {
      crowd(rig);
      rig.works(CommitPace.SLICE.dividedBy(2));
      rig.waits(Duration.ofSeconds(30));
      assertThat(rig.sent()).hasSize(DeadlineClock.TURN);
      rig.waits(Duration.ofSeconds(1));
      assertThat(rig.sent()).hasSize(DeadlineClock.TURN);
      rig.waits(Duration.ofSeconds(3));
      assertThat(rig.sent()).hasSize(CROWD - 2 * DeadlineClock.TURN);
    }
  }

  private static void crowd(Rig rig) {
    for (int i = 0; i < CROWD; i++) {
      rig.sends("default", Breach.NONE, null, "alertname", "Down", "n", Integer.toString(i));
    }
  }
}
