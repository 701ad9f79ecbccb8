package io.firebell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.firebell.standalone.kit.Eventually;
import io.firebell.standalone.kit.Program;
import io.firebell.standalone.kit.Receiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What mutes alerts, on a real broker, in a process that is killed in between.
class MutedIT {

  private static final int HOSTS = 20;

  private final Receiver receiver = new Receiver();
  @TempDir private Path directory;
  private Path policy;

  @BeforeEach
  void writePolicy() throws IOException {
    String yaml =
        """
        version: 1
        resolveTimeout: 1h
        classify: [{ name: all, priority: P1 }]
        routes:
          - { plan: all, groupBy: [alertname, host], groupWait: 0s, groupInterval: 1s }
        plans: { all: { P1: { escalate: all }, P2: { log: true }, P3: { log: true }, P4: { log: true } } }
        escalations: { all: { steps: [{ page: channel/hook, wait: 1h }] } }
        channels: { hook: { webhook: { url: 'RECEIVER/hook' } } }
        inhibit: [{ source: 'alertname="ClusterDown"', target: 'alertname="HostDown"', equal: [cluster] }]
        """
            .replace("RECEIVER", receiver.url(""));
    policy = Files.writeString(directory.resolve("policy.yaml"), yaml);
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void aSilenceOutlivesAKillAndWhatStillFiresPagesWhenSomebodyEndsIt() throws IOException {
    String id;
    try (Program program = start()) {
      id = silence(program, "add", "host=~a|b", "--for", "1h", "--comment", "moving");
      fire(program, "Disk", "a");
      fire(program, "Disk", "c");
      receiver.await(1, hook -> hook.label("host").equals("c"));
      Eventually.that("a muted incident", () -> muted(program) == 1);
      program.kill();
    }
    try (Program program = start()) {
      fire(program, "Disk", "b");
      fire(program, "Disk", "d");
      receiver.await(1, hook -> hook.label("host").equals("d"));
      Eventually.that("another muted incident", () -> muted(program) == 2);
      assertThat(silence(program, "list")).contains(id).contains("active").contains("moving");
      assertThat(receiver.hooks(hook -> hook.label("host").matches("a|b"))).isEmpty();
      JsonNode alert = incident(program, "b").path("alerts").path(0);
      assertThat(alert.path("mutes").path(0).path("reference").asText()).isEqualTo(id);

      silence(program, "expire", id);
      receiver.await(1, hook -> hook.label("host").equals("a"));
      receiver.await(1, hook -> hook.label("host").equals("b"));
      assertThat(silence(program, "list")).isEqualTo("no silences");
      assertThat(silence(program, "list", "--expired")).contains(id);
    }
    // What was on its way when the process was killed may come again, with the same key.
    assertThat(receiver.hooks(hook -> hook.event().equals("paged")))
        .extracting(Receiver.Hook::key)
        .matches(keys -> keys.stream().distinct().count() == 4);
  }

  @Test
  void aSourceInhibitsOnEveryPartitionUntilItEndsAlsoAfterAKill() throws IOException {
    try (Program program = start()) {
      fire(program, "ClusterDown", "switch");
      receiver.await(1, hook -> hook.label("alertname").equals("ClusterDown"));
      // A source is heard of everywhere a moment after it has paged.
      Eventually.that(
          "an inhibition",
          () -> {
            String host = "first-" + System.nanoTime();
            fire(program, "HostDown", host);
            return isMuted(program, host);
          });
      program.kill();
    }
    receiver.await(1, hook -> hook.label("alertname").equals("ClusterDown"));
    try (Program program = start()) {
      for (int host = 0; host < HOSTS; host++) {
        fire(program, "HostDown", "h" + host);
      }
      Eventually.that("all muted", () -> muted(program) >= HOSTS);
      // One of the first may come again, if it was on its way when the process was killed.
      assertThat(receiver.hooks(hook -> hook.label("host").matches("h\\d+"))).isEmpty();
      assertThat(
              program.post(
                  "/v1/alerts",
                  "{\"labels\":{\"alertname\":\"ClusterDown\",\"host\":\"switch\",\"cluster\":\"eu\"},"
                      + "\"status\":\"resolved\"}"))
          .isEqualTo(202);
      for (String host : IntStream.range(0, HOSTS).mapToObj(i -> "h" + i).toList()) {
        receiver.await(1, hook -> hook.label("host").equals(host));
      }
    }
  }

  @Test
  void aSourceInhibitsWhatComesAfterItInTheSameRequest() throws IOException {
    // On one partition, as where nobody has asked for more.
    try (Program program =
        Program.up(directory.resolve("data"), "--policy", policy.toString(), "--partitions", "1")) {
      String alerts =
          """
          [ { "labels": { "alertname": "ClusterDown", "host": "switch", "cluster": "eu" } },
            { "labels": { "alertname": "HostDown", "host": "a", "cluster": "eu" } },
            { "labels": { "alertname": "HostDown", "host": "b", "cluster": "us" } } ]
          """;
      assertThat(program.post("/api/v2/alerts", alerts)).isEqualTo(200);
      receiver.await(1, hook -> hook.label("alertname").equals("ClusterDown"));
      receiver.await(1, hook -> hook.label("host").equals("b"));
      assertThat(isMuted(program, "a")).isTrue();
      // What comes later than what should not have come.
      fire(program, "Disk", "c");
      receiver.await(1, hook -> hook.label("host").equals("c"));
      assertThat(receiver.hooks(hook -> hook.label("host").equals("a"))).isEmpty();
    }
  }

  private Program start() {
    return Program.up(directory.resolve("data"), "--policy", policy.toString());
  }

  private static void fire(Program program, String name, String host) {
    String labels =
        "{\"alertname\":\"%s\",\"host\":\"%s\",\"cluster\":\"eu\"}".formatted(name, host);
    try {
      assertThat(program.post("/v1/alerts", "{\"labels\":" + labels + "}")).isEqualTo(202);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String silence(Program program, String... words) {
    List<String> arguments = new ArrayList<>(List.of("silence"));
    arguments.addAll(List.of(words));
    arguments.addAll(List.of("--url", program.url()));
    try (Program command = Program.run(arguments.toArray(String[]::new))) {
      assertThat(command.awaitExit()).as(command.out() + command.err()).isZero();
      return command.out().strip();
    }
  }

  private static long muted(Program program) {
    return incidents(program).stream().filter(one -> one.path("muted").asInt() > 0).count();
  }

  private static boolean isMuted(Program program, String host) {
    Eventually.that(
        "an incident of " + host,
        () -> incidents(program).stream().anyMatch(one -> isOf(host, one)));
    return incidents(program).stream()
        .anyMatch(one -> isOf(host, one) && one.path("muted").asInt() > 0);
  }

  private static JsonNode incident(Program program, String host) {
    String id =
        incidents(program).stream()
            .filter(one -> isOf(host, one))
            .map(one -> one.path("id").asText())
            .findAny()
            .orElseThrow();
    return program.get("/v1/incidents/" + id);
  }

  private static boolean isOf(String host, JsonNode incident) {
    return incident.path("labels").path("host").asText().equals(host);
  }

  private static List<JsonNode> incidents(Program program) {
    JsonNode all = program.get("/v1/incidents?limit=10000").path("incidents");
    return StreamSupport.stream(all.spliterator(), false).toList();
  }
}
