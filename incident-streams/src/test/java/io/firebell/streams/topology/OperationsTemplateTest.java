package io.firebell.streams.topology;

import static io.firebell.streams.topology.Operations.SATURDAY_NIGHT;
import static io.firebell.streams.topology.Operations.WEDNESDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.firebell.core.incident.Command;
import io.firebell.core.incident.Fact;
import io.firebell.core.incident.Promise;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The rows B1 to B5 of `docs/policies/README.md` that the engine fulfils, under
/// `operations-template.yaml`.
class OperationsTemplateTest {

  @TempDir private Path state;

  private Operations at(String time) {
    return new Operations("operations-template.yaml", state, time);
  }

  @Test
  void b1_p1PagesAtOnce() {
    try (Operations team = at(SATURDAY_NIGHT)) {
      team.fires("alertname", "Down", "service", "web", "severity", "P1");
      assertThat(team.told()).contains("0m paged user/alice by pagerduty");
    }
  }

  @Test
  void b1_p2PagesWithinFifteenMinutes() {
    try (Operations team = at(SATURDAY_NIGHT)) {
      team.fires("alertname", "Slow", "service", "web", "severity", "P2");
      team.waits(Duration.ofSeconds(599));
      assertThat(team.told()).isEmpty();
      team.waits(Duration.ofMinutes(6));
      assertThat(team.told()).containsExactly("10m paged user/alice by pagerduty");
      assertThat(team.facts(Fact.PromiseMissed.class)).isEmpty();
    }
  }

  @Test
  void b1_p4IsOnlyLogged() {
    try (Operations team = at(WEDNESDAY)) {
      team.fires("alertname", "Typo", "service", "web", "severity", "P4");
      team.waits(Duration.ofHours(2));
      assertThat(team.told()).isEmpty();
      assertThat(team.facts(Fact.IncidentOpened.class)).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "cpu, 81, 80",
    "memory, 86, 85",
    "error_rate, 0.6, 0.5",
    "response_time_p95, 2.1, 2",
    "request_queue, 1001, 1000"
  })
  void b2_aThresholdThatIsCrossedPagesWhoIsOnCall(String metric, double value, double limit) {
    try (Operations team = at(SATURDAY_NIGHT)) {
      team.breaches(metric, value, limit, "alertname", "Limit", "service", "web");
      team.waits(Duration.ofMinutes(11));
      assertThat(team.told()).containsExactly("10m paged user/alice by pagerduty");
    }
  }

  @Test
  void b2_theDiskOfTheDatabasePagesTheDbaToo() {
    try (Operations team = at(SATURDAY_NIGHT)) {
      team.breaches("database_disk", 81, 80, "alertname", "DatabaseDisk", "service", "db");
      team.waits(Duration.ofMinutes(11));
      assertThat(team.told())
          .containsExactlyInAnyOrder(
              "10m paged user/alice by pagerduty", "10m paged user/dba by pagerduty");
    }
  }

  @Test
  void b2_whatIsNotOverItsThresholdPagesNobody() {
    try (Operations team = at(SATURDAY_NIGHT)) {
      team.breaches("cpu", 80, 75, "alertname", "Limit", "service", "web");
      team.waits(Duration.ofMinutes(30));
      assertThat(team.told()).isEmpty();
    }
  }

  @Test
  void b3_whatIsToBeNotifiedGoesOutByEmailAndSlackWithinThirtyMinutes() {
    try (Operations team = at(SATURDAY_NIGHT)) {
      team.fires("alertname", "Broken", "service", "web", "severity", "P3");
      assertThat(team.told())
          .containsExactlyInAnyOrder(
              "0m opened channel/operations-mail by email",
              "0m opened channel/operations by slack");
      assertThat(team.facts(Fact.PromiseMade.class))
          .extracting(Fact.PromiseMade::promise, Fact.PromiseMade::within)
          .containsExactly(tuple(Promise.Kind.NOTICE, Duration.ofMinutes(30)));
    }
  }

  @Test
  void b4_theLeadAndTheCtoArePagedUntilItIsResolvedThoughSomebodyHasAcknowledged() {
    try (Operations team = at(SATURDAY_NIGHT)) {
      team.fires("alertname", "Down", "service", "web", "severity", "P1");
      team.waits(Duration.ofMinutes(2));
      team.acknowledges();
      team.told();
      team.waits(Duration.ofMinutes(29));
      assertThat(team.told())
          .filteredOn(line -> line.contains("paged"))
          .containsExactly(
              "10m paged user/engineering-lead by pagerduty", "30m paged user/cto by pagerduty");
    }
  }

  @Test
  void b4_whatIsResolvedPagesNobodyElse() {
    try (Operations team = at(SATURDAY_NIGHT)) {
      team.fires("alertname", "Down", "service", "web", "severity", "P1");
      team.waits(Duration.ofMinutes(9));
      team.resolves();
      team.told();
      team.waits(Duration.ofMinutes(30));
      assertThat(team.told()).isEmpty();
    }
  }

  @Test
  void b5_p1IsPostedToIncidentsAndItsResponseMeasuredAgainstFiveMinutes() {
    try (Operations team = at(SATURDAY_NIGHT)) {
      team.fires("alertname", "Down", "service", "web", "severity", "P1");
      assertThat(team.told()).contains("0m opened channel/incidents by slack");
      team.waits(Duration.ofSeconds(301));
      assertThat(team.missedResponses()).containsExactly(Duration.ofMinutes(5));
    }
  }

  @Test
  void b5_whatWasDoneIsOnTheIncident() {
    try (Operations team = at(SATURDAY_NIGHT)) {
      team.fires("alertname", "Down", "service", "web", "severity", "P1");
      team.wants(new Command.Action.AddNote("restarted web, since it leaked; 2 minutes"));
      assertThat(team.facts(Fact.NoteAdded.class))
          .extracting(Fact.NoteAdded::note)
          .containsExactly("restarted web, since it leaked; 2 minutes");
    }
  }
}
