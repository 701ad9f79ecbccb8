package io.firebell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.standalone.kit.Eventually;
import io.firebell.standalone.kit.Program;
import io.firebell.standalone.kit.Receiver;
import io.firebell.standalone.kit.Receiver.Hook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What channels hear of maintenance from the packaged program, which is killed with -9 between one
/// piece of news and the next.
class MaintenanceIT {

  private static final String POLICY =
      """
      version: 1
      classify: [{ name: all, priority: P1 }]
      routes: [{ plan: all, groupBy: ['...'], groupWait: 0s, groupInterval: 1s }]
      plans: { all: { P1: { escalate: all }, P2: { log: true }, P3: { log: true }, P4: { log: true } } }
      escalations: { all: { steps: [{ page: channel/pages, wait: 1h }] } }
      channels:
        pages: { webhook: { url: 'RECEIVER/pages' } }
        notices: { webhook: { url: 'RECEIVER/notices' } }
      """;

  @TempDir private Path directory;

  @Test
  void eachNewsIsToldOnceHoweverOftenTheProcessIsKilled() throws IOException {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Instant end = now.plus(Duration.ofHours(3));
    try (Receiver receiver = new Receiver()) {
      write(receiver, work(now.plus(Duration.ofHours(1)), end));
      try (Program program = start()) {
        receiver.await(1, stage("planned"));
        program.kill();
      }
      // It begins earlier than was said: now.
      write(receiver, work(now.minusSeconds(1), end));
      try (Program program = start()) {
        Hook begun = receiver.await(1, stage("begun")).getFirst();
        assertThat(begun.body().at("/maintenance/match/0").asText()).isEqualTo("team=\"web\"");
        assertThat(begun.body().at("/maintenance/to").asText()).isEqualTo(end.toString());
        String alert = "{\"labels\":{\"alertname\":\"Down\",\"team\":\"web\"}}";
        assertThat(program.post("/v1/alerts", alert)).isEqualTo(202);
        Eventually.that(
            "an incident that is muted",
            () -> !program.get("/v1/incidents").path("incidents").isEmpty());
        program.kill();
      }
      write(receiver, "");
      try (Program program = start()) {
        Hook over = receiver.await(1, stage("over")).getFirst();
        assertThat(over.body().path("status").asText()).isEqualTo("resolved");
        assertThat(over.body().at("/maintenance/muted").asInt()).isEqualTo(1);
        // What still fires is told.
        receiver.await(1, hook -> hook.path().equals("/pages"));
        assertThat(program.err()).contains("maintenance told");
      }
      // What was in flight at a kill may have come twice, but under the same key.
      assertThat(receiver.hooks(hook -> hook.path().equals("/notices")))
          .extracting(hook -> hook.body().at("/maintenance/stage").asText() + " " + hook.key())
          .satisfies(told -> assertThat(told.stream().distinct()).hasSize(3));
    }
  }

  private static String work(Instant from, Instant to) {
    return """
    maintenance:
      - name: upgrade
        match: 'team="web"'
        at: { from: '%s', to: '%s', timezone: UTC }
        announce: 48h
        notify: notices
    """
        .formatted(from, to);
  }

  private static Predicate<Hook> stage(String stage) {
    return hook -> hook.body().at("/maintenance/stage").asText().equals(stage);
  }

  private void write(Receiver receiver, String maintenance) throws IOException {
    String policy = POLICY.replace("RECEIVER", receiver.url("")) + maintenance;
    Files.writeString(directory.resolve("policy.yaml"), policy);
  }

  private Program start() {
    return Program.up(
        directory.resolve("data"), "--policy", directory.resolve("policy.yaml").toString());
  }
}
