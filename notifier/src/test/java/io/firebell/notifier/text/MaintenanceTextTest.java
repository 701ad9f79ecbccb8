package io.firebell.notifier.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.MaintenanceSummary.Stage;
import io.firebell.notifier.kit.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaintenanceTextTest {

  private static Digest digest(Stage stage) {
    return Digest.of(Samples.maintenance(ChannelType.EMAIL, stage));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PLANNED | planned | Planned: Sun 2026-11-22 04:00 UTC to Sun 2026-11-22 05:00 UTC (1h) | Alerts with team=\"database\" will page nobody meanwhile.",
        "BEGUN | going on | Has begun, until Sun 2026-11-22 05:00 UTC | Alerts with team=\"database\" page nobody meanwhile.",
        "OVER | over | Over (1h) | 3 alerts were muted. What still fires is told again.",
        "CALLED_OFF | called off | Called off: Sun 2026-11-22 04:00 UTC to Sun 2026-11-22 05:00 UTC | Alerts are told as ever."
      })
  void eachStageSaysWhatItMeans(Stage stage, String state, String news, String summary) {
    Digest digest = digest(stage);
    assertThat(digest.title()).hasToString("[Maintenance] database window (" + state + ")");
    assertThat(digest.news()).isEqualTo(news);
    assertThat(digest.summary()).isEqualTo(summary);
    assertThat(digest.acknowledge()).isEmpty();
  }

  @Test
  void theSubjectOfMailsIsTheSameFromBeginningToEnd() {
    assertThat(digest(Stage.PLANNED).title().lasting())
        .isEqualTo(digest(Stage.OVER).title().lasting());
  }
}
