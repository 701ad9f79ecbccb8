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
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Everything that people are told of, told in the words of a policy by the packaged program.
class TemplatesIT {

  private static final String POLICY =
      """
      version: 1
      priorities:
        P1: { name: Critical, update: 2s, postmortem: 2s }
        P2: { name: High }
        P3: { name: Medium }
        P4: { name: Low }
      classify: [{ name: all, priority: P1 }]
      routes: [{ plan: all, groupBy: [alertname], groupWait: 0s, groupInterval: 1s }]
      plans: { all: { P1: { notify: [notices, screen], escalate: all }, P2: { log: true }, P3: { log: true }, P4: { log: true } } }
      escalations: { all: { steps: [{ page: user/alice, wait: 1h }] } }
      users: { alice: { webhook: 'RECEIVER/alice' } }
      providers: { webhook: { templates: { default: news } } }
      channels:
        notices: { webhook: { url: 'RECEIVER/notices' } }
        screen: { terminal: { templates: { reminded: late, default: line } } }
      templates:
        news: { body: '{ "event": "{{ event }}", "news": "{{ news }}", "onCall": {{ json onCall }} }' }
        line: { text: 'SAID {{ event }}' }
        late: { text: 'LATE {{ event }}' }
      maintenance:
        - name: upgrade
          match: 'team="web"'
          at: { from: 'FROM', to: 'TO', timezone: UTC }
          announce: 48h
          notify: [notices, screen]
      """;

  @TempDir private Path directory;

  @Test
  void everyEventIsToldInTheWordsOfItsTemplate() throws IOException {
    Instant from = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofHours(1));
    try (Receiver receiver = new Receiver()) {
      Path policy = directory.resolve("policy.yaml");
      Files.writeString(
          policy,
          POLICY
              .replace("RECEIVER", receiver.url(""))
              .replace("FROM", from.toString())
              .replace("TO", from.plus(Duration.ofHours(1)).toString()));
      try (Program program = Program.up(directory.resolve("data"), "--policy", policy.toString())) {
        receiver.await(1, told("/notices", "maintenance"));
        assertThat(program.post("/v1/alerts", alert("a"))).isEqualTo(202);
        receiver.await(1, told("/notices", "opened"));
        Hook page = receiver.await(1, told("/alice", "paged")).getFirst();
        assertThat(page.body().path("news").asText()).startsWith("Page: step 1 of all");
        assertThat(page.body().path("onCall").toString()).isEqualTo("[\"alice\"]");
        assertThat(program.post("/v1/alerts", alert("b"))).isEqualTo(202);
        receiver.await(1, told("/notices", "updated"));
        receiver.await(1, told("/alice", "updateOverdue"));

        String incident =
            "/v1/incidents/" + program.get("/v1/incidents").at("/incidents/0/id").asText();
        assertThat(program.post(incident + "/acknowledge", "{\"by\":\"alice\"}")).isEqualTo(202);
        printed(program, "SAID acknowledged");
        assertThat(
                program.post(incident + "/status", "{\"by\":\"alice\",\"status\":\"mitigating\"}"))
            .isEqualTo(202);
        receiver.await(1, told("/notices", "reported"));
        assertThat(program.post(incident + "/resolve", "{\"by\":\"alice\"}")).isEqualTo(202);
        receiver.await(1, told("/notices", "resolved"));
        receiver.await(1, told("/alice", "postmortemDue"));

        for (String event : List.of("maintenance", "opened", "updated", "reported", "resolved")) {
          printed(program, "SAID " + event);
        }
        printed(program, "LATE updateOverdue");
        printed(program, "LATE postmortemDue");
      }
    }
  }

  private static void printed(Program program, String line) {
    Eventually.that(
        () -> line + " printed: was " + program.out(), () -> program.out().contains(" " + line));
  }

  private static Predicate<Hook> told(String path, String event) {
    return hook -> hook.path().equals(path) && hook.body().path("event").asText().equals(event);
  }

  private static String alert(String instance) {
    return "{\"labels\":{\"alertname\":\"Down\",\"instance\":\"%s\"}}".formatted(instance);
  }
}
