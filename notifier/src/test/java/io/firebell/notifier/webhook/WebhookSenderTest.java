package io.firebell.notifier.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.MaintenanceSummary.Stage;
import io.firebell.core.notify.Outcome;
import io.firebell.core.policy.Policy;
import io.firebell.notifier.http.JsonPost;
import io.firebell.notifier.http.Reach;
import io.firebell.notifier.kit.HttpFarSide;
import io.firebell.notifier.kit.HttpSenderContract;
import io.firebell.notifier.kit.HttpServer.Response;
import io.firebell.notifier.kit.Json;
import io.firebell.notifier.kit.Policies;
import io.firebell.notifier.kit.Samples;
import io.firebell.notifier.kit.WireServer;
import io.firebell.notifier.send.Address;
import io.firebell.notifier.send.Bundle;
import io.firebell.notifier.send.BundlingSender;
import io.firebell.notifier.send.Sender;
import io.firebell.notifier.template.Templates;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSenderTest extends HttpSenderContract {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Policy policy = Policies.SHORTEST;

  @Override
  protected HttpFarSide farSide() {
    return new WebhookReceiver();
  }

  @Override
  protected Sender sender(Reach reach) {
    return new WebhookSender(
        new JsonPost(ANSWER_WITHIN, ANSWER_WITHIN, reach, CLOCK),
        _ -> policy,
        new Templates("https://firebell.example.com", _ -> policy, meters),
        "https://firebell.example.com",
        CLOCK);
  }

  @ParameterizedTest
  @EnumSource(names = {"OPENED", "PAGED", "UPDATED", "RESOLVED", "REPORTED"})
  void theBodyIsAlertmanagersFormat4WithTheIncident(Event event) throws Exception {
    send(Samples.of(ChannelType.WEBHOOK, event));

    assertThat(tree(sent().text()))
        .isEqualTo(tree(Json.resource("/golden/webhook-" + event + ".json")));
  }

  @ParameterizedTest
  @CsvSource({"UPDATE_OVERDUE, updateOverdue", "POSTMORTEM_DUE, postmortemDue"})
  void whatIsOverdueIsNamed(Event event, String name) throws Exception {
    send(Samples.of(ChannelType.WEBHOOK, event));

    assertThat(tree(sent().text()).at("/incident/event").textValue()).isEqualTo(name);
  }

  @Test
  void maintenanceHasNoAlertsAndNoIncident() throws Exception {
    send(Samples.maintenance(ChannelType.WEBHOOK, Stage.OVER));

    assertThat(tree(sent().text()))
        .isEqualTo(tree(Json.resource("/golden/webhook-maintenance.json")));
  }

  @Test
  void theHeadersSayWhatItIsAndWhichNotification() throws InterruptedException {
    send(paged());

    assertThat(sent().method()).isEqualTo("POST");
    assertThat(sent().path()).isEqualTo("/hook");
    assertThat(sent().header("Content-Type")).isEqualTo("application/json");
    assertThat(sent().header("Idempotency-Key")).isEqualTo(paged().id());
    assertThat(sent().header("X-Firebell-Signature")).startsWith("t=" + NOW.getEpochSecond());
  }

  @Test
  void theBodyIsWhatTheTemplateMakesAndTheSignatureIsOfThat() throws Exception {
    Map<String, String> settings = new HashMap<>(farSide.address().settings());
    settings.put("templates.default.body", "{ \"content\": \"{{ title }}\" }");

    // The receiver takes nothing whose signature is not of the body.
    assertThat(send(paged(), new Address(ChannelType.WEBHOOK, "ops", settings)))
        .isInstanceOf(Outcome.Delivered.class);
    assertThat(tree(sent().text()).path("content").textValue())
        .isEqualTo("[P1 Critical] DatabaseDown orders-db (4 firing)");
    assertThat(sent().header("Content-Type")).isEqualTo("application/json");
  }

  @Test
  void aTemplateCanMakeAForm() throws Exception {
    send(
        paged(),
        WebhookReceiver.address(
            Map.of(
                "url", farSide.address().get("url"),
                "contentType", "application/x-www-form-urlencoded",
                "templates.default.body", "To=%2B44&Body={{ title }}")));

    assertThat(sent().header("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
    assertThat(sent().text())
        .isEqualTo("To=%2B44&Body=%5BP1+Critical%5D+DatabaseDown+orders-db+%284+firing%29");
  }

  @Test
  void aTemplateThatFailsKeepsNothingBack() throws Exception {
    send(
        paged(),
        WebhookReceiver.address(
            Map.of(
                "url", farSide.address().get("url"),
                "contentType", "text/plain",
                "templates.default.body", "{{ nothing }}")));

    assertThat(sent().header("Content-Type")).isEqualTo("application/json");
    assertThat(tree(sent().text()).path("version").textValue()).isEqualTo("4");
    assertThat(tree(sent().text()).path("remark").textValue())
        .startsWith("The template of ")
        .contains("1:4: \"nothing\" is not known");
    assertThat(
            meters
                .get("firebell.templates.failed")
                .tags("type", "webhook", "tenant", "default")
                .counter()
                .count())
        .isEqualTo(1);
  }

  private static final String TELLING =
      "{\"title\":\"{{ title }}\",\"count\":{{ count }},\"all\":[{{#each bundle}}"
          + "\"{{ event }}: {{ title }}: {{ news }} ({{ acknowledge }})\"{{#unless @last}},{{/unless}}"
          + "{{/each}}]}";

  private Bundle several() {
    return new Bundle(List.of(paged(), Samples.maintenance(ChannelType.WEBHOOK, Stage.PLANNED)));
  }

  @Test
  void severalAreToldInOneRequestByATemplateForThat() throws Exception {
    Address address = with("templates.bundle.body", TELLING, "secret", WebhookReceiver.SECRET);
    Outcome outcome = ((BundlingSender) sender).send(several(), address);

    assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
    JsonNode told = tree(sent().text());
    assertThat(told.path("title").textValue()).isEqualTo("2 at once: 1 page, 1 new");
    assertThat(told.path("count").intValue()).isEqualTo(2);
    assertThat(told.path("all").get(0).textValue())
        .startsWith("paged: [P1 Critical] DatabaseDown orders-db (4 firing): Page: step 1")
        .endsWith("(firebell incidents ack " + Samples.INCIDENT_ID + ")");
    assertThat(told.path("all").get(1).textValue()).startsWith("maintenance: ");
    assertThat(sent().header("Idempotency-Key")).isEqualTo(paged().id());
  }

  @ParameterizedTest
  @ValueSource(strings = {"templates.default.body", "templates.paged.body"})
  void withoutATemplateForSeveralNothingIsPosted(String template) throws Exception {
    assertThat(((BundlingSender) sender).send(several(), with(template, TELLING)))
        .isInstanceOf(Outcome.Rejected.class);
    assertThat(http().requests()).isEmpty();
  }

  @Test
  void aTemplateForSeveralThatFailsPostsNothing() throws Exception {
    Address address = with("templates.bundle.body", "{{ nothing }}");

    assertThat(((BundlingSender) sender).send(several(), address))
        .isInstanceOf(Outcome.Rejected.class);
    assertThat(http().requests()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'{ default: chat, bundle: chat }', true",
    "'{ default: chat }', false",
    "'{ bundle: chat }', true"
  })
  void whoseChannelHasATemplateForSeveralIsToldOfThemTogether(String templates, boolean bundles) {
    policy =
        Policies.with(
            """
            templates: { chat: { body: '{"text":"{{ title }}"}' } }
            channels: { ops: { webhook: { url: 'https://example.com', templates: %s } } }
            """
                .formatted(templates));

    assertThat(((BundlingSender) sender).bundles(paged())).isEqualTo(bundles);
  }

  @Test
  void withoutASecretThereIsNoSignature() throws InterruptedException {
    send(paged(), WebhookReceiver.address(Map.of("url", farSide.address().get("url"))));

    assertThat(sent().header("X-Firebell-Signature")).isEmpty();
  }

  @Test
  void theReceiverIsCalledWhatTheChannelSays() throws Exception {
    String url = farSide.address().get("url");
    send(paged(), WebhookReceiver.address(Map.of("url", url, "receiver", "Team Ops / night")));

    assertThat(tree(sent().text()).path("receiver").asText()).isEqualTo("Team Ops / night");
  }

  @ParameterizedTest
  @CsvSource({
    "token,    t0ken,  '',       '',      Bearer t0ken",
    "username, ops,    password, p:wörd, Basic b3BzOnA6d8O2cmQ="
  })
  void whoAsksToIsLoggedIn(String first, String one, String second, String two, String expected)
      throws InterruptedException {
    Map<String, String> settings = new HashMap<>(Map.of("url", farSide.address().get("url")));
    settings.put(first, one);
    if (!second.isEmpty()) {
      settings.put(second, two);
    }
    send(paged(), WebhookReceiver.address(settings));

    assertThat(sent().header("Authorization")).isEqualTo(expected);
  }

  @Test
  void withoutALoginThereIsNoAuthorization() throws InterruptedException {
    send(paged());

    assertThat(sent().header("Authorization")).isEmpty();
  }

  @Test
  void headersOfTheChannelsAreSentAlong() throws InterruptedException {
    send(paged(), with("headers.authorization", "GenieKey 1234", "headers.x-team", "operations"));

    assertThat(sent().header("Authorization")).isEqualTo("GenieKey 1234");
    assertThat(sent().header("X-Team")).isEqualTo("operations");
    assertThat(sent().header("Idempotency-Key")).isEqualTo(paged().id());
    assertThat(sent().header("Content-Type")).isEqualTo("application/json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a-secret\r\nX-Other: 1", "a-secret\nX", "a-secr\u00e9t", "a-secret\0"})
  void aSecretThatIsNoHeaderIsRejectedAndNotRepeated(String value) throws InterruptedException {
    assertThat(send(paged(), with("headers.x-key", value)))
        .isEqualTo(
            new Outcome.Rejected(
                "the header x-key should be ASCII characters on one line: is not"));
    assertThat(http().requests()).isEmpty();
  }

  @Test
  void theValueOfAHeaderIsNotRepeated() {
    Address address = with("headers.x-key", "1234-5678", "headers.x-team", "ops");

    assertThat(address.withoutSecrets("ops: 1234-5678 is no key"))
        .isEqualTo("ops: [hidden] is no key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"xoxb-1", "https://", "ftp://example.com/x", "https://example.com/{x}"})
  void whatIsNoUrlIsRejectedAndNotRepeated(String url) throws InterruptedException {
    assertThat(send(paged(), WebhookReceiver.address(Map.of("url", url))))
        .isEqualTo(new Outcome.Rejected("the url should be one of http or https: is none"));
  }

  private Address with(String... settings) {
    Map<String, String> all = new HashMap<>(Map.of("url", farSide.address().get("url")));
    for (int i = 0; i < settings.length; i += 2) {
      all.put(settings[i], settings[i + 1]);
    }
    return WebhookReceiver.address(all);
  }

  @Test
  void duringARotationBothSecretsFit() throws InterruptedException {
    String url = farSide.address().get("url");
    Address rotating =
        WebhookReceiver.address(
            Map.of("url", url, "secret", "the-new-one", "previousSecret", WebhookReceiver.SECRET));

    assertThat(send(paged(), rotating)).isInstanceOf(Outcome.Delivered.class);
    assertThat(WebhookReceiver.isSigned(sent(), "the-new-one")).isTrue();
    assertThat(WebhookReceiver.isSigned(sent(), WebhookReceiver.SECRET)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204})
  void every2xxIsADelivery(int status) throws InterruptedException {
    assertThat(answered(new Response(status, Map.of(), ""))).isInstanceOf(Outcome.Delivered.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 420, 425, 429, 500, 502, 503, 504})
  void timeOutsLimitsAndServerErrorsAreToBeRetried(int status) throws InterruptedException {
    assertThat(answered(new Response(status, Map.of(), ""))).isInstanceOf(Outcome.Retry.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 405, 410, 413, 415, 422})
  void otherErrorsAreRejected(int status) throws InterruptedException {
    assertThat(answered(new Response(status, Map.of(), "no")))
        .isEqualTo(new Outcome.Rejected("127.0.0.1 answered " + status));
  }

  @Test
  void anAnswerWhoseBodyNeverEndsCountsByItsStatus() throws InterruptedException {
    try (WireServer server =
        new WireServer(socket -> {
          socket.getInputStream().read(new byte[65_536]);
          socket.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\nO".getBytes(US_ASCII));
          new CountDownLatch(1).await();
        })) {
      String url = "http://127.0.0.1:" + server.port();

      assertThat(send(paged(), WebhookReceiver.address(Map.of("url", url))))
          .isInstanceOf(Outcome.Delivered.class);
    }
  }

  @Test
  void aLargeBodyIsNotReadToTheEnd() throws InterruptedException {
    assertThat(answered(new Response(200, Map.of(), "x".repeat(5_000_000))))
        .isInstanceOf(Outcome.Delivered.class);
  }

  @Test
  void anAnswerThatBreaksOffAfterItsStatusCounts() throws InterruptedException {
    assertThat(answered(new Response(200, Map.of("Content-Length", "100"), "O")))
        .isInstanceOf(Outcome.Delivered.class);
  }

  private static JsonNode tree(String json) throws JsonProcessingException {
    return new ObjectMapper().readTree(json);
  }
}
