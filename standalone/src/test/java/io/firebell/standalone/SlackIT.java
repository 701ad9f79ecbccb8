package io.firebell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.firebell.standalone.kit.Eventually;
import io.firebell.standalone.kit.Program;
import io.firebell.standalone.kit.SlackWorkspace;
import io.firebell.standalone.kit.SlackWorkspace.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A night in Slack, on a real broker: what is posted there, clicked there and replied there.
class SlackIT {

  private static final String SECRET = "the signing secret of the app";
  private static final String HERE = "/v1/slack";
  private static final String THERE = "/t/acme/v1/slack";
  private static final String ALICE = "U024BE7LH";

  @TempDir private static Path directory;

  /// Each kind of incident has a channel of its own.
  private static String policy(SlackWorkspace slack) throws IOException {
    Path secret = Files.writeString(directory.resolve("secret"), SECRET);
    return """
    version: 1
    classify: [{ name: all, when: 'true', priority: P1 }]
    routes:
      - { match: 'kind="database"', plan: database, groupWait: 0s, groupInterval: 1s }
      - { plan: other, groupWait: 0s, groupInterval: 1s }
    plans:
      database: { P1: { notify: databases, escalate: all }, P2: { log: true }, P3: { log: true }, P4: { log: true } }
      other: { P1: { notify: incidents, escalate: all }, P2: { log: true }, P3: { log: true }, P4: { log: true } }
    escalations: { all: { steps: [{ page: user/alice, wait: 1h }, { page: user/bob, wait: 1h }] } }
    users: { alice: { slack: U024BE7LH }, bob: { slack: U024BE7LI } }
    channels:
      databases: { slack: { channel: '#databases' } }
      incidents: { slack: { channel: '#incidents' } }
    providers: { slack: { token: '${file:SECRET}', signingSecret: '${file:SECRET}', api: 'API' } }
    """
        .replace("SECRET", secret.toString())
        .replace("API", slack.api());
  }

  private static String alert(String name, String kind) {
    return "{\"labels\":{\"alertname\":\"%s\",\"kind\":\"%s\"}}".formatted(name, kind);
  }

  private static Message awaitMessage(SlackWorkspace slack, String channel, String... buttons) {
    return slack.await(
        "a message in " + channel + " with " + List.of(buttons),
        one ->
            one.channel().equals(channel)
                && one.thread().isEmpty()
                && one.buttons().containsAll(List.of(buttons)));
  }

  private static Message awaitStory(SlackWorkspace slack, Message of, String text) {
    return slack.await(
        text + " below " + of.ts(),
        one -> one.thread().equals(of.ts()) && one.text().contains(text));
  }

  /// Waits until Firebell knows what it has posted, which it keeps from then on: what is in flight
  /// when it is killed comes again.
  private static void awaitDelivered(Program program, Message message) {
    Eventually.that(
        () -> "channel and page are delivered: are " + incident(program, message),
        () ->
            incident(program, message).path("timeline").findValuesAsText("fact").stream()
                    .filter("NotificationDelivered"::equals)
                    .count()
                == 2);
  }

  private static JsonNode incident(Program program, Message message) {
    String id = message.metadata().path("event_payload").path("subject").asText();
    return program.get("/v1/incidents/" + id);
  }

  @Test
  void anIncidentIsAnsweredInItsChannelAndItsStoryToldBelow() throws IOException {
    Path data = directory.resolve("data");
    try (SlackWorkspace slack = new SlackWorkspace(SECRET)) {
      Path policy = Files.writeString(directory.resolve("policy.yaml"), policy(slack));
      String[] tenants = {"--policy", policy.toString(), "--tenant", "acme=" + policy};
      Message posted;
      try (Program program = Program.up(data, tenants)) {
        assertThat(program.post("/v1/alerts", alert("DiskFull", "database"))).isEqualTo(202);
        assertThat(program.post("/v1/alerts", alert("Slow", "web"))).isEqualTo(202);
        posted = awaitMessage(slack, "C-databases", "firebell_acknowledge", "firebell_assign");
        awaitMessage(slack, "C-incidents", "firebell_acknowledge");
        assertThat(posted.text()).contains("DiskFull");
        assertThat(posted.blocks().toString()).contains("On call: <@" + ALICE + ">");
        awaitDelivered(program, posted);

        assertThat(slack.click(program, THERE, posted, "firebell_resolve", ALICE)).isEqualTo(200);
        assertThat(slack.click(program, HERE, posted, "firebell_acknowledge", ALICE))
            .isEqualTo(200);
        program.kill();
      }
      try (Program program = Program.up(data, tenants)) {
        Message taken =
            slack.await(
                "the message is changed in place",
                one ->
                    one.ts().equals(posted.ts())
                        && one.blocks().toString().contains("Taken by <@" + ALICE + ">"));
        assertThat(taken.buttons())
            .containsExactly("firebell_resolve", "firebell_snooze", "firebell_assign");
        awaitStory(slack, posted, "Acknowledged by alice");
        assertThat(incident(program, posted).path("acknowledgedBy").asText()).isEqualTo("alice");

        assertThat(slack.click(program, HERE, posted, "firebell_acknowledge", "U999"))
            .isEqualTo(200);
        slack.awaitWhisper("That was refused: already acknowledged by alice");

        String note = "incident note failing over";
        assertThat(slack.reply(program, HERE, taken, note, ALICE)).isEqualTo(200);
        Eventually.that(
            "the note is on the timeline",
            () -> incident(program, posted).path("timeline").toString().contains("failing over"));
        assertThat(slack.click(program, HERE, taken, "firebell_resolve", "U999")).isEqualTo(200);
        awaitStory(slack, posted, "resolved by somebody (Slack)");
        Message over =
            slack.await(
                "it has no buttons",
                one -> one.ts().equals(posted.ts()) && one.buttons().isEmpty());
        assertThat(over.changes()).isGreaterThan(taken.changes());
        assertThat(
                slack.messages(
                    one -> one.channel().equals("C-databases") && one.thread().isEmpty()))
            .hasSize(1);
        assertThat(slack.reply(program, HERE, over, "incident ack", ALICE)).isEqualTo(200);
        slack.awaitWhisper("That was refused: the incident is over");
        assertThat(program.get("/t/acme/v1/incidents").path("incidents")).isEmpty();
      }
    }
  }
}
