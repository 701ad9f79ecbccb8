package io.firebell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.policy.Tenant;
import io.firebell.schemas.Topics;
import io.firebell.schemas.codec.Codecs;
import io.firebell.schemas.codec.ValueSerdes;
import io.firebell.schemas.policy.PolicyFeed;
import io.firebell.schemas.policy.PolicyPublisher;
import io.firebell.standalone.kafka.EmbeddedKafka;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyReloadTest {

  private static final String POLICY =
      """
      version: 1
      routes: [{ plan: all, groupWait: 1s }]
      plans: { all: { P1: { notify: [screen] }, P2: { log: true }, P3: { log: true }, P4: { log: true } } }
      channels: { screen: { terminal: {} } }
      """;

  @TempDir Path directory;

  @Test
  void theFileIsReadAgainAndItsMistakesAreTheAnswer() throws Exception {
    Path file = directory.resolve("policy.yaml");
    Files.writeString(file, POLICY);
    Topics topics = new Topics("test.", 1);
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
        ValueSerdes serdes = ValueSerdes.connect(Map.of("schema.registry.url", "mock://reload"))) {
      Map<String, Object> clients = Map.of("bootstrap.servers", kafka.bootstrapServers());
      try (Admin admin = Admin.create(clients)) {
        topics.create(admin);
      }
      String topic = topics.policies().name();
      try (PolicyFeed feed =
              PolicyFeed.start(
                  clients, topic, serdes.deserializer(Codecs.POLICY), Duration.ofSeconds(60));
          PolicyPublisher publisher =
              PolicyPublisher.start(
                  clients, topic, serdes.serializer(Codecs.POLICY), feed, InstantSource.system());
          PolicyFile policy =
              PolicyFile.publish(Tenant.DEFAULT, PolicySource.policy(file), publisher)) {
        long first = feed.current("default").version();

        HttpResponse<String> same = ask(policy, "POST");
        assertThat(same.statusCode()).isEqualTo(200);
        assertThat(same.body())
            .isEqualToIgnoringNewLines("{\"policyVersion\":" + first + ",\"changed\":false}");

        Files.writeString(file, POLICY.replace("plan: all", "plan: none"));
        HttpResponse<String> refused = ask(policy, "POST");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("\"errors\":[\"2:").contains("none");
        assertThat(feed.current("default").version()).isEqualTo(first);

        Files.delete(file);
        HttpResponse<String> gone = ask(policy, "POST");
        assertThat(gone.statusCode()).isEqualTo(500);
        assertThat(gone.body()).contains("there is no policy file " + file);
        assertThat(feed.current("default").version()).isEqualTo(first);

        Files.writeString(file, POLICY.replace("1s", "2s"));
        assertThat(ask(policy, "PUT").statusCode()).isEqualTo(200);
        assertThat(feed.current("default").version()).isEqualTo(first + 1);
        assertThat(feed.current("default").routing().root().groupWait())
            .isEqualTo(Duration.ofSeconds(2));
      }
    }
  }

  @Test
  void withoutAFileThereIsNothingToReload() throws Exception {
    HttpResponse<String> answer = ask(null, "POST");
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("--policy FILE");
  }

  @Test
  void eachTenantHasAFileOfItsOwn() throws Exception {
    HttpResponse<String> answer = ask(Map.of(), "POST", "acme");
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body())
        .contains("there is no policy file of tenant acme: start with --tenant acme=FILE");
  }

  @Test
  void toLookIsNotToReload() throws Exception {
    HttpResponse<String> answer = ask(null, "GET");
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).hasValue("POST, PUT");
  }

  private static HttpResponse<String> ask(@Nullable PolicyFile policy, String method)
      throws IOException, InterruptedException {
    Map<String, PolicyFile> files = policy == null ? Map.of() : Map.of("default", policy);
    return ask(files, method, "default");
  }

  private static HttpResponse<String> ask(
      Map<String, PolicyFile> files, String method, String tenant)
      throws IOException, InterruptedException {
    PolicyReload reload = new PolicyReload(files, _ -> tenant);
    WebServer server =
        WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .shutdownHook(false)
            .routing(routing -> routing.register("/-/reload", reload))
            .build()
            .start();
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + server.port() + "/-/reload");
      return client.send(
          HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody()).build(),
          BodyHandlers.ofString());
    } finally {
      server.stop();
    }
  }
}
