package io.firebell.notifier.callback.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.firebell.core.incident.Command;
import io.firebell.core.incident.Command.Action;
import io.firebell.notifier.callback.CallbackServer;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Socket Mode, against a stand-in for both sides of it: `apps.connections.open` and the
/// connection.
class SlackSocketTest {

  private static final String ID = "7f3a9c1e5b2d4f60-3";

  private final SocketModeStandIn slack = new SocketModeStandIn();
  private final CallbackServer server = new CallbackServer(List.of());

  @BeforeEach
  void start() {
    server.policy("default", policy("APP"));
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
    slack.close();
  }

  private String policy(String token) {
    return """
    users: { alice: { slack: U024BE7LH } }
    providers: { slack: { token: '${env:TOKEN}', api: 'API/api/', appToken: '${env:NAME}' } }
    """
        .replace("NAME", token)
        .replace("API", slack.url());
  }

  private static String click(String envelope, String action) {
    return """
    {"envelope_id":"%s","type":"interactive","accepts_response_payload":true,"payload":
      {"type":"block_actions","user":{"id":"U024BE7LH","username":"al"},"response_url":"",
       "actions":[{"action_id":"%s","value":"%s","action_ts":"1763690700.1"}]}}
    """
        .formatted(envelope, action, ID);
  }

  private static String slash(String envelope, String text) {
    return """
    {"envelope_id":"%s","type":"slash_commands","accepts_response_payload":true,"payload":
      {"command":"/incident","text":"%s","user_id":"U024BE7LH","user_name":"al","trigger_id":"t"}}
    """
        .formatted(envelope, text);
  }

  private static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  @Test
  void whatIsClickedIsAcknowledgedWhenItIsOnTheLog() throws Exception {
    slack.awaitConnections(1);
    slack.tell(click("e1", "firebell_acknowledge"));

    JsonNode acknowledged = slack.heard();
    assertThat(acknowledged.path("envelope_id").asText()).isEqualTo("e1");
    assertThat(acknowledged.has("payload")).isFalse();
    assertThat(server.commands())
        .extracting(Command::by, Command::action, Command::incidentId, Command::tenant)
        .containsExactly(tuple("alice", new Action.Acknowledge(""), ID, "default"));
    assertThat(slack.tokens()).containsExactly("Bearer app");
    server.awaitCount("slack-socket", "default", "accepted", 1);
  }

  @Test
  void whatIsTypedIsAnsweredInTheAcknowledgement() throws Exception {
    slack.awaitConnections(1);
    slack.tell(slash("e1", "list"));

    JsonNode payload = slack.heard().path("payload");
    assertThat(payload.path("text").asText()).isEqualTo("No incident is open.");
    assertThat(payload.path("response_type").asText()).isEqualTo("ephemeral");
  }

  @Test
  void whatIsNotOnTheLogIsNotAcknowledged() throws Exception {
    slack.awaitConnections(1);
    server.fail();
    slack.tell(click("e1", "firebell_resolve"));
    slack.tell(slash("e2", "list"));

    assertThat(slack.heard().path("envelope_id").asText()).isEqualTo("e2");
    assertThat(slack.hearsNothingMore()).isTrue();
    server.awaitCount("slack-socket", "default", "failed", 1);
  }

  @Test
  void aConnectionThatBreaksIsFollowedByAnother() throws Exception {
    slack.awaitConnections(1);
    slack.breakOff();
    slack.awaitConnections(2);
    slack.tell(click("e1", "firebell_resolve"));

    assertThat(slack.heard().path("envelope_id").asText()).isEqualTo("e1");
  }

  @Test
  void aConnectionThatIsToBeReplacedIsHeardUntilItEnds() throws Exception {
    slack.awaitConnections(1);
    slack.tell("{\"type\":\"disconnect\",\"reason\":\"refresh_requested\"}");
    slack.awaitConnections(2);
    slack.tellFirst(click("e1", "firebell_resolve"));

    assertThat(slack.heard().path("envelope_id").asText()).isEqualTo("e1");
  }

  @Test
  void anAppThatIsNotToBeHeardThatWayIsTriedAgainLater() throws Exception {
    slack.awaitConnections(1);
    slack.tell("{\"type\":\"disconnect\",\"reason\":\"link_disabled\"}");
    slack.awaitConnections(2);
  }

  @Test
  void slackThatRefusesIsAskedAgain() throws Exception {
    slack.awaitConnections(1);
    slack.refuse();
    slack.breakOff();
    int asked = slack.tokens().size();
    await("it asks again", () -> slack.tokens().size() > asked + 1);
    slack.allow();
    slack.awaitConnections(2);
  }

  @Test
  void aTokenThatThePolicyHasNoMoreIsHeardNoMore() throws Exception {
    slack.awaitConnections(1);
    server.policy("default", policy("OTHER"));
    server.policyChanged("default");
    slack.awaitConnections(2);
    slack.awaitOpen(1);
    assertThat(slack.tokens()).containsExactly("Bearer app", "Bearer other");

    server.policy("default", "");
    server.policyChanged("default");
    slack.awaitOpen(0);
  }

  @Test
  void theSamePolicyOnceMoreChangesNothing() throws Exception {
    slack.awaitConnections(1);
    server.policyChanged("default");
    slack.tell(click("e1", "firebell_resolve"));

    slack.heard();
    assertThat(slack.tokens()).hasSize(1);
  }
}
