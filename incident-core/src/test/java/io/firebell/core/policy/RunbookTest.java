package io.firebell.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Labels;
import io.firebell.core.route.Matcher;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunbookTest {

  private static final List<Runbook> RUNBOOKS =
      List.of(
          new Runbook(Matcher.parseAll("alertname=\"DiskFull\",team=\"database\""), "https://r/db"),
          new Runbook(Matcher.parseAll("alertname=\"DiskFull\""), "https://r/disk"));

  @Test
  void theFirstThatFitsIsLinked() {
    Labels alert = Labels.of("alertname", "DiskFull", "team", "database");
    assertThat(Runbook.linked(alert, Labels.of("summary", "97 %"), RUNBOOKS))
        .isEqualTo(Labels.of("summary", "97 %", "runbook_url", "https://r/db"));
    assertThat(Runbook.linked(Labels.of("alertname", "DiskFull"), Labels.NONE, RUNBOOKS))
        .isEqualTo(Labels.of("runbook_url", "https://r/disk"));
  }

  @Test
  void theAlertsOwnComesFirst() {
    Labels own = Labels.of("runbook_url", "https://own");
    assertThat(Runbook.linked(Labels.of("alertname", "DiskFull"), own, RUNBOOKS)).isEqualTo(own);
  }

  @Test
  void whereNoneFitsThereIsNoLink() {
    assertThat(Runbook.linked(Labels.of("alertname", "HostDown"), Labels.NONE, RUNBOOKS))
        .isEqualTo(Labels.NONE);
  }

  @Test
  void oneWithoutMatchersIsForEveryAlert() {
    Runbook all = new Runbook(List.of(), "https://r/index");
    assertThat(Runbook.linked(Labels.of("a", "b"), Labels.NONE, List.of(all)))
        .isEqualTo(Labels.of("runbook_url", "https://r/index"));
  }
}
