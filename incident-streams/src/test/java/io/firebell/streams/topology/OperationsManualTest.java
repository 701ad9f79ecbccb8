package io.firebell.streams.topology;

import static io.firebell.streams.topology.Operations.SATURDAY_NIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.incident.Fact;
import io.firebell.core.incident.Promise;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The rows E1 to E4 of `docs/policies/README.md` that the engine fulfils, under
/// `operations-manual.yaml`.
class OperationsManualTest {

  @TempDir private Path state;

  private Operations at(String time) {
    return new Operations("operations-manual.yaml", state, time);
  }

  @ParameterizedTest
  @CsvSource({"P0, 5", "P1, 60", "P2, 240"})
  void e1_theResponseIsMeasuredByLevel(String severity, int minutes) {
    try (Operations team = at(SATURDAY_NIGHT)) {
      team.fires("alertname", "Down", "service", "api", "severity", severity);
      assertThat(team.facts(Fact.PromiseMade.class))
          .filteredOn(one -> one.promise() == Promise.Kind.RESPONSE)
          .extracting(Fact.PromiseMade::within)
          .containsExactly(Duration.ofMinutes(minutes));
    }
  }

  @Test
  void e1_whatIsCriticalReachesWhoIsOnCallAndTheManagerAtOnce() {
    try (Operations team = at(SATURDAY_NIGHT)) {
      team.breaches("error_rate", 5.1, 5, "alertname", "Errors", "service", "api");
      assertThat(team.told())
          .containsExactlyInAnyOrder(
              "0m paged user/bob by pagerduty",
              "0m paged user/manager by pagerduty",
              "0m paged channel/critical-mail by email",
              "0m opened channel/stakeholders by slack");
    }
  }

  @ParameterizedTest
  @CsvSource({"error_rate, 1.1, 1", "response_time, 5.1, 5", "disk, 91, 90", "memory, 91, 90"})
  void e1_aWarningIsWrittenAndAfterAnHourPages(String metric, double value, double limit) {
    try (Operations team = at(SATURDAY_NIGHT)) {
      team.breaches(metric, value, limit, "alertname", "Limit", "service", "api");
      assertThat(team.told())
          .containsExactlyInAnyOrder(
              "0m opened channel/development-mail by email",
              "0m opened channel/development by slack");
      team.waits(Duration.ofMinutes(59));
      assertThat(team.told()).isEmpty();
      team.waits(Duration.ofSeconds(62));
      assertThat(team.told()).containsExactly("60m paged user/bob by pagerduty");
    }
  }

  @Test
  void e1_informationWaitsForTheNextBusinessDay() {
    try (Operations team = at("2026-11-23T08:00:00Z")) {
      team.fires("alertname", "BackupDone", "service", "db", "severity", "information");
      team.waits(Duration.ofMinutes(59));
      assertThat(team.told()).isEmpty();
      team.waits(Duration.ofSeconds(62));
      assertThat(team.told()).containsExactly("60m opened channel/development-mail by email");
    }
  }

  @Test
  void e2_theStatusPageIsDueAfterFifteenMinutesAndThenEveryThirtyAndAMissedUpdateIsRaised() {
    try (Operations team = at(SATURDAY_NIGHT)) {
      team.fires("alertname", "Down", "service", "api", "severity", "P0");
      team.acknowledges();
      team.waits(Duration.ofMinutes(14));
      team.told();
      team.updates("we are looking into it");
      assertThat(team.told()).contains("14m reported channel/status-page by webhook");
      team.waits(Duration.ofMinutes(29));
      assertThat(team.facts(Fact.UpdateMissed.class)).isEmpty();
      assertThat(team.told()).noneMatch(line -> line.contains("updateOverdue"));
      team.waits(Duration.ofSeconds(62));
      assertThat(team.facts(Fact.UpdateMissed.class)).hasSize(1);
      assertThat(team.told()).contains("44m updateOverdue channel/stakeholders by slack");
      team.resolves();
      assertThat(team.told()).contains("44m resolved channel/status-page by webhook");
      team.waits(Duration.ofMinutes(61));
      assertThat(team.facts(Fact.UpdateMissed.class)).hasSize(1);
    }
  }

  @Test
  void e2_theFirstUpdateIsMissedAfterFifteenMinutes() {
    try (Operations team = at(SATURDAY_NIGHT)) {
      team.fires("alertname", "Down", "service", "api", "severity", "P0");
      team.waits(Duration.ofSeconds(899));
      assertThat(team.facts(Fact.UpdateMissed.class)).isEmpty();
      team.waits(Duration.ofSeconds(2));
      assertThat(team.facts(Fact.UpdateMissed.class)).hasSize(1);
    }
  }
}
