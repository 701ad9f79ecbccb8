package io.firebell.streams.topology;

import static io.firebell.streams.topology.Operations.SATURDAY_NIGHT;
import static io.firebell.streams.topology.Operations.WEDNESDAY;
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

/// The rows A1 to A5 of `docs/policies/README.md` that the engine fulfils, under
/// `operations-index.yaml`.
class OperationsIndexTest {

  @TempDir private Path state;

  private Operations at(String time) {
    return new Operations("operations-index.yaml", state, time);
  }

  @Test
  void a1_sev1CallsAllHandsAndMissesItsResponseAfterFiveMinutes() {
    try (Operations team = at(SATURDAY_NIGHT)) {
      team.fires("alertname", "Outage", "service", "api", "severity", "SEV-1");
      assertThat(team.told())
          .containsExactlyInAnyOrder(
              "0m paged user/alice by pagerduty",
              "0m paged user/bob by pagerduty",
              "0m paged user/dba by pagerduty",
              "0m paged user/security by pagerduty",
              "0m paged user/ciso by pagerduty",
              "0m paged user/devops-lead by pagerduty",
              "0m opened channel/incidents by slack",
              "0m opened channel/all-hands by email");
      team.waits(Duration.ofSeconds(299));
      assertThat(team.facts(Fact.PromiseMissed.class)).isEmpty();
      team.waits(Duration.ofSeconds(2));
      assertThat(team.missedResponses()).containsExactly(Duration.ofMinutes(5));
    }
  }

  @Test
  void a1_sev2CallsWhoIsOnCallAndTheBackupWhoHaveFifteenMinutes() {
    try (Operations team = at(SATURDAY_NIGHT)) {
      team.fires("alertname", "Slow", "service", "api", "severity", "SEV-2");
      assertThat(team.told())
          .containsExactlyInAnyOrder(
              "0m paged user/alice by pagerduty",
              "0m paged user/bob by pagerduty",
              "0m opened channel/incidents by slack");
      team.waits(Duration.ofMinutes(14));
      assertThat(team.facts(Fact.PromiseMissed.class)).isEmpty();
      team.waits(Duration.ofSeconds(61));
      assertThat(team.missedResponses()).containsExactly(Duration.ofMinutes(15));
    }
  }

  @Test
  void a1_sev3CallsWhoIsOnCallAndTheResponseWithinTheHourIsKept() {
    try (Operations team = at(SATURDAY_NIGHT)) {
      team.fires("alertname", "Feature", "service", "api", "severity", "SEV-3");
      assertThat(team.told())
          .containsExactlyInAnyOrder(
              "0m paged user/alice by pagerduty", "0m opened channel/incidents by slack");
      assertThat(team.facts(Fact.PromiseMade.class))
          .extracting(Fact.PromiseMade::within)
          .containsExactly(Duration.ofHours(1));
      team.acknowledges();
      team.waits(Duration.ofMinutes(61));
      assertThat(team.facts(Fact.PromiseMissed.class)).isEmpty();
    }
  }

  @Test
  void a1_sev4WaitsForNormalHours() {
    try (Operations team = at("2026-11-23T08:30:00Z")) {
      team.fires("alertname", "Cosmetic", "service", "api", "severity", "SEV-4");
      team.waits(Duration.ofMinutes(29));
      assertThat(team.told()).isEmpty();
      team.waits(Duration.ofSeconds(62));
      assertThat(team.told()).containsExactly("30m opened channel/operations by email");
      assertThat(team.facts(Fact.PromiseMade.class))
          .extracting(Fact.PromiseMade::within)
          .contains(Duration.ofHours(4));
    }
  }

  @Test
  void a2_securityIsPagedAtOnceAndTheDatabaseBackupAfterFifteenMinutes() {
    try (Operations team = at(SATURDAY_NIGHT)) {
      team.fires("alertname", "Intruder", "team", "security", "severity", "SEV-2");
      assertThat(team.told())
          .contains("0m paged user/security by pagerduty", "0m paged user/ciso by pagerduty");
      team.resolves();
      team.told();
      team.fires("alertname", "Corrupt", "team", "database", "severity", "SEV-2");
      assertThat(team.told())
          .contains("0m paged user/dba by pagerduty")
          .noneMatch(line -> line.contains("supabase"));
      team.waits(Duration.ofSeconds(899));
      assertThat(team.told()).isEmpty();
      team.waits(Duration.ofSeconds(2));
      assertThat(team.told()).containsExactly("15m paged channel/supabase-support by email");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SEV-1, database, supabase-support by email, 15",
    "SEV-2, infrastructure, cto by pagerduty, 30"
  })
  void a2_theBackupOfARoleIsPagedAfterItsTime(
      String severity, String role, String backup, int minutes) {
    try (Operations team = at(SATURDAY_NIGHT)) {
      team.fires("alertname", "Down", "team", role, "severity", severity);
      assertThat(team.told()).noneMatch(line -> line.contains(backup));
      team.waits(Duration.ofMinutes(minutes).minusSeconds(1));
      assertThat(team.told()).isEmpty();
      team.waits(Duration.ofSeconds(2));
      assertThat(team.told())
          .singleElement()
          .asString()
          .startsWith(minutes + "m paged")
          .endsWith(backup);
    }
  }

  @Test
  void a2_whoIsOnCallRotatesOnMonday() {
    try (Operations team = at("2026-11-23T08:59:50Z")) {
      team.fires("alertname", "Before", "service", "a", "severity", "SEV-3");
      team.waits(Duration.ofSeconds(20));
      team.fires("alertname", "After", "service", "a", "severity", "SEV-3");
      assertThat(team.told())
          .containsExactlyInAnyOrder(
              "0m paged user/alice by pagerduty",
              "0m opened channel/incidents by slack",
              "0m paged user/bob by pagerduty",
              "0m opened channel/incidents by slack");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "database, 2026-11-22T04:55:00Z, 5",
    "application, 2026-11-24T03:25:00Z, 5",
    "application, 2026-11-26T03:00:00Z, 30",
    "infrastructure, 2026-12-06T03:55:00Z, 5"
  })
  void a3_whatIsExpectedOfMaintenanceIsToldWhenItIsOverAndStillFires(
      String role, String time, int minutesLeft) {
    try (Operations team = at(time)) {
      team.fires("alertname", "Down", "team", role, "severity", "SEV-2");
      team.waits(Duration.ofMinutes(minutesLeft).minusSeconds(1));
      assertThat(team.told()).isEmpty();
      team.waits(Duration.ofSeconds(2));
      assertThat(team.told())
          .contains(minutesLeft + "m opened channel/incidents by slack")
          .anyMatch(line -> line.startsWith(minutesLeft + "m paged user/"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "database, 2026-11-22T03:59:00Z",
    "application, 2026-11-25T03:05:00Z",
    "infrastructure, 2026-11-22T02:05:00Z",
    "security, 2026-11-22T04:05:00Z"
  })
  void a3_outsideItsWindowEverybodyIsTold(String role, String time) {
    try (Operations team = at(time)) {
      team.fires("alertname", "Down", "team", role, "severity", "SEV-2");
      assertThat(team.told())
          .contains("0m opened channel/incidents by slack")
          .anyMatch(line -> line.startsWith("0m paged user/"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "database, 2026-11-20T03:59:50Z, 2026-11-22T04:00",
    "application, 2026-11-22T02:59:50Z, 2026-11-24T03:00",
    "infrastructure, 2026-12-04T01:59:50Z, 2026-12-06T02:00"
  })
  void a3_maintenanceIsAnnounced48HoursBefore(String work, String before, String from) {
    try (Operations team = at(before)) {
      team.waits(PolicyWatch.EVERY);
      assertThat(team.notices()).noneMatch(line -> line.contains(from));
      team.waits(Duration.ofSeconds(10));
      assertThat(team.notices())
          .containsExactlyInAnyOrder(
              work + " planned " + from + " to channel/operations by email, 0 muted",
              work + " planned " + from + " to channel/incidents by slack, 0 muted");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "database, 2026-11-22T04:50:00Z, 2026-11-22T04:50, 10",
    "application, 2026-11-26T03:20:00Z, 2026-11-26T03:20, 10",
    "infrastructure, 2026-12-06T03:50:00Z, 2026-12-06T03:50, 10"
  })
  void a3_theEndOfMaintenanceIsToldWithWhatItMuted(
      String work, String going, String from, int minutesLeft) {
    try (Operations team = at(going)) {
      team.fires("alertname", "Down", "team", work, "severity", "SEV-2");
      team.waits(Duration.ofMinutes(minutesLeft));
      assertThat(team.notices()).noneMatch(line -> line.contains(" over "));
      team.waits(Duration.ofSeconds(3));
      assertThat(team.notices())
          .containsExactlyInAnyOrder(
              work + " over " + from + " to channel/operations by email, 1 muted",
              work + " over " + from + " to channel/incidents by slack, 1 muted");
    }
  }

  @Test
  void a4_thePhasesOfTheWorkAreOnTheIncident() {
    try (Operations team = at(SATURDAY_NIGHT)) {
      team.fires("alertname", "Outage", "service", "api", "severity", "SEV-1");
      team.acknowledges();
      team.reports(Phase.MITIGATION);
      team.resolves();
      team.reports(Phase.POSTMORTEM);
      team.reports(Phase.DOCUMENTATION);
      assertThat(Phase.of(team.history()))
          .extracting(Phase.Begun::phase)
          .containsExactly(Phase.values());
    }
  }

  @ParameterizedTest
  @CsvSource({"SEV-1, 30", "SEV-2, 120"})
  void a5_whatTakesLongerThanItsRecoveryTargetIsMissed(String severity, int minutes) {
    try (Operations team = at(SATURDAY_NIGHT)) {
      team.fires("alertname", "Outage", "service", "api", "severity", severity);
      team.acknowledges();
      team.waits(Duration.ofMinutes(minutes).minusSeconds(1));
      assertThat(team.missedRecoveries()).isEmpty();
      team.waits(Duration.ofSeconds(2));
      assertThat(team.missedRecoveries()).containsExactly(Duration.ofMinutes(minutes));
    }
  }

  @Test
  void a5_whatIsOverInTimeHasMetItsRecoveryTarget() {
    try (Operations team = at(SATURDAY_NIGHT)) {
      team.fires("alertname", "Outage", "service", "api", "severity", "SEV-1");
      team.waits(Duration.ofMinutes(25));
      team.resolves();
      team.waits(Duration.ofMinutes(10));
      assertThat(team.missedRecoveries()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "supabase, 501, 500, P4",
    "supabase, 551, 550, P3",
    "vercel, 81, 80, P4",
    "vercel, 91, 90, P3",
    "redis, 101, 100, P4",
    "redis, 111, 110, P3",
    "openai, 1801, 1800, P4",
    "openai, 1901, 1900, P3",
    "aws, 151, 150, P4",
    "aws, 176, 175, P3"
  })
  void a4_costOverItsThresholdsIsABreach(
      String vendor, double cost, double threshold, Priority priority) {
    try (Operations team = at(WEDNESDAY)) {
      team.breaches("monthly_cost", cost, threshold, "alertname", "Cost", "vendor", vendor);
      assertThat(team.facts(Fact.PriorityAssigned.class))
          .extracting(Fact.PriorityAssigned::priority)
          .containsExactly(priority);
      assertThat(team.told())
          .contains("0m opened channel/operations by email")
          .hasSize(priority == Priority.P3 ? 2 : 1);
    }
  }
}
