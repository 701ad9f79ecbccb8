package io.firebell.notifier.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firebell.core.classify.Priority;
import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.MaintenanceSummary.Stage;
import io.firebell.core.notify.Outcome;
import io.firebell.notifier.http.JsonPost;
import io.firebell.notifier.http.Reach;
import io.firebell.notifier.kit.HttpFarSide;
import io.firebell.notifier.kit.HttpSenderContract;
import io.firebell.notifier.kit.Json;
import io.firebell.notifier.kit.Samples;
import io.firebell.notifier.send.Address;
import io.firebell.notifier.send.Sender;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PagerDutySenderTest extends HttpSenderContract {

  @Override
  protected HttpFarSide farSide() {
    return new PagerDutyStandIn();
  }

  @Override
  protected Sender sender(Reach reach) {
    return new PagerDutySender(
        new JsonPost(ANSWER_WITHIN, ANSWER_WITHIN, reach, CLOCK), "https://firebell.example.com");
  }

  private JsonNode accepted() {
    return ((PagerDutyStandIn) farSide).events().getLast();
  }

  @ParameterizedTest
  @EnumSource(names = {"OPENED", "PAGED", "ACKNOWLEDGED", "RESOLVED"})
  void eachEventIsSentAsPagerDutyWantsIt(Event event) throws Exception {
    assertThat(send(Samples.of(ChannelType.PAGERDUTY, event)))
        .isEqualTo(new Outcome.Delivered(Samples.INCIDENT_ID));

    assertThat(accepted())
        .isEqualTo(
            new ObjectMapper().readTree(Json.resource("/golden/pagerduty-" + event + ".json")));
  }

  @ParameterizedTest
  @CsvSource({"P1,critical", "P2,error", "P3,warning", "P4,info"})
  void severityFollowsPriority(Priority priority, String severity) throws InterruptedException {
    send(Samples.withPriority(paged(), priority));

    assertThat(accepted().at("/payload/severity").asText()).isEqualTo(severity);
  }

  @Test
  void theChannelsOwnSeverityComesFirst() throws InterruptedException {
    Map<String, String> settings = new HashMap<>(farSide.address().settings());
    settings.put("severity", "warning");

    send(paged(), new Address(ChannelType.PAGERDUTY, "ops", settings));

    assertThat(accepted().at("/payload/severity").asText()).isEqualTo("warning");
  }

  @ParameterizedTest
  @EnumSource(names = {"UPDATED", "REPORTED", "REMINDED"})
  void whatAsksNobodyToActIsNotSent(Event event) throws InterruptedException {
    assertThat(send(Samples.of(ChannelType.PAGERDUTY, event))).isInstanceOf(Outcome.Rejected.class);
    assertThat(((PagerDutyStandIn) farSide).requests()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void maintenanceIsNotSent(Stage stage) throws InterruptedException {
    assertThat(send(Samples.maintenance(ChannelType.PAGERDUTY, stage)))
        .isEqualTo(new Outcome.Rejected("PagerDuty has no event for maintenance"));
    assertThat(((PagerDutyStandIn) farSide).requests()).isEmpty();
  }

  @Test
  void whatPagerDutySaysWasWrongIsPassedOn() throws InterruptedException {
    assertThat(send(paged(), farSide.addressWithWrongCredentials()))
        .isEqualTo(
            new Outcome.Rejected(
                "127.0.0.1 answered 400: Length of 'routing_key' is incorrect (should be 32"
                    + " characters); was [hidden]"));
  }
}
