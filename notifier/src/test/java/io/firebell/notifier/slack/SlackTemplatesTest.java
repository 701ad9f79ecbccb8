package io.firebell.notifier.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.firebell.core.alert.Labels;
import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.MaintenanceSummary.Stage;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Outcome;
import io.firebell.core.notify.Recipient;
import io.firebell.notifier.http.Reach;
import io.firebell.notifier.kit.Hostile;
import io.firebell.notifier.kit.Policies;
import io.firebell.notifier.kit.Samples;
import io.firebell.notifier.send.Address;
import io.firebell.notifier.slack.SlackStandIn.Call;
import io.firebell.notifier.template.Templates;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a policy's own words become in a message, and what an alert's do.
class SlackTemplatesTest {

  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);
  private static final Notification PAGED = Samples.of(ChannelType.SLACK, Event.PAGED);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  @AutoClose private final SlackStandIn slack = new SlackStandIn();

  @AutoClose
  private final SlackSender sender =
      new SlackSender(
          ANSWER_WITHIN,
          ANSWER_WITHIN,
          Reach.EVERYWHERE,
          _ -> Policies.SHORTEST,
          new Templates("", _ -> Policies.SHORTEST, meters),
          "",
          InstantSource.fixed(Instant.parse("2026-11-21T01:02:03Z")));

  private void send(Notification notification, Address address) throws InterruptedException {
    assertThat(sender.send(notification, address)).isInstanceOf(Outcome.Delivered.class);
  }

  @Test
  void aTemplateSaysWhatStandsBetweenTheTitleAndTheButtons() throws Exception {
    Address address = slack.hearing(Map.of("templates.default.text", "*{{ news }}*\n<!here>"));

    send(
        Samples.of(
            Recipient.channel(ChannelType.SLACK, "ops"),
            Event.PAGED,
            SlackStandIn.CHANNEL_ID + ":1763690000.000100"),
        address);

    List<Call> calls = slack.calls();
    JsonNode blocks = calls.getFirst().blocks();
    assertThat(blocks.findValuesAsText("type"))
        .startsWith("header", "plain_text", "section", "mrkdwn", "actions");
    assertThat(blocks.at("/0/text/text").textValue())
        .isEqualTo("🔴 [P1 Critical] DatabaseDown orders-db (4 firing)");
    assertThat(blocks.at("/1/text/text").textValue())
        .isEqualTo("*Page: step 1 of production, round 1*\n<!here>");
    assertThat(blocks.at("/1/text/verbatim").booleanValue()).isTrue();
    assertThat(blocks.findValuesAsText("action_id")).contains("firebell_acknowledge");
    assertThat(calls.getFirst().get("text")).endsWith("\nPage: step 1 of production, round 1");
    assertThat(calls.getLast().get("text")).isEqualTo("Page: step 1 of production, round 1");
  }

  @ParameterizedTest
  @EnumSource
  void maintenanceIsInTheWordsOfItsTemplateToo(Stage stage) throws Exception {
    send(
        Samples.maintenance(ChannelType.SLACK, stage),
        slack.hearing(Map.of("templates.maintenance.text", "{{ maintenance.stage }}")));

    assertThat(slack.calls().getLast().said()).contains(stage.name().toLowerCase(Locale.ROOT));
  }

  @Test
  void whatAnAlertSaysIsLookedThroughForNoNamesToMention() throws Exception {
    Labels said = Labels.of("summary", "@here #general https://wiki/db");

    send(
        PAGED.showing(List.of(Samples.alert(true, Labels.of("a", "b"), said)), 0),
        slack.hearing(Map.of()));

    JsonNode blocks = slack.calls().getLast().blocks();
    List<JsonNode> texts =
        blocks.findParents("type").stream()
            .filter(text -> text.path("type").asText().equals("mrkdwn"))
            .toList();
    assertThat(texts)
        .isNotEmpty()
        .allSatisfy(text -> assertThat(text.path("verbatim").booleanValue()).isTrue());
    assertThat(texts.toString()).contains("@here #general <https://wiki/db>");
  }

  @Test
  void whatAnAlertSaysIsNoMentionAndNoLinkInATemplate() throws Exception {
    Labels said = Labels.of("summary", "!channel", "description", "<!here> & <https://e.org|x>");
    Address address =
        slack.hearing(
            Map.of(
                "templates.default.text",
                "{{ annotations.description }} <{{ summary }}> <{{ links.firebell }}|open>"));

    send(PAGED.showing(List.of(Samples.alert(true, Labels.of("a", "b"), said)), 0), address);

    assertThat(slack.calls().getLast().said())
        .contains("&lt;!here&gt; &amp; &lt;https://e.org|x&gt; &lt;!channel> <|open>");
  }

  @Test
  void aTemplateThatMakesMuchIsSplitAndCutAndOneThatMakesNothingIsLeftOut() throws Exception {
    Notification hostile = Hostile.notification(ChannelType.SLACK);
    send(
        hostile.showing(hostile.alerts().subList(0, 20), 0),
        slack.hearing(Map.of("templates.default.text", "{{#each alerts}}{{ name }}{{/each}}")));
    send(PAGED, slack.hearing(Map.of("templates.default.text", "{{ maintenance.name }}")));

    assertThat(slack.calls().getFirst().said())
        .anyMatch(text -> text.matches("(?s).*_…\\d+ more characters are left out\\._"));
    assertThat(slack.calls().getLast().blocks().findValuesAsText("type"))
        .doesNotContain("section")
        .contains("actions");
  }

  @Test
  void aTemplateThatFailsKeepsNothingBack() throws Exception {
    send(PAGED, slack.hearing(Map.of("templates.default.text", "\n {{ nothing }}")));

    assertThat(slack.calls().getLast().said())
        .anyMatch(text -> text.contains("orders-db does not answer"))
        .anyMatch(text -> text.startsWith("The template of ops (text) failed, so this is what is"))
        .anyMatch(text -> text.contains("2:5: \"nothing\" is not known"));
    assertThat(meters.get("firebell.templates.failed").tag("type", "slack").counter().count())
        .isEqualTo(1);
  }
}
