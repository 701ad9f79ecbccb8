package io.firebell.standalone;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.firebell.standalone.kit.Eventually;
import io.firebell.standalone.kit.Program;
import io.firebell.standalone.kit.Receiver;
import io.firebell.standalone.kit.Receiver.Hook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The packaged program while it runs: what people send it, good and bad.
class RunningIT {

  private static final Receiver RECEIVER = new Receiver();
  @TempDir private static Path directory;
  private static Program program;

  private final String service = UUID.randomUUID().toString();

  @BeforeAll
  static void start() throws IOException {
    program = Program.up(directory.resolve("data"), "--policy", write(policy("first")).toString());
  }

  @AfterAll
  static void stop() {
    program.close();
    RECEIVER.close();
  }

  /// @param body in Latin-1, so that it can be no UTF-8
  record Bad(String what, String path, String body) {
    @Override
    public String toString() {
      return what + " to " + path;
    }
  }

  static Stream<Bad> badBodies() {
    return Stream.of("/v1/alerts", "/api/v2/alerts")
        .flatMap(path ->
            Stream.of(
                new Bad("malformed JSON", path, "[{\"labels\":{\"alertname\":"),
                new Bad("no JSON", path, "alert!"),
                new Bad("nothing", path, ""),
                new Bad("a number", path, "42"),
                new Bad("no labels", path, "[{\"labels\":{}}]"),
                new Bad("wrong types", path, "[{\"labels\":[\"alertname\"]}]"),
                new Bad("more than 10 MB", path, " ".repeat(10 * 1024 * 1024) + "[]"),
                new Bad("invalid UTF-8", path, "[{\"labels\":{\"alertname\":\"\u00ff\u00fe\"}}]"),
                new Bad("negative time", path, withTime("\"-0001-01-01T00:00:00Z\"")),
                new Bad("time of a wrong type", path, withTime("-5")),
                new Bad("100,000 labels", path, withLabels(100_000))));
  }

  private static String withTime(String time) {
    return "[{\"labels\":{\"alertname\":\"Bad\"},\"startsAt\":%s}]".formatted(time);
  }

  private static String withLabels(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"l" + i + "\":\"v\"")
        .collect(Collectors.joining(",", "[{\"labels\":{", "}}]"));
  }

  @ParameterizedTest
  @MethodSource("badBodies")
  void badInputIsRefusedAndTheNextGoodAlertIsAccepted(Bad bad) throws IOException {
    byte[] body = bad.body().getBytes(StandardCharsets.ISO_8859_1);

    assertThat(program.post(bad.path(), body)).isBetween(400, 499);

    assertThat(program.post(bad.path(), "[" + alert("Good", "info") + "]")).isIn(200, 202);
  }

  @Test
  void theGoodPartOfABadBatchIsKept() throws IOException {
    String batch = "[{\"labels\":{}}," + alert("Down", "critical") + ",{\"labels\":7}]";

    assertThat(program.post("/api/v2/alerts", batch)).isEqualTo(400);

    assertThat(awaitPages(1)).extracting(Hook::event).containsExactly("paged");
  }

  @Test
  void twoHundredAlertsOfOneGroupAreOneIncidentAndAnotherServiceIsAnother() throws IOException {
    String batch =
        IntStream.range(0, 200)
            .mapToObj(
                i -> alert("Down", "critical").replace("{\"alert", "{\"n\":\"" + i + "\",\"alert"))
            .collect(Collectors.joining(",", "[", "]"));
    assertThat(program.post("/api/v2/alerts", batch)).isEqualTo(200);
    String other = service + "-other";
    assertThat(program.post("/v1/alerts", alert("Down", "critical").replace(service, other)))
        .isEqualTo(202);

    Hook page = awaitPages(1).getFirst();
    Hook otherPage = RECEIVER.await(1, hook -> hook.label("service").equals(other)).getFirst();
    assertThat(otherPage.incident()).isNotEqualTo(page.incident());
    Eventually.that(
        "200 alerts joined",
        () -> program.get("/v1/incidents/" + page.incident()).path("total").asInt() == 200);
    List<String> incidents = incidents(service);
    assertThat(incidents).containsExactly(page.incident());
    assertThat(awaitPages(1)).hasSize(1);
  }

  private static List<String> incidents(String service) {
    List<String> ids = new ArrayList<>();
    for (JsonNode incident : program.get("/v1/incidents?limit=10000").path("incidents")) {
      if (incident.path("labels").path("service").asText().equals(service)) {
        ids.add(incident.path("id").asText());
      }
    }
    return ids;
  }

  @Test
  void aPolicyThatIsBrokenWhileItRunsLeavesTheOldInForceUntilItIsMended() throws IOException {
    write(policy("second").replace("channel/second", "channel/nobody") + "surprise: 1\n");
    Eventually.that(
        () -> "both mistakes are told: " + program.err(),
        () ->
            program.err().contains("escalations.desk.steps[0].page")
                && program.err().contains("surprise"));
    program.post("/v1/alerts", alert("Broken", "critical"));
    assertThat(awaitPages(1).getFirst().path()).isEqualTo("/first");

    write(policy("second"));
    Eventually.that(
        () -> "the mended policy is in force: " + program.err(),
        () -> program.err().contains("policy in force") && isVersion(2));
    program.post("/v1/alerts", alert("Mended", "critical"));
    assertThat(awaitPages(2).getLast().path()).isEqualTo("/second");

    write(policy("first"));
    Eventually.that("the first policy is in force again", () -> isVersion(3));
  }

  private static boolean isVersion(int version) {
    return program.err().contains("version=\"" + version + "\"");
  }

  /// Families of Firebell's own, without what Prometheus appends for the parts of a histogram.
  private static Set<String> families(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).collect(toSet());
  }

  @Test
  void whatIsMeasuredIsScrapedAndDocumented() throws IOException {
    program.post("/v1/alerts", alert("Measured", "critical"));
    awaitPages(1);
    String delivered =
        "firebell_deliveries_total{outcome=\"delivered\",tenant=\"default\",type=\"webhook\"} ";
    Eventually.that("it is counted", () -> program.text("/metrics").contains(delivered));

    String metrics = program.text("/metrics");
    assertThat(metrics)
        .contains("firebell_delivery_latency_seconds_bucket{type=\"webhook\",le=\"0.05\"}")
        .contains("firebell_notifications_redelivered_total{type=\"webhook\"} 0.0")
        .contains("jvm_memory_used_bytes{");
    assertThat(
            families(
                Pattern.compile("\\| `(firebell\\w+)`"),
                Files.readString(Path.of("../docs/metrics.md"))))
        .containsAll(families(Pattern.compile("# TYPE (firebell\\w+)"), metrics));
  }

  private List<Hook> awaitPages(int count) {
    return RECEIVER.await(
        count, hook -> hook.label("service").equals(service) && hook.event().equals("paged"));
  }

  private static Path write(String policy) throws IOException {
    return Files.writeString(directory.resolve("policy.yaml"), policy);
  }

  private static String policy(String channel) {
    return """
    version: 1
    classify: [{ name: severity, when: 'has(labels.severity)', priority: '{{ labels.severity }}' }]
    routes: [{ plan: all, groupBy: [alertname, service], groupWait: 0s, groupInterval: 1s }]
    plans:
      all: { P1: { escalate: desk }, P2: { log: true }, P3: { log: true }, P4: { log: true } }
    escalations: { desk: { steps: [{ page: channel/%1$s, wait: 1h }] } }
    channels: { %1$s: { webhook: { url: '%2$s' } } }
    """
        .formatted(channel, RECEIVER.url("/" + channel));
  }

  private String alert(String name, String severity) {
    return "{\"labels\":{\"alertname\":\"%s\",\"service\":\"%s\",\"severity\":\"%s\"}}"
        .formatted(name, service, severity);
  }
}
