package io.firebell.notifier.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.MaintenanceSummary.Stage;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Outcome;
import io.firebell.core.notify.Recipient;
import io.firebell.core.policy.Policy;
import io.firebell.notifier.http.Reach;
import io.firebell.notifier.kit.Hostile;
import io.firebell.notifier.kit.HttpFarSide;
import io.firebell.notifier.kit.HttpSenderContract;
import io.firebell.notifier.kit.HttpServer;
import io.firebell.notifier.kit.HttpServer.Response;
import io.firebell.notifier.kit.Json;
import io.firebell.notifier.kit.Policies;
import io.firebell.notifier.kit.Samples;
import io.firebell.notifier.send.Address;
import io.firebell.notifier.send.Bundle;
import io.firebell.notifier.send.BundlingSender;
import io.firebell.notifier.send.Sender;
import io.firebell.notifier.slack.SlackStandIn.Call;
import io.firebell.notifier.template.Templates;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class SlackSenderTest extends HttpSenderContract {

  private static final String KNOWN = SlackStandIn.CHANNEL_ID + ":1763690000.000100";

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Templates templates = new Templates("", _ -> Policies.SHORTEST, meters);

  @Override
  protected HttpFarSide farSide() {
    return new SlackStandIn();
  }

  @Override
  protected Sender sender(Reach reach) {
    return new SlackSender(
        ANSWER_WITHIN, ANSWER_WITHIN, reach, _ -> Policies.SHORTEST, templates, "", CLOCK);
  }

  private SlackStandIn slack() {
    return (SlackStandIn) farSide;
  }

  private static Notification later(Event event) {
    return Samples.of(Recipient.channel(ChannelType.SLACK, "ops"), event, KNOWN);
  }

  @ParameterizedTest
  @EnumSource(names = {"OPENED", "PAGED", "RESOLVED"})
  void aFirstNotificationIsPostedToTheChannel(Event event) throws Exception {
    assertThat(send(Samples.of(ChannelType.SLACK, event)))
        .isEqualTo(new Outcome.Delivered(SlackStandIn.CHANNEL_ID + ":1763690645.000201"));

    Call call = slack().calls().getLast();
    assertThat(call.method()).isEqualTo("chat.postMessage");
    assertThat(call.get("channel")).isEqualTo("#incidents");
    assertThat(call.get("thread_ts")).isEmpty();
    assertThat(call.get("text")).startsWith(event == Event.RESOLVED ? "✅ [P1" : "🔴 [P1");
    assertThat(call.blocks()).isEqualTo(tree(Json.resource("/golden/slack-" + event + ".json")));
  }

  @ParameterizedTest
  @EnumSource
  void maintenanceIsAMessageToo(Stage stage) throws Exception {
    send(Samples.maintenance(ChannelType.SLACK, stage));

    Call call = slack().calls().getLast();
    assertThat(call.get("text"))
        .startsWith((stage.isLast() ? "✅" : "🛠️") + " [Maintenance] database window (");
    assertThat(call.blocks().findValuesAsText("text"))
        .anyMatch(text -> text.contains("*Ends*\nSun 2026-11-22 05:00 UTC"))
        .noneMatch(text -> text.contains("Acknowledge"));
  }

  @Test
  void severalAreToldInAMessageThatIsNobodysOwn() throws Exception {
    Bundle bundle =
        new Bundle(
            List.of(
                Samples.of(ChannelType.SLACK, Event.PAGED),
                Samples.maintenance(ChannelType.SLACK, Stage.PLANNED)));

    assertThat(((BundlingSender) sender).send(bundle, farSide.address()))
        .isInstanceOf(Outcome.Delivered.class);

    Call call = slack().calls().getLast();
    assertThat(call.method()).isEqualTo("chat.postMessage");
    assertThat(call.get("text")).isEqualTo("2 at once: 1 page, 1 new");
    assertThat(call.get("blocks"))
        .contains("`firebell incidents ack 7f3a9c1e5b2d4f60-3`")
        .contains("[Maintenance] database window");
  }

  @Test
  void aBundleFitsIntoAMessageWhateverItHolds() throws InterruptedException {
    List<Notification> many = Collections.nCopies(50, Hostile.notification(ChannelType.SLACK));

    assertThat(((BundlingSender) sender).send(new Bundle(many), farSide.address()))
        .isInstanceOf(Outcome.Delivered.class);
  }

  @Test
  void whatChangesAMessageIsNotBundled() {
    assertThat(((BundlingSender) sender).bundles(later(Event.UPDATED))).isFalse();
    assertThat(((BundlingSender) sender).bundles(Samples.of(ChannelType.SLACK, Event.UPDATED)))
        .isTrue();
  }

  @Test
  void whatIsOnlyBegunAnewChangesTheMessage() throws InterruptedException {
    assertThat(send(later(Event.OPENED))).isEqualTo(new Outcome.Delivered(KNOWN));

    assertThat(slack().calls()).extracting(Call::method).containsExactly("chat.update");
    assertThat(slack().calls().getFirst().get("ts")).isEqualTo("1763690000.000100");
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "OPENED")
  void theStoryIsToldInTheThreadToo(Event event) throws InterruptedException {
    assertThat(send(later(event))).isEqualTo(new Outcome.Delivered(KNOWN));

    List<Call> calls = slack().calls();
    assertThat(calls).extracting(Call::method).containsExactly("chat.update", "chat.postMessage");
    assertThat(calls.getLast().get("channel")).isEqualTo(SlackStandIn.CHANNEL_ID);
    assertThat(calls.getLast().get("thread_ts")).isEqualTo("1763690000.000100");
    assertThat(calls.getLast().get("text"))
        .isEqualTo(
            switch (event) {
              case PAGED -> "Page: step 1 of production, round 1";
              case UPDATED -> "Update: 1 more firing";
              case ACKNOWLEDGED -> "Acknowledged by alice";
              case REPORTED -> "Status: mitigating: failing over to the replica (alice)";
              case REMINDED, UPDATE_OVERDUE ->
                  "Reminder: a status update was due at 2025-11-21T02:30:00Z";
              case POSTMORTEM_DUE ->
                  "Reminder: the post-mortem of 7f3a9c1e5b2d4f60-3 was due at 2025-11-22T01:12:05Z";
              default -> "Resolved after 12m 5s: all its alerts are over";
            });
    assertThat(calls.getLast().get("reply_broadcast"))
        .isEqualTo(
            switch (event) {
              case PAGED, REMINDED, UPDATE_OVERDUE, POSTMORTEM_DUE -> "1";
              default -> "0";
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"message_not_found", "cant_update_message", "edit_window_closed"})
  void aMessageThatCannotBeChangedAnyMoreIsPostedAnew(String error) throws InterruptedException {
    slack().fail("chat.update", error);

    assertThat(send(later(Event.UPDATED)))
        .isEqualTo(new Outcome.Delivered(SlackStandIn.CHANNEL_ID + ":1763690645.000201"));
  }

  @ParameterizedTest
  @EnumSource(names = {"PAGED", "UPDATED", "ACKNOWLEDGED", "RESOLVED"})
  void whereSomebodyHearsOfItAMessageHasTheButtonsThatMakeSense(Event event) throws Exception {
    send(Samples.of(ChannelType.SLACK, event), slack().hearing());

    JsonNode blocks = slack().calls().getLast().blocks();
    assertThat(blocks.findValuesAsText("action_id"))
        .containsExactlyElementsOf(
            switch (event) {
              case RESOLVED -> List.<String>of();
              case ACKNOWLEDGED ->
                  List.of("firebell_resolve", "firebell_snooze", "firebell_assign");
              default ->
                  List.of(
                      "firebell_acknowledge",
                      "firebell_resolve",
                      "firebell_snooze",
                      "firebell_escalate",
                      "firebell_assign");
            });
    assertThat(blocks.findValuesAsText("value")).allMatch(Samples.INCIDENT_ID::equals);
    assertThat(blocks.toString()).doesNotContain("firebell incidents ack");
  }

  @Test
  void theEndOfWhatIsToldHasNoButtons() throws Exception {
    Notification paged = Samples.of(ChannelType.SLACK, Event.PAGED);
    Notification merged =
        new Notification(
            paged.id(),
            paged.recipient(),
            Event.RESOLVED,
            "merged",
            1,
            "",
            paged.at(),
            paged.subject(),
            paged.alerts(),
            0);
    send(merged, slack().hearing());

    assertThat(slack().calls().getLast().get("blocks")).doesNotContain("action_id");
  }

  @Test
  void maintenanceHasNoButtons() throws Exception {
    send(Samples.maintenance(ChannelType.SLACK, Stage.PLANNED), slack().hearing());

    assertThat(slack().calls().getLast().get("blocks")).doesNotContain("action_id");
  }

  @Test
  void thoseWhoAreOnCallAndWhoeverHasItAreMentioned() throws Exception {
    Policy policy =
        Policies.of(
            """
            version: 1
            routes: [{ plan: all }]
            plans: { all: { P1: { escalate: all }, P2: { log: true }, P3: { log: true }, P4: { log: true } } }
            escalations: { all: { steps: [{ page: [schedule/primary, user/carol, channel/screen], wait: 5m }, { page: user/alice }] } }
            schedules: { primary: { timezone: UTC, rotate: daily, handoff: '09:00', start: '2026-01-05', users: [alice] } }
            users: { alice: { slack: U024BE7LH }, carol: { webhook: 'https://example.com' } }
            channels: { screen: { terminal: {} } }
            providers: { slack: { token: '${env:TOKEN}' } }
            """);
    try (Sender sender =
        new SlackSender(
            ANSWER_WITHIN,
            ANSWER_WITHIN,
            Reach.EVERYWHERE,
            _ -> policy,
            templates,
            "https://firebell.example.com",
            CLOCK)) {
      sender.send(Samples.of(ChannelType.SLACK, Event.PAGED), slack().address());
      sender.send(Samples.of(ChannelType.SLACK, Event.ACKNOWLEDGED), slack().address());
    }

    assertThat(slack().calls().get(0).blocks().findValuesAsText("text"))
        .anyMatch(text -> text.startsWith("On call: <@U024BE7LH>, carol"))
        .anyMatch(text -> text.contains("<https://firebell.example.com/v1/incidents/7f3a"));
    assertThat(slack().calls().get(1).blocks().findValuesAsText("text"))
        .anyMatch(text -> text.startsWith("Taken by <@U024BE7LH>"))
        .noneMatch(text -> text.contains("On call"));
  }

  @Test
  void aUserIsWrittenToByMemberId() throws InterruptedException {
    send(paged(), slack().address("U024BE7LH", SlackStandIn.TOKEN));

    assertThat(slack().calls().getLast().get("channel")).isEqualTo("U024BE7LH");
  }

  @Test
  void anotherSystemsIdIsNoMessage() throws InterruptedException {
    Recipient recipient = Recipient.channel(ChannelType.SLACK, "ops");

    send(Samples.of(recipient, Event.UPDATED, "7f3a9c1e5b2d4f60-3-n1"));

    assertThat(slack().calls()).extracting(Call::method).containsExactly("chat.postMessage");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ratelimited",
        "fatal_error",
        "internal_error",
        "service_unavailable",
        "request_timeout"
      })
  void errorsThatPassAreToBeRetried(String error) throws InterruptedException {
    slack().fail("chat.postMessage", error);

    assertThat(send(paged()))
        .isEqualTo(new Outcome.Retry("Slack answered " + error, Duration.ZERO));
    assertThat(send(later(Event.PAGED))).isInstanceOf(Outcome.Retry.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "channel_not_found",
        "not_in_channel",
        "is_archived",
        "invalid_auth",
        "account_inactive",
        "token_revoked",
        "missing_scope",
        "msg_too_long",
        "an_error_of_next_year"
      })
  void otherErrorsAreRejected(String error) throws InterruptedException {
    slack().fail("chat.postMessage", error);

    assertThat(send(paged())).isEqualTo(new Outcome.Rejected("Slack answered " + error));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>proxy</html>", "[]", "{", "null", "{\"ok\":\"perhaps\"}"})
  void whatIsNotSlacksAnswerIsToBeRetried(String body) throws InterruptedException {
    try (HttpServer server = new HttpServer(_ -> new Response(200, Map.of(), body))) {
      assertThat(send(paged(), at(server))).isInstanceOf(Outcome.Retry.class);
    }
  }

  @Test
  void anAnswerThatNamesNoMessageIsADeliveryWithoutAnId() throws InterruptedException {
    try (HttpServer server = new HttpServer(_ -> new Response(200, Map.of(), "{\"ok\":true}"))) {
      assertThat(send(paged(), at(server))).isEqualTo(new Outcome.Delivered(""));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 307})
  void redirectsAreNotFollowed(int status) throws InterruptedException {
    Map<String, String> headers = Map.of("Location", slack().address().get("api"));
    try (HttpServer server = new HttpServer(_ -> new Response(status, headers, ""))) {
      assertThat(send(paged(), at(server))).isInstanceOf(Outcome.Rejected.class);
    }
    assertThat(slack().requests()).isEmpty();
  }

  private static Address at(HttpServer server) {
    return new Address(
        ChannelType.SLACK,
        "ops",
        Map.of("channel", "#c", "token", SlackStandIn.TOKEN, "api", server.url() + "/api/"));
  }

  private static JsonNode tree(String json) throws JsonProcessingException {
    return new ObjectMapper().readTree(json);
  }
}
