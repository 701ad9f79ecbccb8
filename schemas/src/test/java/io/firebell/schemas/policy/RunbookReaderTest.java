package io.firebell.schemas.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Labels;
import io.firebell.core.policy.Policy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunbookReaderTest {

  private static final Policy COMPLETE =
      ((PolicyReading.Accepted) PolicyReader.read(Resources.text("complete.yaml"), 1)).policy();

  @ParameterizedTest
  @CsvSource({
    "DiskFull, database, https://runbooks.example.com/database-disk-full",
    "DiskFull, web, https://runbooks.example.com/disk-full",
    "HostDown, web, https://runbooks.example.com/"
  })
  void theFirstRunbookThatFitsIsLinked(String alertname, String team, String url) {
    Labels alert = Labels.of("alertname", alertname, "team", team);
    assertThat(COMPLETE.annotations(alert, Labels.NONE).get("runbook_url")).isEqualTo(url);
  }
}
