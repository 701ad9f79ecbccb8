package io.firebell.notifier.callback.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.classify.Priority;
import io.firebell.core.incident.Command;
import io.firebell.core.incident.Command.Action;
import io.firebell.notifier.callback.CallbackServer;
import io.firebell.notifier.kit.Json;
import io.firebell.notifier.signing.Hmac;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// PagerDuty's webhooks, as its documentation shows them, and what becomes of them.
class PagerDutyListenerTest {

  private static final String PATH = "/v1/pagerduty";
  private static final String ID = "7f3a9c1e5b2d4f60-3";

  private final CallbackServer server = new CallbackServer(List.of());

  @BeforeEach
  void start() {
    server.policy("default", policy("NEW"));
    server.policy("acme", policy("ACMES"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String policy(String secret) {
    return """
    users: { tenex.engineer: { webhook: 'https://example.com' }, bob: { webhook: 'https://example.com' } }
    channels: { pager: { pagerduty: { routingKey: '${env:KEY}', webhookSecret: '${env:NAME}', previousWebhookSecret: '${env:OLD}' } } }
    """
        .replace("NAME", secret);
  }

  /// The documentation's example, but of another type and of our incident.
  private static String event(String type) {
    return Json.resource("/callbacks/pagerduty-incident.json")
        .replace("incident.priority_updated", type)
        .replace("d3640fbd41094207a1c11e58e46b1662", ID);
  }

  private int tell(String body) throws Exception {
    return tell(PATH, "new", body);
  }

  private int tell(String path, String secret, String body) throws Exception {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String signature = "v1=" + Hmac.HEX.sign(secret, bytes);
    return server.post(path, bytes, Map.of("X-PagerDuty-Signature", signature)).statusCode();
  }

  private List<Action> asked() {
    return server.commands().stream().map(Command::action).toList();
  }

  @Test
  void anAcknowledgementThereIsOneHere() throws Exception {
    assertThat(tell(event("incident.acknowledged"))).isEqualTo(202);

    Command command = server.commands().getFirst();
    assertThat(command.action()).isEqualTo(new Action.Acknowledge(""));
    assertThat(command.incidentId()).isEqualTo(ID);
    assertThat(command.tenant()).isEqualTo("default");
    assertThat(command.by()).isEqualTo("tenex.engineer");
    assertThat(command.id()).matches("pagerduty-[0-9a-f]{32}");
  }

  @Test
  void whatIsDoneThereIsDoneHereAsFarAsThereIsSuchAThing() throws Exception {
    tell(event("incident.resolved"));
    tell(event("incident.escalated"));
    tell(event("incident.priority_updated"));
    tell(event("incident.reassigned"));
    tell(event("incident.reassigned").replace("User 123", "Bob"));
    tell(event("incident.unacknowledged"));
    tell(event("incident.reopened"));

    assertThat(asked())
        .containsExactly(
            new Action.Resolve(""),
            new Action.Escalate(""),
            new Action.Raise(Priority.P1, ""),
            new Action.AddNote("assigned to User 123 at PagerDuty"),
            new Action.Assign("bob", ""),
            new Action.AddNote("not acknowledged at PagerDuty any more"),
            new Action.AddNote("reopened at PagerDuty"));
  }

  @Test
  void aStrangerActsUnderHisNameAtPagerDuty() throws Exception {
    tell(event("incident.resolved").replace("Tenex Engineer", "Maeve"));

    assertThat(server.commands()).extracting(Command::by).containsExactly("Maeve (PagerDuty)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "inbound_integration_reference",
        "service_reference",
        "escalation_policy_reference",
        "api_key_reference"
      })
  void whatNoPersonHasDoneDoesNotComeBack(String agent) throws Exception {
    String told =
        event("incident.acknowledged")
            .replaceFirst("\"type\": \"user_reference\"", "\"type\": \"" + agent + "\"");

    assertThat(tell(told)).isEqualTo(202);
    assertThat(tell(told.replaceFirst("(?s)\"agent\": \\{.*?}", "\"agent\": null"))).isEqualTo(202);
    assertThat(server.commands()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "incident.annotated, d3640fbd41094207a1c11e58e46b1662",
    "incident.triggered, 7f3a9c1e5b2d4f60-3",
    "incident.resolved, d3640fbd41094207a1c11e58e46b1662",
    "incident.of_next_year, 7f3a9c1e5b2d4f60-3",
    "pagey.ping, 7f3a9c1e5b2d4f60-3"
  })
  void anythingElseIsTakenAndForgotten(String type, String key) throws Exception {
    assertThat(tell(event(type).replace(ID, key))).isEqualTo(202);
    assertThat(server.commands()).isEmpty();
  }

  @Test
  void aPriorityThatThePolicyDoesNotKnowIsNone() throws Exception {
    tell(
        event("incident.priority_updated")
            .replace("\"summary\": \"P1\"", "\"summary\": \"Low-ish\""));

    assertThat(server.commands()).isEmpty();
  }

  @Test
  void theSameEventIsTheSameCommand() throws Exception {
    tell(event("incident.escalated"));
    tell(event("incident.escalated"));
    tell(event("incident.escalated").replace("5ac64822", "6ac64822"));

    List<String> ids = server.commands().stream().map(Command::id).toList();
    assertThat(ids.get(1)).isEqualTo(ids.get(0));
    assertThat(ids.get(2)).isNotEqualTo(ids.get(0));
  }

  @Test
  void whatIsNotSignedByTheTenantsSubscriptionIsRefused() throws Exception {
    String event = event("incident.resolved");

    assertThat(tell(PATH, "another", event)).isEqualTo(401);
    assertThat(tell(PATH, "acmes", event)).isEqualTo(401);
    assertThat(tell("/t/acme" + PATH, "new", event)).isEqualTo(401);
    assertThat(server.post(PATH, new byte[0], Map.of()).statusCode()).isEqualTo(401);
    assertThat(server.commands()).isEmpty();
  }

  @Test
  void theSecretBeforeIsStillGood() throws Exception {
    assertThat(tell(PATH, "old", event("incident.resolved"))).isEqualTo(202);
  }

  @Test
  void aTenantActsOnItsOwnIncidentsOnly() throws Exception {
    tell("/t/acme" + PATH, "acmes", event("incident.resolved"));

    assertThat(server.commands()).extracting(Command::tenant).containsExactly("acme");
  }

  @Test
  void aTenantWithoutASecretHearsNothing() throws Exception {
    server.policy("default", "");

    assertThat(tell(event("incident.resolved"))).isEqualTo(404);
    assertThat(server.get(PATH).statusCode()).isEqualTo(405);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{}", "{\"event\":{\"id\":\"x\"}}", "{\"event\":[]}"})
  void whatIsNotWhatPagerDutySendsIsRefused(String body) throws Exception {
    assertThat(tell(body)).isEqualTo(400);
  }

  @Test
  void whatIsMadeOfItIsCounted() throws Exception {
    tell(event("incident.resolved"));
    tell(event("incident.triggered"));
    tell("{}");
    tell(PATH, "another", event("incident.resolved"));
    server.fail();
    tell(event("incident.resolved"));

    for (String outcome : List.of("accepted", "ignored", "refused", "unsigned", "failed")) {
      server.awaitCount("pagerduty", "default", outcome, 1);
    }
  }

  @Test
  void whatIsNotOnTheLogIsNotTaken() throws Exception {
    server.fail();

    assertThat(tell(event("incident.resolved"))).isEqualTo(503);
  }
}
