package io.firebell.notifier.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Outcome;
import io.firebell.notifier.http.Reach;
import io.firebell.notifier.kit.HttpFarSide;
import io.firebell.notifier.kit.HttpSenderContract;
import io.firebell.notifier.kit.HttpServer;
import io.firebell.notifier.kit.HttpServer.Response;
import io.firebell.notifier.kit.Json;
import io.firebell.notifier.kit.Policies;
import io.firebell.notifier.kit.Samples;
import io.firebell.notifier.send.Sender;
import io.firebell.notifier.template.Templates;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IncomingWebhookTest extends HttpSenderContract {

  private final Templates templates =
      new Templates("", _ -> Policies.SHORTEST, new SimpleMeterRegistry());

  @Override
  protected HttpFarSide farSide() {
    return new IncomingWebhookStandIn();
  }

  @Override
  protected Sender sender(Reach reach) {
    return new SlackSender(
        ANSWER_WITHIN, ANSWER_WITHIN, reach, _ -> Policies.SHORTEST, templates, "", CLOCK);
  }

  private IncomingWebhookStandIn slack() {
    return (IncomingWebhookStandIn) farSide;
  }

  @ParameterizedTest
  @EnumSource(names = {"OPENED", "PAGED", "RESOLVED"})
  void eachNotificationIsAMessageOfItsOwn(Event event) throws Exception {
    assertThat(send(Samples.of(ChannelType.SLACK, event))).isEqualTo(new Outcome.Delivered(""));

    JsonNode message = slack().messages().getLast();
    assertThat(message.has("channel")).isFalse();
    assertThat(message.path("text").asText()).isNotBlank();
    assertThat(message.path("blocks"))
        .isEqualTo(new ObjectMapper().readTree(Json.resource("/golden/slack-" + event + ".json")));
  }

  @Test
  void theChannelIsAskedForWhereOneIsSet() throws InterruptedException {
    send(paged(), slack().address(Map.of("webhook", slack().url(), "channel", "#noc")));

    assertThat(slack().messages().getLast().path("channel").asText()).isEqualTo("#noc");
  }

  @Test
  void aMessageIsInTheWordsOfItsTemplate() throws InterruptedException {
    Map<String, String> settings =
        Map.of("webhook", slack().url(), "templates.default.text", "*{{ news }}* <!here>");

    assertThat(send(paged(), slack().address(settings))).isEqualTo(new Outcome.Delivered(""));

    assertThat(slack().messages().getLast().at("/blocks/1/text/text").textValue())
        .isEqualTo("*Page: step 1 of production, round 1* <!here>");
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_payload,        Slack answered 400 invalid_payload",
    "403, action_prohibited,      Slack answered 403 action_prohibited",
    "404, channel_not_found,      Slack answered 404 channel_not_found",
    "410, channel_is_archived,    Slack answered 410 channel_is_archived",
    "404, <html>no such</html>,   Slack answered 404",
    "302, found,                  Slack answered 302 found"
  })
  void refusalsAreNamed(int status, String said, String reason) throws InterruptedException {
    try (HttpServer server = new HttpServer(_ -> new Response(status, Map.of(), said))) {
      assertThat(send(paged(), slack().address(Map.of("webhook", server.url() + "/services/x"))))
          .isEqualTo(new Outcome.Rejected(reason));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"xoxb-1", "https://", "ftp://example.com/x", "https://example.com/{x}"})
  void whatIsNoUrlIsRejectedAndNotRepeated(String webhook) throws InterruptedException {
    assertThat(send(paged(), slack().address(Map.of("webhook", webhook))))
        .isEqualTo(new Outcome.Rejected("the webhook should be a URL: is none"));
  }
}
