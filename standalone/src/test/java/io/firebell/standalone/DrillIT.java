package io.firebell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firebell.standalone.kit.Program;
import io.firebell.standalone.kit.Receiver;
import io.firebell.standalone.kit.Receiver.Hook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Demand E4: a fire drill that exercises the whole path to a person and reports, without being
/// mistaken for an incident.
class DrillIT {

  private static final Receiver RECEIVER = new Receiver();
  private static final ObjectMapper JSON = new ObjectMapper();
  @TempDir private static Path directory;
  private static Program program;

  /// Nobody is paged for what is no drill, and much is promised for everything else.
  @BeforeAll
  static void start() throws IOException {
    String yaml =
        """
        version: 1
        priorities:
          P1: { name: Critical, respond: 5m, update: 30m, postmortem: 24h }
          P2: { name: High }
          P3: { name: Medium }
          P4: { name: Low }
        classify: [{ name: all, priority: P1 }]
        routes: [{ plan: quiet }]
        plans: { quiet: { P1: { log: true }, P2: { log: true }, P3: { log: true }, P4: { log: true } } }
        escalations:
          production: { steps: [{ page: user/alice, wait: 1s }, { page: user/bob, wait: 1h }] }
        users:
          alice: { webhook: 'RECEIVER/alice' }
          bob: { webhook: 'RECEIVER/bob' }
        """
            .replace("RECEIVER", RECEIVER.url(""));
    Path policy = Files.writeString(directory.resolve("policy.yaml"), yaml);
    program = Program.up(directory.resolve("data"), "--policy", policy.toString());
  }

  @AfterAll
  static void stop() {
    program.close();
    RECEIVER.close();
  }

  private static Program drill(String... arguments) {
    List<String> all = new ArrayList<>(List.of("drill"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--url", program.url()));
    return Program.run(all.toArray(String[]::new));
  }

  private static Hook awaitPage(String path, String to) {
    return RECEIVER
        .await(
            1,
            hook ->
                hook.path().equals(path)
                    && hook.event().equals("paged")
                    && hook.label("firebell_drill").equals(to))
        .getFirst();
  }

  private static void acknowledge(Hook page, String by) throws IOException {
    String path = "/v1/incidents/" + page.incident() + "/acknowledge";
    assertThat(program.post(path, "{\"by\":\"" + by + "\"}")).isEqualTo(202);
  }

  @Test
  void aDrillReachesAPersonAndMeasuresTheAcknowledgement() throws Exception {
    try (Program drill = drill("user/bob", "--within", "1m", "--json")) {
      Hook page = awaitPage("/bob", "user/bob");
      assertThat(page.label("alertname")).isEqualTo("DRILL");
      assertThat(page.body().path("commonAnnotations").path("summary").asText())
          .startsWith("This is a drill");
      acknowledge(page, "bob");

      assertThat(drill.awaitExit()).as(drill.out() + drill.err()).isZero();
      JsonNode report = JSON.readTree(drill.out());
      assertThat(report.path("inTime").asBoolean()).isTrue();
      assertThat(report.path("acknowledgedBy").asText()).isEqualTo("bob");
      assertThat(report.path("acknowledgedAfterMs").asLong()).isPositive();
      assertThat(report.path("incident").asText()).isEqualTo(page.incident());

      // It ends by itself, and owes nobody anything.
      RECEIVER.await(
          1, hook -> hook.incident().equals(page.incident()) && hook.event().equals("resolved"));
      assertThat(program.get("/v1/incidents/" + page.incident()).path("timeline"))
          .extracting(fact -> fact.path("fact").asText())
          .contains("IncidentAcknowledged", "IncidentResolved")
          .doesNotContain("PromiseMade", "PostmortemDue", "UpdateExpected", "UpdateMissed");
    }
  }

  @Test
  void aDrillOfAnEscalationClimbsUntilSomebodyTakesIt() throws Exception {
    try (Program drill = drill("escalation/production", "--within", "1m")) {
      acknowledge(awaitPage("/bob", "escalation/production"), "bob");

      assertThat(drill.awaitExit()).as(drill.out() + drill.err()).isZero();
      assertThat(drill.out())
          .startsWith("Drill to escalation/production\n")
          .contains("step 1 of production")
          .contains("step 2 of production")
          .contains("Acknowledged by bob after ");
    }
  }

  @Test
  void aDrillThatNobodyTakesHasFailed() {
    try (Program drill = drill("user/alice", "--within", "3s")) {
      assertThat(drill.awaitExit()).isEqualTo(1);
      assertThat(drill.out()).contains("Not acknowledged within 3.0 s");
    }
  }

  @Test
  void aDrillToSomebodyWhoIsNotThereHasFailedAndSaysSo() {
    try (Program drill = drill("user/mallory", "--within", "1m")) {
      assertThat(drill.awaitExit()).isEqualTo(1);
      assertThat(drill.out()).contains("Nobody could be paged");
    }
  }

  @Test
  void whomADrillIsToIsCheckedFirst() {
    try (Program drill = drill("alice")) {
      assertThat(drill.awaitExit()).isEqualTo(2);
      assertThat(drill.err()).contains("a drill should be to user/NAME");
    }
  }
}
