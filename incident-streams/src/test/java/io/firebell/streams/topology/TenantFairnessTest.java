package io.firebell.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Breach;
import io.firebell.core.alert.Labels;
import io.firebell.core.incident.Fact;
import io.firebell.core.notify.Notification;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long a tenant waits for its page while another floods.
class TenantFairnessTest {

  @TempDir private Path state;

  private static String tenant(Notification page) {
    return page.incident().group().tenant();
  }

  /// Three times as many as are taken at a time are due a second before the page of the quiet
  /// tenant is. It goes out when it is due, after no more of the others than one turn.
  @Test
  void theFloodOfATenantDelaysAnothersPageByOneTurn() {
    int flood = 3 * DeadlineClock.BATCH;
    try (Rig rig = new Rig(Rig.EACH_ALONE, state)) {
      for (int i = 0; i < flood; i++) {
        rig.sends("flood", Breach.NONE, null, "alertname", "Down", "n", Integer.toString(i));
      }
      rig.waits(Duration.ofSeconds(1));
      rig.sends("quiet", Breach.NONE, null, "alertname", "Down");

      rig.waits(Duration.ofSeconds(29));
      assertThat(rig.sent()).hasSize(DeadlineClock.BATCH);
      rig.waits(Duration.ofSeconds(1));

      List<String> told = rig.sent().stream().map(TenantFairnessTest::tenant).toList();
      assertThat(told).hasSize(DeadlineClock.BATCH).containsOnlyOnce("quiet");
      assertThat(told.indexOf("quiet")).isLessThanOrEqualTo(DeadlineClock.TURN);
      rig.waits(Duration.ofSeconds(2));
      assertThat(rig.sent()).extracting(TenantFairnessTest::tenant).containsOnly("flood");
    }
  }

  /// Nobody repeats the alerts of either, so they end by time alone: the first stage decides that,
  /// as fairly.
  @Test
  void theEndOfAFloodDelaysTheEndOfAnothersAlertByOneTurn() {
    try (Rig rig = new Rig(Rig.EACH_ALONE, state)) {
      for (int i = 0; i < 2 * DeadlineClock.BATCH; i++) {
        rig.sends("flood", Breach.NONE, null, "alertname", "Down", "n", Integer.toString(i));
      }
      rig.sends("quiet", Breach.NONE, null, "alertname", "Quiet");
      rig.waits(Duration.ofMinutes(5));

      List<Labels> ended =
          rig.facts(Fact.AlertEnded.class).stream().map(Fact.AlertEnded::labels).toList();
      assertThat(ended).hasSize(DeadlineClock.BATCH);
      assertThat(ended.indexOf(Labels.of("alertname", "Quiet"))).isBetween(0, DeadlineClock.TURN);
    }
  }
}
