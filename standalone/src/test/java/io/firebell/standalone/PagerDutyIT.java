package io.firebell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.firebell.standalone.kit.Eventually;
import io.firebell.standalone.kit.PagerDutyService;
import io.firebell.standalone.kit.PagerDutyService.Change;
import io.firebell.standalone.kit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An incident that is one with an alert at PagerDuty, on a real broker: what is done there is done
/// here, what is done here is done there, and nothing goes round.
class PagerDutyIT {

  private static final String SECRET = "the secret of the subscription";

  @TempDir private static Path directory;

  private static String policy(PagerDutyService pagerDuty) throws IOException {
    Path secret = Files.writeString(directory.resolve("secret"), SECRET);
    return """
    version: 1
    classify: [{ name: all, when: 'true', priority: P1 }]
    routes: [{ plan: all, groupWait: 0s, groupInterval: 1s }]
    plans: { all: { P1: { notify: pager, escalate: all }, P2: { log: true }, P3: { log: true }, P4: { log: true } } }
    escalations: { all: { steps: [{ page: channel/screen, wait: 1h }, { page: channel/screen, wait: 1h }] } }
    users: { alice: { webhook: 'http://127.0.0.1:1/' } }
    channels:
      pager: { pagerduty: { routingKey: '${file:SECRET}', webhookSecret: '${file:SECRET}', api: 'API' } }
      screen: { terminal: {} }
    """
        .replace("SECRET", secret.toString())
        .replace("API", pagerDuty.api());
  }

  private static List<String> facts(Program program, String id, String fact) {
    JsonNode timeline = program.get("/v1/incidents/" + id).path("timeline");
    return StreamSupport.stream(timeline.spliterator(), false)
        .filter(one -> one.path("fact").asText().equals(fact))
        .map(one -> one.path("text").asText())
        .toList();
  }

  @Test
  void whatIsDoneOnOneSideIsDoneOnTheOtherAndGoesNoFurther() throws IOException {
    try (PagerDutyService pagerDuty = new PagerDutyService(SECRET)) {
      Path policy = Files.writeString(directory.resolve("policy.yaml"), policy(pagerDuty));
      try (Program program = Program.up(directory.resolve("data"), "--policy", policy.toString())) {
        pagerDuty.subscribe(program, "/v1/pagerduty");
        assertThat(program.post("/v1/alerts", "{\"labels\":{\"alertname\":\"Down\"}}"))
            .isEqualTo(202);
        Eventually.that("it is triggered there", () -> !pagerDuty.events().isEmpty());
        String id = pagerDuty.events().getFirst().substring("trigger ".length());

        pagerDuty.doOnce(id, "escalated");
        Eventually.that(
            "it is escalated here", () -> !facts(program, id, "EscalationHastened").isEmpty());
        pagerDuty.act(id, "acknowledged");
        Eventually.that(
            "it is acknowledged here",
            () ->
                program.get("/v1/incidents/" + id).path("acknowledgedBy").asText().equals("alice"));
        Eventually.that("it is told there", () -> pagerDuty.events().contains("acknowledge " + id));
        assertThat(program.post("/v1/incidents/" + id + "/resolve", "{\"by\":\"bob\"}"))
            .isEqualTo(202);
        Eventually.that(
            "it is resolved there and told back",
            () -> pagerDuty.told().contains(new Change("incident.resolved", id, false)));

        // What is told is taken in order, so that this is the last that there is.
        pagerDuty.doOnce(id, "reopened");
        Eventually.that("all is told", () -> pagerDuty.told().size() >= 5);
        Eventually.that("the note is here", () -> !facts(program, id, "NoteAdded").isEmpty());
        assertThat(pagerDuty.events())
            .containsExactly("trigger " + id, "acknowledge " + id, "resolve " + id);
        assertThat(pagerDuty.told())
            .containsExactly(
                new Change("incident.triggered", id, false),
                new Change("incident.escalated", id, true),
                new Change("incident.acknowledged", id, true),
                new Change("incident.resolved", id, false),
                new Change("incident.reopened", id, true));
        assertThat(facts(program, id, "EscalationHastened")).hasSize(1);
        assertThat(facts(program, id, "IncidentAcknowledged")).hasSize(1);
        assertThat(facts(program, id, "IncidentResolved")).hasSize(1);
        assertThat(facts(program, id, "NoteAdded")).hasSize(1);
        assertThat(facts(program, id, "CommandRefused")).isEmpty();
      }
    }
  }
}
