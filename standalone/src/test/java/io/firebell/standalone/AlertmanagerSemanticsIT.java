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
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an `alertmanager.yml` says of who hears what and when, from the file to the receiver on the
/// packaged program, and that it is so no more when the file says so no more.
///
/// Alerts go by their label `kind`; `n` keeps those of a kind apart.
class AlertmanagerSemanticsIT {

  private static final String CONFIGURATION =
      """
      route:
        receiver: everybody
        group_by: [alertname, kind, n]
        group_wait: 500ms
        group_interval: 1s
        routes:
          - { matchers: [kind="twice"], receiver: first, continue: true } # twice
          - { matchers: [kind="twice"], receiver: second }
          - { matchers: [kind="night"], receiver: night, mute_time_intervals: [always] }
          - { matchers: [kind="day"], receiver: day, active_time_intervals: [long ago] }
          - { matchers: [kind="ends"], receiver: hears the end, continue: true }
          - { matchers: [kind="ends"], receiver: hears no end }
      time_intervals:
        - { name: always, time_intervals: [{ times: [{ start_time: '00:00', end_time: '24:00' }] }] }
        - { name: long ago, time_intervals: [{ years: ['2000'] }] }
      inhibit_rules:
        - { source_matchers: [kind="source"], target_matchers: [kind="target"], equal: [n] }
      receivers:
        - { name: everybody, webhook_configs: [{ url: 'HOOKS/everybody' }] }
        - { name: first, webhook_configs: [{ url: 'HOOKS/first' }] }
        - { name: second, webhook_configs: [{ url: 'HOOKS/second' }] }
        - { name: night, webhook_configs: [{ url: 'HOOKS/night' }] }
        - { name: day, webhook_configs: [{ url: 'HOOKS/day' }] }
        - { name: hears the end, webhook_configs: [{ url: 'HOOKS/end', send_resolved: true }] }
        - { name: hears no end, webhook_configs: [{ url: 'HOOKS/no-end', send_resolved: false }] }
      """;

  /// The same routes and receivers, which nothing holds back any more.
  private static final String LIFTED =
      CONFIGURATION
          .replace(", continue: true } # twice", " }")
          .replace(", mute_time_intervals: [always]", "")
          .replace(", active_time_intervals: [long ago]", "")
          .replace("target_matchers: [kind=\"target\"]", "target_matchers: [kind=\"nothing\"]")
          .replace("send_resolved: false", "send_resolved: true");

  private final Receiver receiver = new Receiver();
  @TempDir private Path directory;
  private Program program;

  @BeforeEach
  void start() throws IOException {
    write(CONFIGURATION);
    program =
        Program.up(
            directory.resolve("data"),
            "--alertmanager-config",
            directory.resolve("alertmanager.yml").toString());
  }

  @AfterEach
  void stop() {
    program.close();
    receiver.close();
  }

  @Test
  void whoHearsWhatIsAsTheFileSaysAndAnotherAfterAReload() throws IOException {
    // continue
    fires("twice", 1);
    receiver.await(1, told("/first", 1));
    receiver.await(1, told("/second", 1));

    // mute_time_intervals, active_time_intervals
    fires("night", 1);
    fires("day", 1);
    awaitFact("night", 1, "GroupHeld");
    awaitFact("day", 1, "GroupHeld");

    // inhibit_rules
    fires("source", 1);
    receiver.await(1, told("/everybody", 1).and(kind("source")));
    fires("target", 1);
    fires("target", 2);
    receiver.await(1, told("/everybody", 2).and(kind("target")));
    Eventually.that("a muted target", () -> incident("target", 1).path("muted").asInt() == 1);

    // send_resolved
    fires("ends", 1);
    receiver.await(1, told("/end", 1));
    receiver.await(1, told("/no-end", 1));
    resolves("ends", 1);
    receiver.await(1, told("/end", 1).and(status("resolved")));

    // What comes later than anything that should not have come.
    fires("marker", 1);
    receiver.await(1, told("/everybody", 1).and(kind("marker")));
    assertThat(receiver.hooks(told("/night", 1).or(told("/day", 1)))).isEmpty();
    assertThat(receiver.hooks(told("/everybody", 1).and(kind("target").or(kind("twice")))))
        .isEmpty();
    assertThat(receiver.hooks(told("/no-end", 1).and(status("resolved")))).isEmpty();

    write(LIFTED);
    assertThat(program.post("/-/reload", "")).isEqualTo(200);
    // What was inhibited and fires on is told when no rule inhibits it.
    receiver.await(1, told("/everybody", 1).and(kind("target")));
    fires("night", 3);
    fires("day", 3);
    receiver.await(1, told("/night", 3));
    receiver.await(1, told("/day", 3));
    fires("ends", 3);
    receiver.await(1, told("/no-end", 3));
    resolves("ends", 3);
    receiver.await(1, told("/no-end", 3).and(status("resolved")));
    fires("twice", 3);
    receiver.await(1, told("/first", 3));
    fires("marker", 3);
    receiver.await(1, told("/everybody", 3).and(kind("marker")));
    assertThat(receiver.hooks(told("/second", 3))).isEmpty();
  }

  private static Predicate<Hook> told(String path, int n) {
    return hook -> hook.path().equals(path) && hook.label("n").equals(String.valueOf(n));
  }

  private static Predicate<Hook> kind(String kind) {
    return hook -> hook.label("kind").equals(kind);
  }

  private static Predicate<Hook> status(String status) {
    return hook -> hook.body().path("status").asText().equals(status);
  }

  private void fires(String kind, int n) throws IOException {
    post(kind, n, "");
  }

  private void resolves(String kind, int n) throws IOException {
    post(kind, n, ",\"endsAt\":\"" + Instant.now() + "\"");
  }

  private void post(String kind, int n, String more) throws IOException {
    String alert =
        "[{\"labels\":{\"alertname\":\"A\",\"kind\":\"%s\",\"n\":\"%d\"}%s}]"
            .formatted(kind, n, more);
    assertThat(program.post("/api/v2/alerts", alert)).isEqualTo(200);
  }

  private void awaitFact(String kind, int n, String fact) {
    Eventually.that(
        () -> fact + " of " + kind + " " + n + ": " + program.get("/v1/incidents"),
        () -> facts(incident(kind, n).path("id").asText()).contains(fact));
  }

  private List<String> facts(String incident) {
    return incident.isEmpty()
        ? List.of()
        : stream(program.get("/v1/incidents/" + incident + "/timeline").path("timeline"))
            .map(fact -> fact.path("fact").asText())
            .toList();
  }

  /// The incident of an alert, or what has nothing in it.
  private JsonNode incident(String kind, int n) {
    JsonNode incidents = program.get("/v1/incidents").path("incidents");
    Optional<JsonNode> found =
        stream(incidents)
            .filter(one -> one.at("/labels/kind").asText().equals(kind))
            .filter(one -> one.at("/labels/n").asText().equals(String.valueOf(n)))
            .findFirst();
    return found.orElseGet(() -> incidents.path("none"));
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private void write(String text) throws IOException {
    Files.writeString(
        directory.resolve("alertmanager.yml"), text.replace("HOOKS", receiver.url("")));
  }
}
