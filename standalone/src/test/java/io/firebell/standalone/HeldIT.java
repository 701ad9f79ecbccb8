package io.firebell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.firebell.standalone.kit.Eventually;
import io.firebell.standalone.kit.Program;
import io.firebell.standalone.kit.Receiver;
import io.firebell.standalone.kit.Receiver.Hook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged program in muted time that is over at the next whole minute, or the one after, or
/// when another policy has none.
class HeldIT {

  private static final int LEAST_SECONDS = 25;

  @TempDir private Path directory;

  @Test
  void whatFiresInMutedTimePagesAtItsEndAndWhatIsOverByThenDoesNot() throws IOException {
    Path policy = directory.resolve("policy.yaml");
    Path data = directory.resolve("data");
    try (Receiver receiver = new Receiver()) {
      Files.writeString(policy, policy(receiver.url("/pager"), "years: 2000"));
      try (Program program = Program.up(data, "--policy", policy.toString())) {
        Instant end = endOfMutedTime();
        Files.writeString(policy, policy(receiver.url("/pager"), hourBefore(end)));
        pagesAtTheEnd(program, receiver, end);
      }
    }
  }

  @Test
  void whatIsHeldPagesWhenAnotherPolicyMutesItNoLonger() throws IOException {
    Path policy = directory.resolve("policy.yaml");
    try (Receiver receiver = new Receiver()) {
      Files.writeString(policy, policy(receiver.url("/pager"), "from: '00:00', to: '24:00'"));
      try (Program program = Program.up(directory.resolve("data"), "--policy", policy.toString())) {
        assertThat(program.post("/v1/alerts", alert("Stays", ""))).isEqualTo(202);
        awaitFacts(program, "Stays", "GroupHeld");
        assertThat(receiver.hooks(_ -> true)).isEmpty();

        Files.writeString(policy, policy(receiver.url("/pager"), "years: 2000"));

        assertThat(receiver.await(1, _ -> true).getFirst().event()).isEqualTo("paged");
        assertThat(facts(program, "Stays", "GroupHeld"))
            .extracting(fact -> fact.path("details").path("reason").asText())
            .last()
            .isEqualTo("let go by policy 2");
      }
    }
  }

  private static void pagesAtTheEnd(Program program, Receiver receiver, Instant end)
      throws IOException {
    Eventually.that(
        () -> "the hours are in force: " + program.err(),
        () -> program.err().contains("version=\"2\""));

    assertThat(program.post("/v1/alerts", alert("Stays", ""))).isEqualTo(202);
    assertThat(program.post("/v1/alerts", alert("Goes", ""))).isEqualTo(202);
    assertThat(awaitFacts(program, "Stays", "GroupHeld"))
        .extracting(fact -> fact.path("details").path("until").asText())
        .containsExactly(end.toString());
    awaitFacts(program, "Goes", "GroupHeld");
    String over = ",\"endsAt\":\"%s\"".formatted(Instant.now());
    assertThat(program.post("/v1/alerts", alert("Goes", over))).isEqualTo(202);
    awaitFacts(program, "Goes", "IncidentResolved");

    Hook page = receiver.await(1, _ -> true).getFirst();
    assertThat(page.label("alertname")).isEqualTo("Stays");
    assertThat(page.event()).isEqualTo("paged");
    assertThat(page.at()).isAfterOrEqualTo(end);
    assertThat(receiver.hooks(_ -> true)).hasSize(1);
  }

  /// The first whole minute that leaves time enough for alerts to come in before it.
  private static Instant endOfMutedTime() {
    return Instant.now()
        .plusSeconds(LEAST_SECONDS)
        .truncatedTo(ChronoUnit.MINUTES)
        .plus(1, ChronoUnit.MINUTES);
  }

  private static String hourBefore(Instant end) {
    LocalTime to = LocalTime.ofInstant(end, ZoneOffset.UTC);
    return "from: '%s', to: '%s'".formatted(to.minusHours(1), to);
  }

  private static String alert(String name, String end) {
    return "{\"labels\":{\"alertname\":\"%s\"}%s}".formatted(name, end);
  }

  /// Waits until the timeline of an alert's incident has facts of a kind.
  private static List<JsonNode> awaitFacts(Program program, String alert, String kind) {
    Eventually.that(
        () -> kind + " of " + alert + " in " + program.get("/v1/incidents"),
        () -> !facts(program, alert, kind).isEmpty());
    return facts(program, alert, kind);
  }

  private static List<JsonNode> facts(Program program, String alert, String kind) {
    return elements(program.get("/v1/incidents").path("incidents")).stream()
        .filter(one -> one.path("labels").path("alertname").asText().equals(alert))
        .map(one -> program.get("/v1/incidents/" + one.path("id").asText()))
        .flatMap(one -> elements(one.path("timeline")).stream())
        .filter(fact -> fact.path("fact").asText().equals(kind))
        .toList();
  }

  private static List<JsonNode> elements(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).toList();
  }

  private static String policy(String pager, String hours) {
    return """
    version: 1
    classify: [{ name: all, priority: P1 }]
    routes:
      - { match: 'alertname!="Never"', plan: all, muteHours: now }
      - { plan: all, groupBy: [alertname], groupWait: 0s, groupInterval: 1s }
    plans:
      all: { P1: { escalate: desk }, P2: { log: true }, P3: { log: true }, P4: { log: true } }
    escalations: { desk: { steps: [{ page: channel/pager, wait: 1h }] } }
    channels: { pager: { webhook: { url: '%s' } } }
    hours: { now: { timezone: UTC, %s } }
    """
        .formatted(pager, hours);
  }
}
