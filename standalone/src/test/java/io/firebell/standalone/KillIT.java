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
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged program, killed with -9 at bad moments.
class KillIT {

  private static final Duration WAIT = Duration.ofSeconds(12);
  private static final int SENDERS = 4;

  private final Receiver receiver = new Receiver();
  private final Set<String> accepted = ConcurrentHashMap.newKeySet();
  private final AtomicInteger sent = new AtomicInteger();
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
          - { plan: load, groupBy: [service], groupWait: 0s, groupInterval: 1h }
          - { match: ['alertname="Timed"'], plan: timed }
        plans:
          load: { P1: { escalate: load }, P2: { log: true }, P3: { log: true }, P4: { log: true } }
          timed: { P1: { escalate: timed }, P2: { log: true }, P3: { log: true }, P4: { log: true } }
        escalations:
          load: { steps: [{ page: channel/first, wait: 1h }] }
          timed:
            steps:
              - { page: channel/first, wait: 12s }
              - { page: channel/second, wait: 1s }
              - { page: channel/third, wait: 1h }
        channels:
          first: { webhook: { url: 'RECEIVER/first' } }
          second: { webhook: { url: 'RECEIVER/second' } }
          third: { webhook: { url: 'RECEIVER/third' } }
        """
            .replace("RECEIVER", receiver.url(""));
    policy = Files.writeString(directory.resolve("policy.yaml"), yaml);
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void whateverWasAcceptedPagesOnceHoweverOftenTheProcessIsKilled() throws IOException {
    for (int enough : new int[] {1, 40, 150}) {
      try (Program program = start()) {
        acceptAtLeast(enough, program);
      }
    }
    killWhileItRestores();
    try (Program program = start()) {
      Eventually.that(
          () -> "a page for each that was accepted: there is none for " + unpaged(),
          () -> unpaged().isEmpty());
      // A last one, which comes after everything that the program has taken up again.
      assertThat(program.post("/v1/alerts", alert("Load", "last"))).isEqualTo(202);
      receiver.await(1, hook -> hook.label("service").equals("last"));
      assertThat(program.get("/v1/incidents?limit=10000").path("incidents"))
          .extracting(incident -> incident.path("labels").path("service").asText())
          .doesNotHaveDuplicates()
          .containsAll(accepted);
    }
    assertThat(keysByService()).allSatisfy((_, keys) -> assertThat(keys).hasSize(1));
  }

  /// Kills the program under load, right after it has accepted so many alerts more.
  private void acceptAtLeast(int enough, Program program) {
    int goal = accepted.size() + enough;
    var senders = new Thread[SENDERS];
    for (int i = 0; i < SENDERS; i++) {
      senders[i] = Thread.ofVirtual().start(() -> sendUntilItIsGone(program));
    }
    Eventually.that(enough + " more accepted", () -> accepted.size() >= goal);
    program.kill();
    for (Thread sender : senders) {
      join(sender);
    }
  }

  private void killWhileItRestores() {
    try (Program program = Program.beginUp(data(), "--policy", policy.toString())) {
      Eventually.that(
          () -> "the state is restored: " + program.err(),
          () -> program.err().contains("state is restored from its topics"));
      program.kill();
    }
  }

  private void sendUntilItIsGone(Program program) {
    try {
      while (true) {
        String service = "s" + sent.incrementAndGet();
        if (program.post("/v1/alerts", alert("Load", service)) == 202) {
          accepted.add(service);
        }
      }
    } catch (IOException e) {
      // It has been killed: what it had not answered may or may not page.
    }
  }

  private static void join(Thread thread) {
    try {
      assertThat(thread.join(Eventually.PATIENCE)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// The services whose alert was accepted and that nobody was paged for.
  private Set<String> unpaged() {
    Set<String> unpaged = new TreeSet<>(accepted);
    unpaged.removeAll(keysByService().keySet());
    return unpaged;
  }

  /// The idempotency keys under which each service was paged for.
  private Map<String, Set<String>> keysByService() {
    return receiver.hooks(hook -> hook.event().equals("paged")).stream()
        .collect(
            Collectors.groupingBy(
                hook -> hook.label("service"), Collectors.mapping(Hook::key, Collectors.toSet())));
  }

  @Test
  void aTimerThatWasArmedBeforeTheKillPagesAfterItAndAnAcknowledgedOneDoesNot() throws IOException {
    Instant sentAt;
    String acknowledged;
    try (Program program = start()) {
      program.post("/v1/alerts", alert("Timed", "acknowledged"));
      acknowledged = receiver.await(1, at("/first")).getFirst().incident();
      assertThat(
              program.post("/v1/incidents/" + acknowledged + "/acknowledge", "{\"by\":\"alice\"}"))
          .isEqualTo(202);
      sentAt = Instant.now();
      program.post("/v1/alerts", alert("Timed", "forgotten"));
      receiver.await(1, at("/first").and(of("forgotten")));
      assertThat(receiver.hooks(at("/second"))).isEmpty();
      program.kill();
    }
    try (Program program = start()) {
      Hook second = receiver.await(1, at("/second")).getFirst();
      assertThat(second.label("service")).isEqualTo("forgotten");
      assertThat(second.at()).isAfterOrEqualTo(sentAt.plus(WAIT));

      // The step after it was armed later than any that the other incident could still have.
      receiver.await(1, at("/third"));
      assertThat(receiver.hooks(at("/second").or(at("/third"))))
          .extracting(hook -> hook.label("service"))
          .containsOnly("forgotten");
      JsonNode incident = program.get("/v1/incidents/" + acknowledged);
      assertThat(incident.path("status").asText()).isEqualTo("acknowledged");
      assertThat(incident.path("escalation").path("step").asInt()).isEqualTo(1);
    }
    // What was in flight at the kill may have come twice, but under the same key.
    assertThat(keysByService().get("acknowledged")).hasSize(1);
    assertThat(keysByService().get("forgotten")).hasSize(3);
  }

  private static Predicate<Hook> at(String path) {
    return hook -> hook.path().equals(path) && hook.event().equals("paged");
  }

  private static Predicate<Hook> of(String service) {
    return hook -> hook.label("service").equals(service);
  }

  private Program start() {
    return Program.up(data(), "--policy", policy.toString());
  }

  private Path data() {
    return directory.resolve("data");
  }

  private static String alert(String name, String service) {
    return "{\"labels\":{\"alertname\":\"%s\",\"service\":\"%s\"}}".formatted(name, service);
  }
}
