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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What Slack tells, as its documentation shows it, and what becomes of it.
class SlackListenerTest {

  private static final Incident OPEN = incident("default");
  private static final String ID = OPEN.id().toString();
  private static final String PATH = SlackTelling.PATH;
  private static final String SECRET = SlackTelling.SECRET;

  private final HttpServer slack = new HttpServer(this::answer);
  private final CallbackServer server = new CallbackServer(List.of(OPEN, incident("acme")));
  private final SlackTelling telling = new SlackTelling(server, slack.url());
  private String metadata =
      "{\"event_type\":\"firebell_notification\",\"event_payload\":{\"subject\":\"" + ID + "\"}}";

  @BeforeEach
  void start() {
    server.policy("default", policy("SIGNING"));
    server.policy("acme", policy("ACMES"));
  }

  @AfterEach
  void stop() {
    server.close();
    slack.close();
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

  private List<Action> asked() {
    return server.commands().stream().map(Command::action).toList();
  }

  private String told(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body()).path("text").asText();
  }

  private void awaitRequests(int count) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (slack.requests().size() < count && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
  }

  private String toldLater() throws Exception {
    awaitRequests(1);
    assertThat(slack.requests()).hasSize(1);
    Request told = slack.requests().getFirst();
    assertThat(told.path()).isEqualTo("/actions/T1/1/abc");
    return new ObjectMapper().readTree(told.text()).path("text").asText();
  }

  @Test
  void aClickIsACommandOfTheUserWhoIsThatMember() throws Exception {
    HttpResponse<String> answer =
        telling.tell(telling.click("firebell_acknowledge", ID, "U024BE7LH"));

    assertThat(answer.statusCode()).isEqualTo(200);
    Command command = server.commands().getFirst();
    assertThat(command.tenant()).isEqualTo("default");
    assertThat(command.incidentId()).isEqualTo(ID);
    assertThat(command.by()).isEqualTo("alice");
    assertThat(command.action()).isEqualTo(new Action.Acknowledge(""));
    assertThat(command.id()).matches("slack-[0-9a-f]{32}");
    assertThat(slack.requests()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "firebell_resolve, Resolve",
    "firebell_snooze, Snooze",
    "firebell_escalate, Escalate",
    "firebell_assign, Assign"
  })
  void everyButtonAsksForSomething(String button, String action) throws Exception {
    telling.tell(telling.click(button, ID, "U024BE7LH"));

    assertThat(asked())
        .singleElement()
        .extracting(one -> one.getClass().getSimpleName())
        .isEqualTo(action);
    assertThat(Action.Assign.class.isInstance(asked().getFirst()))
        .isEqualTo(asked().contains(new Action.Assign("alice", "")));
  }

  @Test
  void aStrangerActsUnderHisNameInSlack() throws Exception {
    telling.tell(telling.click("firebell_resolve", ID, "U999"));

    assertThat(server.commands()).extracting(Command::by).containsExactly("al (Slack)");
  }

  @Test
  void aStrangerCannotBeGivenAnIncidentAndIsToldWhy() throws Exception {
    telling.tell(telling.click("firebell_assign", ID, "U999"));

    assertThat(toldLater()).contains("add `slack: U999` to one");
    assertThat(server.commands()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "firebell_dance, 7f3a9c1e5b2d4f60-3, another version",
    "firebell_resolve, nonsense, There is no incident nonsense"
  })
  void whatCannotBeDoneIsToldToWhoeverClicked(String action, String value, String said)
      throws Exception {
    assertThat(telling.tell(telling.click(action, value, "U024BE7LH")).statusCode()).isEqualTo(200);

    assertThat(toldLater()).contains(said);
    assertThat(server.commands()).isEmpty();
  }

  @Test
  void theSameClickIsTheSameCommandAndTheNextAnother() throws Exception {
    telling.tell(telling.click("firebell_snooze", ID, "U024BE7LH"));
    telling.tell(telling.click("firebell_snooze", ID, "U024BE7LH"));
    telling.tell(
        telling.click("firebell_snooze", ID, "U024BE7LH").replace("1763690700.1", "1763690701.9"));

    List<String> ids = server.commands().stream().map(Command::id).toList();
    assertThat(ids.get(1)).isEqualTo(ids.get(0));
    assertThat(ids.get(2)).isNotEqualTo(ids.get(0));
  }

  @Test
  void whatIsNotSignedByTheTenantsAppIsRefused() throws Exception {
    String click = telling.click("firebell_resolve", ID, "U024BE7LH");

    assertThat(telling.tell(PATH, "another", click, CallbackServer.NOW).statusCode())
        .isEqualTo(401);
    assertThat(telling.tell(PATH, "acmes", click, CallbackServer.NOW).statusCode()).isEqualTo(401);
    assertThat(telling.tell("/t/acme" + PATH, SECRET, click, CallbackServer.NOW).statusCode())
        .isEqualTo(401);
    assertThat(server.post(PATH, click.getBytes(StandardCharsets.UTF_8), Map.of()).statusCode())
        .isEqualTo(401);
    assertThat(server.commands()).isEmpty();
    server.awaitCount("slack", "default", "unsigned", 3);
    server.awaitCount("slack", "acme", "unsigned", 1);
  }

  @Test
  void whatWasSignedLongAgoIsRefused() throws Exception {
    Instant before = CallbackServer.NOW.minusSeconds(301);

    HttpResponse<String> answer =
        telling.tell(PATH, SECRET, telling.click("firebell_resolve", ID, "U1"), before);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(server.commands()).isEmpty();
    server.awaitCount("slack", "default", "stale", 1);
  }

  @Test
  void theSecretBeforeIsStillGood() throws Exception {
    String click = telling.click("firebell_resolve", ID, "U1");

    assertThat(telling.tell(PATH, "old", click, CallbackServer.NOW).statusCode()).isEqualTo(200);
    assertThat(server.commands()).hasSize(1);
  }

  @Test
  void aTenantActsOnItsOwnIncidentsOnly() throws Exception {
    HttpResponse<String> answer =
        telling.tell(
            "/t/acme" + PATH,
            "acmes",
            telling.click("firebell_resolve", ID, "U1"),
            CallbackServer.NOW);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(server.commands()).extracting(Command::tenant).containsExactly("acme");
  }

  @Test
  void aTenantWithoutASecretHearsNothing() throws Exception {
    server.policy("default", "");

    assertThat(telling.tell(telling.click("firebell_resolve", ID, "U1")).statusCode())
        .isEqualTo(404);
    assertThat(server.get(PATH).statusCode()).isEqualTo(405);
  }

  @ParameterizedTest
  @ValueSource(strings = {"payload=%7B", "{", "payload=%zz"})
  void whatIsNotWhatSlackSendsIsRefused(String body) throws Exception {
    assertThat(telling.tell(body).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "payload=%7B%22type%22%3A%22view_submission%22%7D",
        "{\"type\":\"app_rate_limited\"}",
        "ssl_check=1&token=x"
      })
  void whatConcernsNoIncidentIsTaken(String body) throws Exception {
    assertThat(telling.tell(body).statusCode()).isEqualTo(200);
    assertThat(server.commands()).isEmpty();
  }

  @Test
  void whatIsNotOnTheLogIsNotTaken() throws Exception {
    server.fail();

    assertThat(telling.tell(telling.click("firebell_acknowledge", ID, "U1")).statusCode())
        .isEqualTo(503);
    assertThat(toldLater()).contains("Please try again");
    assertThat(telling.tell(telling.slash("ack " + ID)).statusCode()).isEqualTo(503);
  }

  @Test
  void whatIsMadeOfItIsCounted() throws Exception {
    telling.tell(telling.click("firebell_acknowledge", ID, "U024BE7LH"));
    telling.tell(telling.slash("list"));
    telling.tell(telling.slash("dance"));
    telling.tell("{");
    telling.tell(SlackTelling.reply("message", "hello", ""));
    server.fail();
    telling.tell(telling.slash("ack " + ID));

    server.awaitCount("slack", "default", "accepted", 2);
    server.awaitCount("slack", "default", "refused", 2);
    server.awaitCount("slack", "default", "ignored", 1);
    server.awaitCount("slack", "default", "failed", 1);
  }

  @Test
  void slackFindsTheAddressOfAnApp() throws Exception {
    HttpResponse<String> answer =
        telling.tell(
            "{\"token\":\"x\",\"challenge\":\"3eZbrw1aB10\",\"type\":\"url_verification\"}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("3eZbrw1aB10");
  }

  @Test
  void theSlashCommandListsWhatIsOpen() throws Exception {
    assertThat(told(telling.tell(telling.slash("list"))))
        .isEqualTo("`" + ID + "` P4 Down db, 0 firing");
  }

  @Test
  void theSlashCommandActsOnAnIncidentByTheBeginningOfItsId() throws Exception {
    String beginning = ID.substring(0, 6);

    assertThat(
            told(
                telling.tell(
                    telling.slash(
                        "note " + beginning + " see &lt;db&gt; &amp; <https://x.example|x>"))))
        .isEqualTo("Asked for, of incident " + ID + ".");
    telling.tell(telling.slash("snooze " + beginning + " 2h later"));
    telling.tell(telling.slash("ack " + ID));
    telling.tell(telling.slash("take " + ID));

    assertThat(asked())
        .containsExactly(
            new Action.AddNote("see <db> & https://x.example"),
            new Action.Snooze(Duration.ofHours(2), "later"),
            new Action.Acknowledge(""),
            new Action.Assign("alice", ""));
    assertThat(server.commands()).extracting(Command::by).containsOnly("alice");
  }

  @ParameterizedTest
  @CsvSource({
    "dance, shows what is open",
    "'', shows what is open",
    "ack, Which incident?",
    "ack ffffffff, There is no open incident ffffffff",
    "snooze ID for long, should be a duration",
    "snooze ID 99d, should be positive and at most",
    "note ID, a note should not be empty"
  })
  void whatTheSlashCommandDoesNotKnowIsToldToWhoeverTypedIt(String text, String said)
      throws Exception {
    assertThat(told(telling.tell(telling.slash(text.replace("ID", ID))))).contains(said);
    assertThat(server.commands()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "message, incident note failing over",
    "message, /incident note failing over",
    "message, Incident NOTE   failing over",
    "message, <@U0BOT> note failing over",
    "message, <@U0BOT|firebell> incident note failing over",
    "app_mention, <@U0ANY> note failing over"
  })
  void aReplyThatSaysSoIsANote(String type, String text) throws Exception {
    assertThat(telling.tell(SlackTelling.reply(type, text, "")).statusCode()).isEqualTo(200);

    assertThat(asked()).containsExactly(new Action.AddNote("failing over"));
    assertThat(server.commands()).extracting(Command::incidentId).containsExactly(ID);
    assertThat(slack.requests().getFirst().text())
        .contains("channel=C024BE91L", "ts=1763690645.000200", "include_all_metadata=1");
    assertThat(slack.requests().getFirst().header("Authorization")).isEqualTo("Bearer token");
  }

  @Test
  void whatIsWrongWithAReplyIsToldToWhoeverWroteIt() throws Exception {
    assertThat(
            telling
                .tell(SlackTelling.reply("message", "incident snooze for long", ""))
                .statusCode())
        .isEqualTo(200);

    awaitRequests(2);
    assertThat(slack.requests().getLast().path()).isEqualTo("/api/chat.postEphemeral");
    assertThat(slack.requests().getLast().text())
        .contains("user=U024BE7LH", "thread_ts=1763690645.000200", "should%20be%20a%20duration");
    assertThat(server.commands()).isEmpty();
  }

  @Test
  void aMentionThatComesAsTwoEventsIsOneCommand() throws Exception {
    telling.tell(SlackTelling.reply("message", "<@U0BOT> note failing over", ""));
    telling.tell(
        SlackTelling.reply("app_mention", "<@U0BOT> note failing over", "")
            .replace("Ev08MFMKH6", "Ev09"));

    assertThat(server.commands())
        .extracting(Command::id)
        .hasSize(2)
        .containsOnly(server.commands().getFirst().id());
  }

  @ParameterizedTest
  @CsvSource({
    "message, note failing over, ''",
    "message, incident is over now, ''",
    "message, <@U024BE7LI> note that it is back, ''",
    "message, incident note mine, ',\"bot_id\":\"B1\"'",
    "message, incident note mine, ',\"subtype\":\"message_changed\"'",
    "reaction_added, incident note mine, ''"
  })
  void anythingElseInAThreadIsTalk(String type, String text, String more) throws Exception {
    assertThat(telling.tell(SlackTelling.reply(type, text, more)).statusCode()).isEqualTo(200);

    assertThat(server.commands()).isEmpty();
    assertThat(slack.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{\"event_type\":\"another\",\"event_payload\":{\"subject\":\"7f3a9c1e5b2d4f60-3\"}}",
        "{\"event_type\":\"firebell_notification\",\"event_payload\":{\"subject\":\"maintenance-0f9c-1\"}}"
      })
  void anotherThreadIsOfNoIncident(String of) throws Exception {
    metadata = of;

    assertThat(telling.tell(SlackTelling.reply("message", "incident note mine", "")).statusCode())
        .isEqualTo(200);
    assertThat(server.commands()).isEmpty();
  }

  @Test
  void whatCannotBeLookedUpIsToBeToldAgain() throws Exception {
    slack.close();

    HttpResponse<String> answer =
        telling.tell(SlackTelling.reply("message", "incident note mine", ""));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
  }
}
