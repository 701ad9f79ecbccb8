package io.firebell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.firebell.standalone.kit.Eventually;
import io.firebell.standalone.kit.Program;
import io.firebell.standalone.kit.Receiver;
import io.firebell.standalone.kit.Receiver.Hook;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How the packaged program begins and ends.
class UpIT {

  private static final int TERMINATED = 128 + 15;
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(10);
  private static final Pattern CANARY_COUNT =
      Pattern.compile("(?m)^firebell_canary_latency_seconds_count\\S* ([2-9]|[1-9]\\d+)");

  @TempDir private Path directory;

  @Test
  void aCleanStopIsQuickAndTheNextStartResumes() throws IOException {
    Path data = directory.resolve("data");
    try (Receiver receiver = new Receiver()) {
      String policy = policy(receiver).toString();
      Hook page;
      try (Program program = Program.up(data, "--policy", policy)) {
        assertThat(program.post("/v1/alerts", alert("firing"))).isEqualTo(202);
        page = receiver.await(1, hook -> hook.event().equals("paged")).getFirst();
        anotherProcessIsTurnedAway(data);
        program.terminate();
        assertThat(program.awaitExit(STOPS_WITHIN)).isIn(0, TERMINATED);
        assertThat(program.err()).doesNotContain("Exception").doesNotContain(" ERROR ");
      }
      try (Program program = Program.up(data, "--policy", policy)) {
        JsonNode incident = program.get("/v1/incidents/" + page.incident());
        assertThat(incident.path("status").asText()).isEqualTo("triggered");
        assertThat(incident.path("alerts")).hasSize(1);
        assertThat(program.post("/v1/alerts", alert("resolved"))).isEqualTo(202);
        receiver.await(1, hook -> hook.event().equals("resolved"));
      }
      assertThat(receiver.hooks(_ -> true))
          .allMatch(hook -> hook.incident().equals(page.incident()))
          .extracting(Hook::event)
          .containsExactly("paged", "resolved");
    }
  }

  @Test
  void partitionsAreChosenOnce() {
    String data = directory.resolve("data").toString();
    startsAndStops(data);
    try (Program program = begin(data, "--partitions", "2")) {
      assertRefused(program, "topic firebell.alerts should have 2 partitions: has 1");
    }
    startsAndStops(data);
  }

  @Test
  void partitionsThatWereChosenNeedNotBeSaidAgain() {
    String data = directory.resolve("data").toString();
    startsAndStops(data, "--partitions", "3");
    startsAndStops(data);
    try (Program program = begin(data, "--partitions", "1")) {
      assertRefused(program, "topic firebell.alerts should have 1 partition: has 3");
    }
  }

  @Test
  void whatFirebellSendsItselfIsNotInItsLog() throws IOException {
    try (Receiver receiver = new Receiver();
        Program program =
            Program.up(
                directory.resolve("data"),
                "--policy",
                policy(receiver).toString(),
                "--canary",
                "1s")) {
      Eventually.that(
          "the canary has come out twice",
          () -> CANARY_COUNT.matcher(program.text("/metrics")).find());
      assertThat(program.post("/v1/alerts", alert("firing"))).isEqualTo(202);
      String incident = receiver.await(1, _ -> true).getFirst().incident();
      assertThat(program.err().lines().filter(line -> line.contains("incident changed")))
          .isNotEmpty()
          .allMatch(line -> line.contains("incident=\"" + incident + "\""));
    }
  }

  private static void startsAndStops(String data, String... more) {
    try (Program program = begin(data, more)) {
      program.awaitReady();
      program.terminate();
      assertThat(program.awaitExit()).isIn(0, TERMINATED);
    }
  }

  /// With nothing said that tests usually say.
  private static Program begin(String data, String... more) {
    Stream<String> free =
        Stream.of("--listen", "127.0.0.1:0", "--kafka-port", "0", "--registry-port", "0");
    Stream<String> arguments =
        Stream.of(Stream.of("up", "--data", data), free, Stream.of(more)).flatMap(all -> all);
    return Program.run(arguments.toArray(String[]::new));
  }

  private void anotherProcessIsTurnedAway(Path data) {
    try (Program other = Program.run("up", "--data", data.toString(), "--kafka-port", "0")) {
      assertRefused(
          other, "the data directory " + data.resolve("kafka") + " is used by another process");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--listen, 127.0.0.1:PORT, --kafka-port, 0, --registry-port, 0",
    "--kafka-port, PORT, --listen, 127.0.0.1:0, --registry-port, 0",
    "--registry-port, PORT, --listen, 127.0.0.1:0, --kafka-port, 0"
  })
  void aTakenPortIsNamedWithTheOptionThatChoosesAnother(
      String option, String address, String one, String free, String other, String free2)
      throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      String data = directory.resolve("data").toString();
      try (Program program =
          Program.run(
              "up",
              "--data",
              data,
              option,
              address.replace("PORT", port),
              one,
              free,
              other,
              free2)) {
        assertRefused(program, port + " ");
        assertThat(program.err()).contains("is taken: choose another with " + option);
      }
    }
  }

  @Test
  void anEphemeralOneLeavesNothingBehind() throws IOException {
    try (Program program =
        Program.run(
            List.of("-Djava.io.tmpdir=" + directory),
            "up",
            "--ephemeral",
            "--listen",
            "127.0.0.1:0",
            "--kafka-port",
            "0",
            "--registry-port",
            "0")) {
      program.awaitReady();
      assertThat(directory).isNotEmptyDirectory();
      program.terminate();
      program.awaitExit();
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aPolicyWithMistakesIsRefusedWithThePlaceOfEach() throws IOException {
    Path policy =
        Files.writeString(
            directory.resolve("policy.yaml"),
            """
            version: 1
            routes: [{ plan: nowhere }]
            plans:
              all: { P1: { escalate: desk }, P2: { log: true }, P3: { log: true }, P4: { log: true } }
            escalations:
              desk: { steps: [{ page: channel/nobody, wait: soon }] }
            surprise: 1
            """);
    String data = directory.resolve("data").toString();
    try (Program program = Program.run("up", "--data", data, "--policy", policy.toString())) {
      assertThat(program.awaitExit()).isEqualTo(1);
      assertThat(program.out()).isEmpty();
      assertThat(program.err().lines().toList()).first().asString().startsWith("firebell: ");
      assertThat(program.err())
          .contains(policy + ":2:18: routes[0].plan")
          .contains(policy + ":6:27: escalations.desk.steps[0].page")
          .contains(policy + ":6:49: escalations.desk.steps[0].wait")
          .contains(policy + ":7:1: surprise")
          .doesNotContain("\tat ");
    }
    assertThat(directory.resolve("data")).doesNotExist();
  }

  /// One sentence for people, and no stack trace.
  private static void assertRefused(Program program, String message) {
    assertThat(program.awaitExit()).isEqualTo(1);
    assertThat(program.out()).isEmpty();
    assertThat(program.err().strip().lines()).hasSize(1);
    assertThat(program.err()).startsWith("firebell: ").contains(message);
  }

  private Path policy(Receiver receiver) throws IOException {
    return Files.writeString(
        directory.resolve("policy.yaml"),
        """
        version: 1
        classify: [{ name: all, priority: P1 }]
        routes: [{ plan: all, groupBy: [service], groupWait: 0s, groupInterval: 1s }]
        plans:
          all: { P1: { escalate: desk }, P2: { log: true }, P3: { log: true }, P4: { log: true } }
        escalations: { desk: { steps: [{ page: channel/hook, wait: 1h }] } }
        channels: { hook: { webhook: { url: '%s' } } }
        """
            .formatted(receiver.url("/hook")));
  }

  private static String alert(String status) {
    return "{\"labels\":{\"alertname\":\"Down\",\"service\":\"db\"},\"status\":\"%s\"}"
        .formatted(status);
  }
}
