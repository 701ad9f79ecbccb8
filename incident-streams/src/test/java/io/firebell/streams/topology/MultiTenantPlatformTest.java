package io.firebell.streams.topology;

import static io.firebell.streams.topology.Operations.SATURDAY_NIGHT;
import static io.firebell.streams.topology.Operations.WEDNESDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.incident.Fact;
import io.firebell.core.incident.LoggedFact;
import io.firebell.core.incident.Phase;
import io.firebell.core.incident.Promise;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The rows C1 to C5 of `docs/policies/README.md` that the engine fulfils, under
/// `multi-tenant-platform.yaml`.
class MultiTenantPlatformTest {

  @TempDir private Path state;

  private Operations at(String time) {
    return new Operations("multi-tenant-platform.yaml", state, time);
  }

  @Test
  void c1_theSameAlertOfTwoTenantsIsTwoIncidents() {
    try (Operations team = at(SATURDAY_NIGHT)) {
      String[] labels = {"alertname", "Down", "service", "api", "severity", "P1"};
      team.firesAt("acme", labels);
      team.firesAt("globex", labels);
      assertThat(team.history())
          .filteredOn(one -> one.fact() instanceof Fact.IncidentOpened)
          .extracting(LoggedFact::incidentId)
          .hasSize(2)
          .doesNotHaveDuplicates();
      team.resolves();
      assertThat(team.facts(Fact.IncidentResolved.class)).hasSize(1);
    }
  }

  @Test
  void c1_aSilenceOfOneTenantMutesNoOther() {
    try (Operations team = at(SATURDAY_NIGHT)) {
      team.silences("service=\"api\"");
      String[] labels = {"alertname", "Down", "service", "api", "severity", "P1"};
      team.fires(labels);
      assertThat(team.told()).isEmpty();
      team.firesAt("globex", labels);
      assertThat(team.told()).contains("0m paged user/alice by slack");
    }
  }

  @Test
  void c2_p1PagesAtOnceAndHasFifteenMinutes() {
    try (Operations team = at(SATURDAY_NIGHT)) {
      team.fires("alertname", "Down", "service", "api", "severity", "P1");
      assertThat(team.told()).contains("0m paged user/alice by slack");
      team.waits(Duration.ofSeconds(899));
      assertThat(team.missedResponses()).isEmpty();
      team.waits(Duration.ofSeconds(2));
      assertThat(team.missedResponses()).containsExactly(Duration.ofMinutes(15));
    }
  }

  @ParameterizedTest
  @CsvSource({"P1, 15", "P2, 60", "P3, 240", "P4, 10080"})
  void c2_theResponseIsMeasuredByPriority(String severity, int minutes) {
    try (Operations team = at(WEDNESDAY)) {
      team.fires("alertname", "Down", "service", "api", "severity", severity);
      assertThat(team.facts(Fact.PromiseMade.class))
          .filteredOn(one -> one.promise() == Promise.Kind.RESPONSE)
          .extracting(Fact.PromiseMade::within)
          .containsExactly(Duration.ofMinutes(minutes));
    }
  }

  @Test
  void c2_p2IsEscalatedWithinThirtyMinutesAndHasAnHour() {
    try (Operations team = at(SATURDAY_NIGHT)) {
      team.fires("alertname", "Slow", "service", "api", "severity", "P2");
      assertThat(team.told()).containsExactly("0m opened channel/general by slack");
      team.waits(Duration.ofMinutes(59));
      assertThat(team.told())
          .containsExactly("15m paged user/alice by slack", "30m paged user/bob by slack");
      assertThat(team.facts(Fact.PromiseMissed.class)).isEmpty();
      team.waits(Duration.ofSeconds(62));
      assertThat(team.missedResponses()).containsExactly(Duration.ofHours(1));
    }
  }

  @Test
  void c2_p3WaitsForBusinessHours() {
    try (Operations team = at("2026-11-23T13:50:00Z")) {
      team.fires("alertname", "Bug", "service", "api", "severity", "P3");
      team.waits(Duration.ofMinutes(9));
      assertThat(team.told()).isEmpty();
      team.waits(Duration.ofSeconds(62));
      assertThat(team.told())
          .containsExactlyInAnyOrder(
              "10m opened channel/general by slack", "10m paged user/bob by slack");
    }
  }

  @Test
  void c2_p4PagesNobody() {
    try (Operations team = at(WEDNESDAY)) {
      team.fires("alertname", "Wish", "service", "api", "severity", "P4");
      team.waits(Duration.ofHours(1));
      assertThat(team.told()).containsExactly("0m opened channel/general by slack");
    }
  }

  @Test
  void c3_thePrimaryHasFifteenMinutesTheSecondaryThirtyAndThenTheManagerIsPaged() {
    try (Operations team = at(SATURDAY_NIGHT)) {
      team.fires("alertname", "Down", "service", "api", "severity", "P1");
      team.waits(Duration.ofMinutes(106));
      assertThat(team.told())
          .filteredOn(line -> line.contains("paged user/"))
          .containsExactly(
              "0m paged user/alice by slack",
              "15m paged user/bob by slack",
              "45m paged user/dana by slack",
              "105m paged user/alice by slack");
    }
  }

  @Test
  void c4_criticalGeneralAndSecurityHaveTheirChannelsAndPagerDutyItsService() {
    try (Operations team = at(SATURDAY_NIGHT)) {
      team.fires("alertname", "Down", "service", "api", "severity", "P1");
      assertThat(team.told())
          .containsExactlyInAnyOrder(
              "0m paged user/alice by slack",
              "0m paged channel/thorbis-production by pagerduty",
              "0m opened channel/critical by slack");
      team.fires("alertname", "Slow", "service", "api", "severity", "P2");
      assertThat(team.told()).containsExactly("0m opened channel/general by slack");
      team.fires("alertname", "Scan", "kind", "security", "severity", "P2");
      assertThat(team.told()).containsExactly("0m opened channel/security by slack");
    }
  }

  @Test
  void c5_documentationIsDueADayAfterTheEndAndSomebodyIsReminded() {
    try (Operations team = at(SATURDAY_NIGHT)) {
      team.fires("alertname", "Down", "service", "api", "severity", "P1");
      team.acknowledges();
      team.resolves();
      team.told();
      team.waits(Duration.ofHours(24).minusSeconds(1));
      assertThat(team.told()).isEmpty();
      team.waits(Duration.ofSeconds(2));
      assertThat(team.told()).contains("1440m postmortemDue channel/critical by slack");
      assertThat(team.facts(Fact.PostmortemMissed.class)).hasSize(1);
      team.reports(Phase.DOCUMENTATION);
      assertThat(team.facts(Fact.PostmortemWritten.class))
          .singleElement()
          .satisfies(one -> assertThat(one.took()).isGreaterThanOrEqualTo(Duration.ofHours(24)));
    }
  }
}
