package io.firebell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firebell.standalone.kit.Eventually;
import io.firebell.standalone.kit.Program;
import io.firebell.standalone.kit.Receiver;
import io.firebell.standalone.kit.Receiver.Hook;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged program with an `alertmanager.yml` as it is.
class AlertmanagerConfigIT {

  private static final String CONFIGURATION =
      """
      global:
        slack_api_url: SLACK/services/T0/B0/slack-secret
      route:
        receiver: 'Everybody else'
        group_by: [alertname]
        group_wait: 100ms
        group_interval: 1s
        routes:
          - matchers: [team="database"]
            receiver: database
            group_by: [alertname, cluster]
      receivers:
        - name: 'Everybody else'
          webhook_configs: [{ url: 'HOOKS/all?token=query-secret' }]
        - name: database
          webhook_configs: [{ url: 'HOOKS/database' }]
          slack_configs: [{ channel: '#database', title: '{{ .GroupLabels.alertname }}' }]
      """;

  private final Receiver receiver = new Receiver();
  private final String name = UUID.randomUUID().toString();
  @TempDir private Path directory;
  private Path file;
  private Program program;

  @BeforeEach
  void start() throws IOException {
    file = write(CONFIGURATION);
    program = Program.up(directory.resolve("data"), "--alertmanager-config", file.toString());
  }

  @AfterEach
  void stop() {
    program.close();
    receiver.close();
  }

  private Path write(String text) throws IOException {
    String hooks = receiver.url("");
    return Files.writeString(
        directory.resolve("alertmanager.yml"),
        text.replace("HOOKS", hooks).replace("SLACK", hooks));
  }

  @Test
  void receiversGetWhatAlertmanagerWouldSend() throws IOException {
    post("database", "firing");
    Hook hook = receiver.await(1, one -> one.path().equals("/database")).getFirst();

    assertThat(hook.body().path("version").asText()).isEqualTo("4");
    assertThat(hook.body().path("receiver").asText()).isEqualTo("database");
    assertThat(hook.body().path("status").asText()).isEqualTo("firing");
    assertThat(hook.body().path("groupKey").asText())
        .isEqualTo("{}/{team=\"database\"}:{alertname=\"%s\", cluster=\"c1\"}".formatted(name));
    assertThat(hook.body().path("groupLabels"))
        .hasToString("{\"alertname\":\"" + name + "\",\"cluster\":\"c1\"}");
    assertThat(hook.body().path("alerts").path(0).path("labels").path("team").asText())
        .isEqualTo("database");

    Hook slack = receiver.await(1, one -> one.path().endsWith("slack-secret")).getFirst();
    assertThat(slack.body().path("channel").asText()).isEqualTo("#database");
    assertThat(slack.body().path("text").asText()).contains(name);

    post("database", "resolved");
    receiver.await(
        1,
        one ->
            one.path().equals("/database")
                && one.body().path("status").asText().equals("resolved"));
    assertThat(receiver.hooks(one -> one.path().equals("/all"))).isEmpty();
  }

  @Test
  void whatIsSecretIsOnNoTopicAndInNoLog() throws IOException {
    post("database", "firing");
    post("web", "firing");
    receiver.await(1, one -> one.path().equals("/all"));
    receiver.await(1, one -> one.path().endsWith("slack-secret"));

    List<String> records = policies();
    assertThat(records).isNotEmpty();
    assertThat(String.join("\n", records))
        .contains("${alertmanager:global/slack_api_url}")
        .doesNotContain("slack-secret", "query-secret");
    assertThat(program.out() + program.err())
        .contains("slack_configs[0].title: how a message looks is not taken over")
        .doesNotContain("slack-secret", "query-secret");
  }

  @Test
  void theFileIsFollowedAndItsMistakesAreTheAnswer() throws Exception {
    write(CONFIGURATION.replace("receiver: database\n", "receiver: nobody\n"));
    HttpResponse<String> refused = reload();
    assertThat(refused.statusCode()).isEqualTo(422);
    JsonNode answer = new ObjectMapper().readTree(refused.body());
    assertThat(answer.path("message").asText()).startsWith("the Alertmanager configuration");
    assertThat(answer.path("errors").path(0).asText())
        .isEqualTo(
            "10:17: route.routes[0].receiver: should name a receiver of this configuration: there"
                + " is none of this name");

    write(CONFIGURATION.replace("team=\"database\"", "team=\"db\""));
    assertThat(reload().statusCode()).isEqualTo(200);
    post("database", "firing");
    Hook hook = receiver.await(1, one -> one.path().equals("/all")).getFirst();
    assertThat(hook.body().path("receiver").asText()).isEqualTo("Everybody else");

    // Also when nobody says so, and also when only a secret is another.
    write(CONFIGURATION.replace("B0/slack-secret", "B1/a-new-one"));
    Eventually.that(
        "Slack is told by the new webhook",
        () -> {
          try {
            post("database", "firing");
          } catch (IOException e) {
            throw new AssertionError(e);
          }
          return !receiver.hooks(one -> one.path().endsWith("B1/a-new-one")).isEmpty();
        });
  }

  @Test
  void afterARestartThereIsNothingNewInForce() throws Exception {
    long before = policyVersion();
    program.kill();
    program.close();
    program = Program.up(directory.resolve("data"), "--alertmanager-config", file.toString());
    assertThat(policyVersion()).isEqualTo(before);
    post("web", "firing");
    receiver.await(1, one -> one.path().equals("/all"));
  }

  private long policyVersion() throws Exception {
    return new ObjectMapper().readTree(reload().body()).path("policyVersion").asLong();
  }

  private void post(String team, String status) throws IOException {
    String endsAt = status.equals("resolved") ? ",\"endsAt\":\"" + Instant.now() + "\"" : "";
    String alert =
        "[{\"labels\":{\"alertname\":\"%s\",\"team\":\"%s\",\"cluster\":\"c1\"}%s}]"
            .formatted(name, team, endsAt);
    assertThat(program.post("/api/v2/alerts", alert)).isEqualTo(200);
  }

  private HttpResponse<String> reload() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(URI.create(program.url() + "/-/reload"))
              .POST(BodyPublishers.noBody())
              .build(),
          BodyHandlers.ofString());
    }
  }

  /// Every record of the topic of policies, as it is.
  private List<String> policies() {
    Map<String, Object> config = Map.of("bootstrap.servers", program.kafka());
    List<TopicPartition> partitions;
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
      partitions =
          consumer.partitionsFor("firebell.policies").stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      List<String> records = new ArrayList<>();
      Eventually.that(
          "every policy is read",
          () -> {
            consumer
                .poll(Duration.ofMillis(100))
                .forEach(record -> records.add(new String(record.value(), StandardCharsets.UTF_8)));
            return consumer.endOffsets(partitions).entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
          });
      return records;
    }
  }
}
