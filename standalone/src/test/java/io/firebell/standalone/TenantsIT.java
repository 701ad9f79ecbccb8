package io.firebell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.firebell.notifier.NotifierConfig;
import io.firebell.standalone.kit.Eventually;
import io.firebell.standalone.kit.Program;
import io.firebell.standalone.kit.Receiver;
import io.firebell.standalone.kit.Receiver.Hook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Teams that share a Firebell, on a real broker.
class TenantsIT {

  private static final int BURST = 100;
  private static final int BATCH = 20;
  private static final int HANGING = 500;

  /// Of the pages by webhook that may be on their way, a tenant has half at the most.
  private static final int SHARE = NotifierConfig.DEFAULT_MAX_IN_FLIGHT / 2 / 2;

  private static final String SILENCE =
      """
      {
        "matchers": [{ "name": "alertname", "value": "Quiet", "isRegex": false }],
        "startsAt": "2026-01-01T00:00:00Z",
        "endsAt": "9998-01-01T00:00:00Z",
        "createdBy": "carol",
        "comment": "work"
      }
      """;

  private static final Receiver RECEIVER = new Receiver();
  @TempDir private static Path directory;
  private static Program program;

  @BeforeAll
  static void start() throws IOException {
    program =
        Program.up(
            directory.resolve("data"),
            "--policy",
            policy("default").toString(),
            "--tenant",
            "acme=" + policy("acme"),
            "--tenant",
            "beta=" + policy("beta"),
            "--tenant",
            "flood=" + policy("flood"),
            "--quota",
            "flood=" + BATCH + ":" + BURST);
  }

  @AfterAll
  static void stop() {
    program.close();
    RECEIVER.close();
  }

  /// Every alert is an incident, and pages at once.
  private static Path policy(String tenant) throws IOException {
    String yaml =
        """
        version: 1
        routes: [{ plan: all, groupBy: ['...'], groupWait: 0s, groupInterval: 1s }]
        plans: { all: { P1: { escalate: all }, P2: { escalate: all }, P3: { escalate: all }, P4: { escalate: all } } }
        escalations: { all: { steps: [{ page: channel/hook, wait: 1h }] } }
        channels: { hook: { webhook: { url: 'RECEIVER/TENANT' } } }
        """
            .replace("RECEIVER", RECEIVER.url(""))
            .replace("TENANT", tenant);
    return Files.writeString(directory.resolve(tenant + ".yaml"), yaml);
  }

  private static String alert(String name) {
    return "{\"labels\":{\"alertname\":\"%s\"}}".formatted(name);
  }

  private static List<Hook> pages(String name) {
    return RECEIVER.hooks(hook -> hook.label("alertname").equals(name));
  }

  private static Hook awaitPage(String name) {
    return RECEIVER.await(1, hook -> hook.label("alertname").equals(name)).getFirst();
  }

  @Test
  void eachTenantIsPagedForItsOwnAlertsByItsOwnPolicy() throws IOException {
    assertThat(program.post("/t/acme/v1/alerts", alert("Own"))).isEqualTo(202);
    assertThat(program.post("/t/beta/api/v2/alerts", "[" + alert("Own") + "]")).isEqualTo(200);
    assertThat(program.post("/v1/alerts", alert("Own"))).isEqualTo(202);

    List<Hook> pages = RECEIVER.await(3, hook -> hook.label("alertname").equals("Own"));

    assertThat(pages)
        .extracting(Hook::path)
        .containsExactlyInAnyOrder("/acme", "/beta", "/default");
    assertThat(pages).extracting(Hook::incident).doesNotHaveDuplicates();
    assertThat(pages)
        .extracting(page -> page.body().path("externalURL").asText())
        .containsExactlyInAnyOrder(
            program.url() + "/t/acme", program.url() + "/t/beta", program.url());
  }

  @Test
  void nobodySeesOrTouchesWhatIsAnothers() throws IOException {
    program.post("/t/acme/v1/alerts", alert("Private"));
    String id = awaitPage("Private").incident();
    assertThat(program.post("/t/acme/api/v2/silences", SILENCE)).isEqualTo(200);

    assertThat(program.get("/t/acme/v1/incidents/" + id).path("id").asText()).isEqualTo(id);
    for (String other : List.of("", "/t/beta")) {
      assertThat(program.get(other + "/v1/incidents/" + id).path("code").asInt()).isEqualTo(404);
      assertThat(program.post(other + "/v1/incidents/" + id + "/resolve", "{\"by\":\"eve\"}"))
          .isEqualTo(404);
      assertThat(ids(other)).doesNotContain(id);
      assertThat(program.get(other + "/api/v2/silences")).isEmpty();
    }
    String silence = program.get("/t/acme/api/v2/silences").path(0).path("id").asText();
    assertThat(program.get("/t/acme/api/v2/silence/" + silence).path("createdBy").asText())
        .isEqualTo("carol");
    assertThat(program.get("/t/beta/api/v2/silence/" + silence).asText())
        .isEqualTo("silence not found");
    assertThat(
            program.post(
                "/t/beta/api/v2/silences",
                SILENCE.replaceFirst("\\{", "{\"id\":\"" + silence + "\",")))
        .isEqualTo(404);

    program.post("/t/acme/v1/alerts", alert("Quiet"));
    program.post("/t/beta/v1/alerts", alert("Quiet"));
    assertThat(awaitPage("Quiet").path()).isEqualTo("/beta");
    Eventually.that(
        "it is muted with acme",
        () -> program.get("/t/acme/v1/incidents").toString().contains("Quiet"));
    assertThat(pages("Quiet")).extracting(Hook::path).containsExactly("/beta");
  }

  @Test
  void nothingIsTakenForATenantThatThereIsNot() throws IOException {
    assertThat(program.post("/t/gamma/v1/alerts", alert("Lost"))).isEqualTo(404);
    assertThat(program.post("/t/gamma/v1/heartbeats/backup", "")).isEqualTo(404);
    assertThat(program.get("/t/gamma/v1/incidents").path("message").asText())
        .isEqualTo(
            "there is no tenant gamma, since it has no policy:"
                + " give it one with firebell up --tenant gamma=FILE");
  }

  @Test
  void whatATenantExpectsToHearOfIsExpectedFromTheBeginning() throws IOException {
    String heartbeats = "heartbeats: { backup: { every: 2s, priority: P1 } }\n";
    Files.writeString(
        directory.resolve("beta.yaml"), Files.readString(policy("beta")) + heartbeats);
    assertThat(program.post("/t/beta/-/reload", "")).isEqualTo(200);
    assertThat(program.post("/t/acme/-/reload", "")).isEqualTo(200);

    Hook missing = RECEIVER.await(1, hook -> hook.label("heartbeat").equals("backup")).getFirst();
    assertThat(missing.path()).isEqualTo("/beta");
    assertThat(program.post("/t/beta/v1/heartbeats/backup", "")).isEqualTo(202);
    policy("beta");
    assertThat(program.post("/t/beta/-/reload", "")).isEqualTo(200);
  }

  /// The flood goes on until the other tenant has been paged: it is held up by nothing but its
  /// quota.
  @Test
  void whoFloodsIsRefusedBeyondItsQuotaAndDelaysNobody() throws IOException {
    Instant begun = Instant.now();
    Set<String> accepted = new HashSet<>();
    int refused = 0;
    int sent = 0;
    while (refused == 0 || pages("Urgent").isEmpty()) {
      int from = sent;
      List<String> names = IntStream.range(from, from + BATCH).mapToObj(i -> "Flood" + i).toList();
      String batch =
          names.stream().map(TenantsIT::alert).collect(Collectors.joining(",", "[", "]"));
      int status = program.post("/t/flood/v1/alerts", batch);
      assertThat(status).isIn(202, 429);
      sent += BATCH;
      if (status == 202) {
        accepted.addAll(names);
      } else if (refused++ == 0) {
        assertThat(program.post("/t/acme/v1/alerts", alert("Urgent"))).isEqualTo(202);
      }
      assertThat(begun).as("paged in time").isAfter(Instant.now().minus(Eventually.PATIENCE));
    }

    assertThat(pages("Urgent")).extracting(Hook::path).containsExactly("/acme");
    assertThat(accepted).hasSizeGreaterThanOrEqualTo(BURST);
    assertThat(refused).isPositive();
    List<Hook> flooded =
        RECEIVER.await(accepted.size(), hook -> hook.label("alertname").startsWith("Flood"));
    assertThat(flooded).extracting(Hook::path).containsOnly("/flood");
    assertThat(flooded)
        .extracting(hook -> hook.label("alertname"))
        .containsExactlyInAnyOrderElementsOf(accepted);
  }

  /// Nobody at acme's gets an answer. What is on its way to it is its share, and no more, so there
  /// is room for beta's page; and nothing of acme's is lost.
  @Test
  void whoseReceiverHangsHoldsUpNobodyElse() throws IOException {
    RECEIVER.hold("/acme");
    try {
      List<String> names = IntStream.range(0, HANGING).mapToObj(i -> "Hangs" + i).toList();
      String batch =
          names.stream().map(TenantsIT::alert).collect(Collectors.joining(",", "[", "]"));
      assertThat(program.post("/t/acme/v1/alerts", batch)).isEqualTo(202);
      RECEIVER.await(1, hook -> hook.label("alertname").startsWith("Hangs"));
      assertThat(program.post("/t/beta/v1/alerts", alert("Meanwhile"))).isEqualTo(202);

      Hook page = awaitPage("Meanwhile");

      assertThat(page.path()).isEqualTo("/beta");
      List<Hook> before = RECEIVER.hooks(_ -> true);
      assertThat(before.subList(0, before.indexOf(page)))
          .filteredOn(hook -> hook.label("alertname").startsWith("Hangs"))
          .hasSizeLessThanOrEqualTo(SHARE);
    } finally {
      RECEIVER.release("/acme");
    }
    Eventually.that(
        "every page of acme's",
        () ->
            RECEIVER.hooks(hook -> hook.label("alertname").startsWith("Hangs")).stream()
                    .map(hook -> hook.label("alertname"))
                    .distinct()
                    .count()
                == HANGING);
  }

  /// Its policy is on the topic and its deadline in the store, so it needs not be named again.
  @Test
  void aTenantAndWhatIsDueOfItSurviveAKill() throws IOException {
    Path data = directory.resolve("killed");
    Path policy = policy("late");
    Files.writeString(policy, Files.readString(policy).replace("groupWait: 0s", "groupWait: 5s"));
    try (Program first = Program.up(data, "--tenant", "late=" + policy)) {
      assertThat(first.post("/t/late/v1/alerts", alert("Late"))).isEqualTo(202);
      Eventually.that(
          "there is an incident",
          () -> !first.get("/t/late/v1/incidents").path("incidents").isEmpty());
      first.kill();
    }
    try (Program second = Program.up(data)) {
      assertThat(awaitPage("Late").path()).isEqualTo("/late");
      assertThat(second.post("/t/late/v1/alerts", alert("Later"))).isEqualTo(202);
      assertThat(second.post("/t/late/-/reload", "")).isEqualTo(409);
    }
  }

  private static Set<String> ids(String path) {
    JsonNode incidents = program.get(path + "/v1/incidents?limit=10000").path("incidents");
    return StreamSupport.stream(incidents.spliterator(), false)
        .map(one -> one.path("id").asText())
        .collect(Collectors.toSet());
  }
}
