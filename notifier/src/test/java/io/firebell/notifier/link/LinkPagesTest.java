package io.firebell.notifier.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.incident.Command;
import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Recipient;
import io.firebell.core.policy.Policy;
import io.firebell.notifier.callback.CallbackMetrics;
import io.firebell.notifier.kit.Samples;
import io.firebell.notifier.send.Address;
import io.firebell.notifier.send.AddressBook;
import io.firebell.schemas.CommandLog;
import io.firebell.schemas.policy.PolicyReader;
import io.firebell.schemas.policy.PolicyReading.Accepted;
import io.firebell.schemas.policy.SecretResolver;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinkPagesTest {

  private static final String POLICY =
      """
      version: 1
      routes: [{ plan: all }]
      plans:
        all: { P1: { log: true }, P2: { log: true }, P3: { log: true }, P4: { log: true } }
      providers:
        email: { from: a@example.com, host: b, linkSecret: '${env:NEW}', previousLinkSecret: '${env:OLD}' }
      users: { alice: { email: alice@example.com } }
      channels: { ops: { email: { to: ops@example.com } } }
      """;

  private static final Map<String, String> SECRETS =
      Map.of("NEW", "the-new-secret-of-links", "OLD", "the-old-secret-of-links");

  private static final Notification PAGED =
      Samples.of(Recipient.user(ChannelType.EMAIL, "alice"), Event.PAGED, "");

  private final MockProducer<String, Command> producer =
      new MockProducer<>(
          true,
          null,
          new StringSerializer(),
          (_, command) -> command.id().getBytes(StandardCharsets.UTF_8));

  private final Policy policy = ((Accepted) PolicyReader.read(POLICY, 1)).policy();
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private Instant now = PAGED.at();
  private @Nullable Sight sight = new Sight("[P1] <b>Database", "triggered", "", false);
  private @Nullable WebServer server;
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeEach
  void start() {
    AddressBook addresses =
        new AddressBook(
            _ -> policy,
            new SecretResolver(
                name -> Optional.ofNullable(SECRETS.get(name)), _ -> Optional.empty()));
    LinkPages pages =
        new LinkPages(
            addresses,
            (_, _, _) -> sight,
            new CommandLog(producer, "commands", () -> now),
            request -> request.path().pathParameters().first("tenant").orElse("default"),
            new CallbackMetrics(meters),
            () -> now);
    server =
        WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .shutdownHook(false)
            .routing(
                HttpRouting.builder()
                    .register("/links", pages)
                    .register("/t/{tenant}/links", pages))
            .build()
            .start();
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop();
    }
    http.close();
  }

  private String base() {
    return "http://127.0.0.1:" + (server == null ? 0 : server.port());
  }

  private Links links(Notification notification, String secret) {
    Map<String, String> settings = new HashMap<>();
    settings.put("to", "alice@example.com");
    settings.put("from", "a@example.com");
    settings.put("host", "b");
    settings.put("linkSecret", secret);
    return Links.of(notification, new Address(ChannelType.EMAIL, "alice", settings), base());
  }

  private HttpResponse<String> send(String method, String url)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(url)).method(method, BodyPublishers.noBody()).build(),
        BodyHandlers.ofString());
  }

  @Test
  void lookingAtALinkDoesNothingAndAsks() throws Exception {
    HttpResponse<String> page = send("GET", links(PAGED, "the-new-secret-of-links").acknowledge());

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("<h1>Take this incident?</h1>")
        .contains("[P1] &lt;b&gt;Database. It is taken in the name of alice")
        .contains("<form method=\"post\">\n<button type=\"submit\">Acknowledge</button>");
    assertThat(producer.history()).isEmpty();
  }

  @Test
  void aPageIsNotKeptAndLoadsAndTellsNothing() throws Exception {
    HttpResponse<String> page = send("GET", links(PAGED, "the-new-secret-of-links").acknowledge());

    assertThat(page.headers().map())
        .containsEntry("cache-control", List.of("no-store"))
        .containsEntry("referrer-policy", List.of("no-referrer"))
        .containsEntry("x-content-type-options", List.of("nosniff"));
    assertThat(page.headers().firstValue("content-security-policy").orElse(""))
        .startsWith("default-src 'none'; style-src 'sha256-")
        .contains("form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
    assertThat(page.body()).doesNotContain("<script", "http://", "https://", "src=");
  }

  @Test
  void aPressActsInTheNameOfWhomTheMailWasFor() throws Exception {
    HttpResponse<String> page = send("POST", links(PAGED, "the-new-secret-of-links").acknowledge());

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("<h1>Acknowledged</h1>");
    assertThat(producer.history())
        .singleElement()
        .satisfies(record -> {
          assertThat(record.key()).isEqualTo("7f3a9c1e5b2d4f60");
          assertThat(record.value().by()).isEqualTo("alice");
          assertThat(record.value().tenant()).isEqualTo("default");
          assertThat(record.value().incidentId()).isEqualTo(Samples.INCIDENT_ID);
          assertThat(record.value().action())
              .isEqualTo(new Command.Action.Acknowledge("by a link in a mail"));
        });
  }

  @Test
  void twoPressesAreOneCommand() throws Exception {
    String link = links(PAGED, "the-new-secret-of-links").resolve();
    send("POST", link);
    send("POST", link);

    assertThat(producer.history().stream().map(record -> record.value().id()).distinct())
        .hasSize(1);
  }

  @Test
  void aLinkThatHasBeenUsedDoesNothingMore() throws Exception {
    sight = new Sight("Database", "acknowledged", "alice", true);
    for (String method : List.of("GET", "POST")) {
      HttpResponse<String> page =
          send(method, links(PAGED, "the-new-secret-of-links").acknowledge());
      assertThat(page.statusCode()).isEqualTo(410);
      assertThat(page.body())
          .contains("This link has been used", "Acknowledged by alice.")
          .doesNotContain("<form");
    }
    assertThat(producer.history()).isEmpty();
  }

  @Test
  void whatSomebodyElseHasTakenOrIsOverIsSaid() throws Exception {
    sight = new Sight("Database", "acknowledged", "bob", false);
    assertThat(send("POST", links(PAGED, "the-new-secret-of-links").acknowledge()).body())
        .contains("Somebody has taken it", "Acknowledged by bob.");
    sight = new Sight("Database", "resolved", "bob", false);
    assertThat(send("POST", links(PAGED, "the-new-secret-of-links").resolve()).body())
        .contains("This incident is over");
    assertThat(producer.history()).isEmpty();
  }

  @Test
  void theSecretBeforeStillWorksAndOthersDoNot() throws Exception {
    assertThat(send("POST", links(PAGED, "the-old-secret-of-links").resolve()).statusCode())
        .isEqualTo(200);
    assertThat(send("POST", links(PAGED, "another-secret-of-links").resolve()).statusCode())
        .isEqualTo(403);
    assertThat(producer.history()).hasSize(1);
  }

  @Test
  void aLinkEnds() throws Exception {
    now = PAGED.at().plus(Duration.ofDays(1)).plusSeconds(1);
    HttpResponse<String> page = send("POST", links(PAGED, "the-new-secret-of-links").acknowledge());

    assertThat(page.statusCode()).isEqualTo(410);
    assertThat(page.body()).contains("This link is too old");
    assertThat(producer.history()).isEmpty();
  }

  @Test
  void aLinkIsOfNoUseToAnotherTenantOrForWhoIsGone() throws Exception {
    String link = links(PAGED, "the-new-secret-of-links").acknowledge();
    assertThat(send("POST", link.replace("/links/", "/t/acme/links/")).statusCode()).isEqualTo(403);

    Notification gone = Samples.of(Recipient.user(ChannelType.EMAIL, "bob"), Event.PAGED, "");
    assertThat(send("POST", links(gone, "the-new-secret-of-links").acknowledge()).statusCode())
        .isEqualTo(403);
    assertThat(producer.history()).isEmpty();
  }

  @Test
  void anIncidentThatIsNotThereIsSaid() throws Exception {
    sight = null;
    assertThat(send("POST", links(PAGED, "the-new-secret-of-links").resolve()).statusCode())
        .isEqualTo(404);
  }

  @Test
  void whatCannotBeWrittenIsToBeTriedAgain() throws Exception {
    producer.sendException = new KafkaException("away");
    HttpResponse<String> page = send("POST", links(PAGED, "the-new-secret-of-links").resolve());

    assertThat(page.statusCode()).isEqualTo(503);
    assertThat(page.body()).contains("Try again in a moment.");
  }

  @Test
  void whatIsMadeOfLinksIsCounted() throws Exception {
    String link = links(PAGED, "the-new-secret-of-links").acknowledge();
    send("GET", link);
    send("POST", link);
    send("POST", links(PAGED, "another-secret-of-links").acknowledge());
    send("POST", link.substring(0, link.length() - 3));
    sight = new Sight("Database", "acknowledged", "alice", true);
    send("POST", link);
    now = PAGED.at().plus(Duration.ofDays(2));
    send("POST", link);

    assertThat(
            meters.find("firebell.callbacks").tags("type", "link", "tenant", "default").counters())
        .extracting(one -> one.getId().getTag("outcome") + " " + one.count())
        .containsExactlyInAnyOrder(
            "ignored 1.0", "accepted 1.0", "unsigned 2.0", "refused 1.0", "stale 1.0");
  }

  @Test
  void otherMethodsAreRefused() throws Exception {
    String link = links(PAGED, "the-new-secret-of-links").resolve();
    assertThat(send("DELETE", link).statusCode()).isEqualTo(405);
  }

  @Test
  void aShortSecretOrNoneMakesNoLinks() {
    assertThat(links(PAGED, "short")).isEqualTo(Links.NONE);
    assertThat(links(PAGED, "")).isEqualTo(Links.NONE);
  }

  @Test
  void whoIsToldThatItIsOverHasNothingToDo() {
    Notification over = Samples.of(Recipient.user(ChannelType.EMAIL, "alice"), Event.RESOLVED, "");
    assertThat(links(over, "the-new-secret-of-links")).isEqualTo(Links.NONE);
  }
}
