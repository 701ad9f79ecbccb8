package io.firebell.streams.topology;

import static io.firebell.streams.topology.Operations.SATURDAY_NIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.classify.Priority;
import io.firebell.core.incident.Fact;
import io.firebell.core.incident.Phase;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The rows D1 and D2 of `docs/policies/README.md` that the engine fulfils, under `runbooks.yaml`.
class RunbooksTest {

  @TempDir private Path state;

  private Operations at(String time) {
    return new Operations("runbooks.yaml", state, time);
  }

  @ParameterizedTest
  @CsvSource({
    "DiskFull, db, '', https://runbooks.example.com/database/disk-full",
    "DiskFull, api, '', https://runbooks.example.com/common/disk-full",
    "HighErrorRate, api, '', https://runbooks.example.com/api",
    "Odd, cache, '', https://runbooks.example.com/",
    "DiskFull, db, https://own.example.com/, https://own.example.com/"
  })
  void d1_everyIncidentLinksItsRunbookByServiceAndSymptom(
      String symptom, String service, String own, String runbook) {
    try (Operations team = at(SATURDAY_NIGHT)) {
      team.firesAnnotated(own, "alertname", symptom, "service", service, "severity", "P0");
      assertThat(team.runbooks()).containsOnly(runbook);
    }
  }

  @ParameterizedTest
  @CsvSource({"P0, P1", "P1, P2", "P2, P3", "P3, P4"})
  void d2_theSeverityIsTheTeamsOwn(String severity, Priority priority) {
    try (Operations team = at(SATURDAY_NIGHT)) {
      team.fires("alertname", "Down", "service", "api", "severity", severity);
      assertThat(team.facts(Fact.PriorityAssigned.class))
          .extracting(Fact.PriorityAssigned::priority)
          .containsExactly(priority);
    }
  }

  @Test
  void d2_statusUpdatesAndTimesAreOnTheTimelineAndTheDocumentIsDue() {
    try (Operations team = at(SATURDAY_NIGHT)) {
      team.fires("alertname", "Down", "service", "api", "severity", "P0");
      team.reports(Phase.TRIAGE);
      team.reports(Phase.MITIGATION);
      team.told();
      team.updates("orders are slow");
      assertThat(team.told()).contains("0m reported channel/incidents by slack");
      team.waits(Duration.ofMinutes(4));
      team.resolves();
      assertThat(Phase.of(team.history()))
          .extracting(Phase.Begun::phase)
          .containsExactly(Phase.DETECTION, Phase.TRIAGE, Phase.MITIGATION, Phase.RESOLUTION);
      assertThat(team.facts(Fact.UpdatePosted.class))
          .extracting(Fact.UpdatePosted::text)
          .containsExactly("orders are slow");
      assertThat(team.facts(Fact.PostmortemDue.class)).hasSize(1);
    }
  }
}
