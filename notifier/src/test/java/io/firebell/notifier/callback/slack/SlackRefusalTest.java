package io.firebell.notifier.callback.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.firebell.core.incident.Command;
import io.firebell.notifier.callback.CallbackServer;
import io.firebell.notifier.callback.Fate;
import io.firebell.notifier.kit.HttpServer;
import io.firebell.notifier.kit.HttpServer.Request;
import io.firebell.notifier.kit.HttpServer.Response;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What people in Slack are told when the incident refuses what they asked for.
class SlackRefusalTest {

  private static final String ID = "7f3a9c1e5b2d4f60-3";

  private final HttpServer slack = new HttpServer(SlackRefusalTest::answer);
  private final CallbackServer server = new CallbackServer(List.of());
  private final SlackTelling telling = new SlackTelling(server, slack.url());

  @BeforeEach
  void start() {
    server.policy(
        "default",
        "providers: { slack: { token: '${env:TOKEN}', api: '%s/api/', signingSecret: '${env:SIGNING}' } }"
            .formatted(slack.url()));
    server.fates(_ -> new Fate.Refused("already acknowledged by <bob>"));
  }

  @AfterEach
  void stop() {
    server.close();
    slack.close();
  }

  private static Response answer(Request request) {
    String message =
        """
        {"ts":"1763690645.000200","metadata":{"event_type":"firebell_notification","event_payload":{"subject":"%s"}}}
        """
            .formatted(ID);
    String body =
        request.path().equals("/api/conversations.replies")
            ? "{\"ok\":true,\"messages\":[" + message + "]}"
            : "{\"ok\":true}";
    return new Response(200, Map.of("Content-Type", "application/json"), body);
  }

  private List<Request> told(String path) {
    return slack.requests().stream().filter(one -> one.path().equals(path)).toList();
  }

  private String awaitTold(String path) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (told(path).isEmpty()) {
      assertThat(System.nanoTime()).as("something is told at " + path).isLessThan(deadline);
      Thread.onSpinWait();
    }
    return told(path).getFirst().text();
  }

  private static String text(String json) throws Exception {
    assertThat(new ObjectMapper().readTree(json).path("response_type").asText())
        .isEqualTo("ephemeral");
    return new ObjectMapper().readTree(json).path("text").asText();
  }

  @Test
  void whoClickedIsToldWhatWasRefused() throws Exception {
    HttpResponse<String> answer =
        telling.tell(telling.click("firebell_acknowledge", ID, "U024BE7LH"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(text(awaitTold("/actions/T1/1/abc")))
        .isEqualTo("That was refused: already acknowledged by bob (incident " + ID + ").");
  }

  @Test
  void whoUsedTheSlashCommandIsToldAfterTheAnswer() throws Exception {
    HttpResponse<String> answer = telling.tell(telling.slash("ack " + ID));

    assertThat(text(answer.body())).startsWith("Asked for");
    assertThat(text(awaitTold("/commands/T1/1/def")))
        .contains("refused: already acknowledged by bob");
  }

  @Test
  void whoWroteInTheThreadIsToldThere() throws Exception {
    telling.tell(SlackTelling.reply("message", "incident ack", ""));

    assertThat(awaitTold("/api/chat.postEphemeral"))
        .contains("channel=C024BE91L", "thread_ts=1763690645.000200", "user=U024BE7LH")
        .contains("That%20was%20refused");
  }

  @Test
  void nobodyIsToldTwiceOfWhatSlackTellsTwice() throws Exception {
    String click = telling.click("firebell_acknowledge", ID, "U024BE7LH");
    telling.tell(click);
    awaitTold("/actions/T1/1/abc");
    telling.tell(click);
    telling.tell(SlackTelling.reply("message", "<@U0BOT> ack", ""));
    telling.tell(SlackTelling.reply("app_mention", "<@U0BOT> ack", ""));
    awaitTold("/api/chat.postEphemeral");
    telling.tell(telling.click("firebell_resolve", ID, "U024BE7LH"));
    telling.tell(telling.slash("ack " + ID));
    awaitTold("/commands/T1/1/def");

    assertThat(server.commands()).hasSize(6);
    assertThat(told("/actions/T1/1/abc")).hasSizeLessThanOrEqualTo(2);
    assertThat(told("/api/chat.postEphemeral")).hasSize(1);
  }

  @Test
  void whatIsFollowedIsNotTalkedOf() throws Exception {
    server.fates(command ->
        command.action() instanceof Command.Action.Resolve
            ? new Fate.Followed()
            : new Fate.Refused("the incident is over"));
    telling.tell(telling.click("firebell_resolve", ID, "U024BE7LH"));
    telling.tell(telling.slash("ack " + ID));

    assertThat(awaitTold("/commands/T1/1/def")).contains("the incident is over");
    assertThat(told("/actions/T1/1/abc")).isEmpty();
  }
}
