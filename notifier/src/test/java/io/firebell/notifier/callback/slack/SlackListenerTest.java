package io.firebell.notifier.callback.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.incident.Command;
import io.firebell.core.incident.Command.Action;
import io.firebell.notifier.callback.CallbackServer;
import io.firebell.notifier.kit.HttpServer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What Slack tells, as its documentation shows it, and what becomes of it.
class SlackListenerTest {

  private static final String ID = SlackScene.ID;
  private static final String PATH = SlackTelling.PATH;
  private static final String SECRET = SlackTelling.SECRET;

  private final SlackScene scene = new SlackScene();
  private final HttpServer slack = scene.slack;
  private final CallbackServer server = scene.server;
  private final SlackTelling telling = scene.telling;

  @AfterEach
  void stop() {
    scene.close();
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

    assertThat(scene.asked())
        .singleElement()
        .extracting(one -> one.getClass().getSimpleName())
        .isEqualTo(action);
    assertThat(Action.Assign.class.isInstance(scene.asked().getFirst()))
        .isEqualTo(scene.asked().contains(new Action.Assign("alice", "")));
  }

  @Test
  void aStrangerActsUnderHisNameInSlack() throws Exception {
    telling.tell(telling.click("firebell_resolve", ID, "U999"));

    assertThat(server.commands()).extracting(Command::by).containsExactly("al (Slack)");
  }

  @Test
  void aStrangerCannotBeGivenAnIncidentAndIsToldWhy() throws Exception {
    telling.tell(telling.click("firebell_assign", ID, "U999"));

    assertThat(scene.toldLater()).contains("add `slack: U999` to one");
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

    assertThat(scene.toldLater()).contains(said);
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
    assertThat(scene.toldLater()).contains("Please try again");
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
    assertThat(SlackScene.told(telling.tell(telling.slash("list"))))
        .isEqualTo("`" + ID + "` P4 Down db, 0 firing");
  }

  @Test
  void theSlashCommandActsOnAnIncidentByTheBeginningOfItsId() throws Exception {
    String beginning = ID.substring(0, 6);

    assertThat(
            SlackScene.told(
                telling.tell(
                    telling.slash(
                        "note " + beginning + " see &lt;db&gt; &amp; <https://x.example|x>"))))
        .isEqualTo("Asked for, of incident " + ID + ".");
    telling.tell(telling.slash("snooze " + beginning + " 2h later"));
    telling.tell(telling.slash("ack " + ID));
    telling.tell(telling.slash("take " + ID));

    assertThat(scene.asked())
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
    assertThat(SlackScene.told(telling.tell(telling.slash(text.replace("ID", ID))))).contains(said);
    assertThat(server.commands()).isEmpty();
  }
}
