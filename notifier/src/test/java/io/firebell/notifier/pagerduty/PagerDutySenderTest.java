package io.firebell.notifier.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firebell.core.classify.Priority;
import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.MaintenanceSummary.Stage;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Outcome;
import io.firebell.notifier.http.JsonPost;
import io.firebell.notifier.http.Reach;
import io.firebell.notifier.kit.Hostile;
import io.firebell.notifier.kit.HttpFarSide;
import io.firebell.notifier.kit.HttpSenderContract;
import io.firebell.notifier.kit.Json;
import io.firebell.notifier.kit.Policies;
import io.firebell.notifier.kit.Samples;
import io.firebell.notifier.send.Address;
import io.firebell.notifier.send.Sender;
import io.firebell.notifier.template.Templates;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PagerDutySenderTest extends HttpSenderContract {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Override
  protected HttpFarSide farSide() {
    return new PagerDutyStandIn();
  }

  @Override
  protected Sender sender(Reach reach) {
    return new PagerDutySender(
        new JsonPost(ANSWER_WITHIN, ANSWER_WITHIN, reach, CLOCK),
        new Templates("https://firebell.example.com", _ -> Policies.SHORTEST, meters),
        "https://firebell.example.com");
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

  private Address with(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(farSide.address().settings());
    settings.putAll(more);
    return new Address(ChannelType.PAGERDUTY, "ops", settings);
  }

  @Test
  void aTemplateMakesTheSummaryAndADetailAndNothingElse() throws Exception {
    send(
        paged(),
        with(
            Map.of(
                "templates.paged.subject", "{{ incident.priority }}: {{ news }}",
                "templates.paged.text", "{{#each alerts}}{{ labels.instance }}\n{{/each}}")));

    JsonNode builtIn = new ObjectMapper().readTree(Json.resource("/golden/pagerduty-PAGED.json"));
    assertThat(accepted().at("/payload/summary").textValue())
        .isEqualTo("P1: Page: step 1 of production, round 1");
    assertThat(accepted().at("/payload/custom_details/Message").textValue())
        .isEqualTo("db-1\ndb-2");
    ((ObjectNode) accepted().at("/payload/custom_details")).remove("Message");
    ((ObjectNode) accepted().path("payload")).set("summary", builtIn.at("/payload/summary"));
    assertThat(accepted()).isEqualTo(builtIn);
  }

  @Test
  void whatATemplateMakesOfAnythingIsWhatPagerDutyTakes() throws InterruptedException {
    Map<String, String> templates =
        Map.of(
            "templates.default.subject", "{{#each alerts}}{{ summary }}{{/each}}",
            "templates.default.text", "{{#each alerts}}{{ summary }}{{/each}}");

    Notification hostile = Hostile.notification(ChannelType.PAGERDUTY);
    Notification some = hostile.showing(hostile.alerts().subList(0, 10), 0);

    assertThat(send(some, with(templates))).isInstanceOf(Outcome.Delivered.class);
    assertThat(accepted().at("/payload/summary").textValue()).hasSize(1024).endsWith("…");
    assertThat(accepted().at("/payload/custom_details/Message").textValue())
        .hasSize(10_000)
        .endsWith("…");
    assertThat(accepted().path("dedup_key").textValue()).isEqualTo(Samples.INCIDENT_ID);
  }

  @Test
  void aTemplateThatFailsOrSaysNothingKeepsNothingBack() throws InterruptedException {
    send(
        paged(),
        with(
            Map.of(
                "templates.default.subject", " {{ maintenance.name }} ",
                "templates.default.text", "{{ nothing }}")));

    assertThat(accepted().at("/payload/summary").textValue())
        .isEqualTo("[P1 Critical] DatabaseDown orders-db (4 firing)");
    assertThat(accepted().at("/payload/custom_details/Remark").textValue())
        .startsWith("The template of ops (text) failed, so this is what is built in. 1:4: ");
    assertThat(meters.get("firebell.templates.failed").tag("type", "pagerduty").counter().count())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"UPDATED", "REPORTED", "REMINDED", "UPDATE_OVERDUE", "POSTMORTEM_DUE"})
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
