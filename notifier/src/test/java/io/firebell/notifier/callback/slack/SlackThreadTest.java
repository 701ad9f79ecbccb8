package io.firebell.notifier.callback.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.incident.Command;
import io.firebell.core.incident.Command.Action;
import io.firebell.notifier.callback.CallbackServer;
import io.firebell.notifier.kit.HttpServer;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What people say in the thread of an incident, and what becomes of it.
class SlackThreadTest {

  private static final String ID = SlackScene.ID;

  private final SlackScene scene = new SlackScene();
  private final HttpServer slack = scene.slack;
  private final CallbackServer server = scene.server;
  private final SlackTelling telling = scene.telling;

  @AfterEach
  void stop() {
    scene.close();
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

    assertThat(scene.asked()).containsExactly(new Action.AddNote("failing over"));
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

    scene.awaitRequests(2);
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
    scene.threadsAreOf(of);

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
