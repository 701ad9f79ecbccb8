package io.firebell.notifier.callback.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.firebell.core.alert.Labels;
import io.firebell.core.incident.Cause;
import io.firebell.core.incident.Command;
import io.firebell.core.incident.Command.Action;
import io.firebell.core.incident.Fact;
import io.firebell.core.incident.History;
import io.firebell.core.incident.Incident;
import io.firebell.core.incident.LoggedFact;
import io.firebell.core.route.Group;
import io.firebell.notifier.callback.CallbackServer;
import io.firebell.notifier.kit.HttpServer;
import io.firebell.notifier.kit.HttpServer.Request;
import io.firebell.notifier.kit.HttpServer.Response;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A Slack of two tenants, each with an app and an open incident, and the listener that hears it.
final class SlackScene implements AutoCloseable {

  private static final Incident OPEN = incident("default");
  static final String ID = OPEN.id().toString();

  final HttpServer slack = new HttpServer(this::answer);
  final CallbackServer server = new CallbackServer(List.of(OPEN, incident("acme")));
  final SlackTelling telling = new SlackTelling(server, slack.url());
  private String metadata =
      "{\"event_type\":\"firebell_notification\",\"event_payload\":{\"subject\":\"" + ID + "\"}}";

  SlackScene() {
    server.policy("default", policy("SIGNING"));
    server.policy("acme", policy("ACMES"));
  }

  /// From now on this is what the first message of a thread has of Firebell's.
  void threadsAreOf(String of) {
    metadata = of;
  }

  private String policy(String secret) {
    return """
    users: { alice: { slack: U024BE7LH }, lead: { webhook: 'https://example.com' } }
    channels: { incidents: { slack: { channel: '#incidents' } } }
    providers: { slack: { token: '${env:TOKEN}', api: 'API/api/', signingSecret: '${env:NAME}', previousSigningSecret: '${env:OLD}' } }
    """
        .replace("NAME", secret)
        .replace("API", slack.url());
  }

  private static Incident incident(String tenant) {
    Group group = Group.of(tenant, "{}", Labels.of("alertname", "Down", "service", "db"));
    return History.evolve(
        null,
        new LoggedFact(
            group.key() + "-1",
            1,
            CallbackServer.NOW,
            7,
            new Cause(Cause.Kind.ALERT, "a"),
            new Fact.IncidentOpened(group)));
  }

  /// What the stand-in answers: a thread's first message, or that an answer has come.
  private Response answer(Request request) {
    boolean isReplies = request.path().equals("/api/conversations.replies");
    String plain = request.path().startsWith("/api/") ? "{\"ok\":true}" : "ok";
    String message =
        "{\"type\":\"message\",\"ts\":\"1763690645.000200\",\"metadata\":" + metadata + "}";
    String body = isReplies ? "{\"ok\":true,\"messages\":[" + message + "]}" : plain;
    return new Response(200, Map.of("Content-Type", "application/json"), body);
  }

  /// What has been asked for.
  List<Action> asked() {
    return server.commands().stream().map(Command::action).toList();
  }

  /// What an answer says to whoever has asked.
  static String told(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body()).path("text").asText();
  }

  void awaitRequests(int count) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (slack.requests().size() < count && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
  }

  /// What was posted, as the only thing, to the address that a click has for answers.
  String toldLater() throws Exception {
    awaitRequests(1);
    assertThat(slack.requests()).hasSize(1);
    Request told = slack.requests().getFirst();
    assertThat(told.path()).isEqualTo("/actions/T1/1/abc");
    return new ObjectMapper().readTree(told.text()).path("text").asText();
  }

  @Override
  public void close() {
    server.close();
    slack.close();
  }
}
