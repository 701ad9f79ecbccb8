package io.firebell.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Alert;
import io.firebell.core.alert.Breach;
import io.firebell.core.alert.Labels;
import io.firebell.core.incident.Command;
import io.firebell.core.incident.Fact;
import io.firebell.core.incident.IncidentId;
import io.firebell.core.incident.LoggedFact;
import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Delivery;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Outcome;
import io.firebell.core.policy.Policy;
import io.firebell.schemas.Topic;
import io.firebell.schemas.Topics;
import io.firebell.schemas.codec.ValueSerdes;
import io.firebell.schemas.policy.PolicyReader;
import io.firebell.schemas.policy.PolicyReading;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncidentTopologyTest {

  private static final Instant START = Instant.parse("2026-11-21T03:00:00Z");
  private static final Topics TOPICS = new Topics("firebell.", 1);
  private static final String POLICY =
      """
      version: 1
      priorities:
        P1: { name: Critical, aliases: [critical] }
        P2: { name: High }
        P3: { name: Medium }
        P4: { name: Low }
      classify:
        - { name: severity, when: 'has(labels.severity)', priority: '{{ labels.severity }}' }
      routes:
        - { plan: all, groupBy: [alertname, service], groupWait: 10s, groupInterval: 1m, repeatInterval: 4h }
      plans:
        all:
          P1: { escalate: ladder }
          P2: { log: true }
          P3: { log: true }
          P4: { log: true }
      escalations:
        ladder:
          steps:
            - { page: [channel/first], wait: 5m }
            - { page: [channel/second], wait: 5m }
      channels:
        first: { terminal: {} }
        second: { terminal: {} }
      """;

  @TempDir private Path state;
  private ValueSerdes serdes;
  private TopologyTestDriver driver;
  private TestInputTopic<String, Alert> alerts;
  private TestInputTopic<String, Command> commands;
  private TestInputTopic<String, Delivery> deliveries;
  private TestOutputTopic<String, LoggedFact> facts;
  private TestOutputTopic<String, Notification> pages;
  private Instant now = START;
  private int asked;

  @BeforeEach
  void start() {
    serdes = ValueSerdes.connect(Map.of("schema.registry.url", "mock://" + UUID.randomUUID()));
    Policy policy = ((PolicyReading.Accepted) PolicyReader.read(POLICY, 7)).policy();
    var all = IncidentSerdes.of(serdes);
    Properties config = new Properties();
    config.put("application.id", "test");
    config.put("bootstrap.servers", "none:1");
    config.put("state.dir", state.toString());
    config.put("deserialization.exception.handler", PoisonHandler.class);
    config.put(PoisonHandler.TOPIC, TOPICS.deadLetters().name());
    var topology =
        new IncidentTopology(TOPICS, all, _ -> policy, Duration.ofDays(1), () -> {}, () -> 0)
            .build();
    driver = new TopologyTestDriver(topology, config, START);
    alerts = input(TOPICS.alerts(), all.alert());
    commands = input(TOPICS.commands(), all.command());
    deliveries = input(TOPICS.deliveries(), all.delivery());
    facts = output(TOPICS.facts(), all.fact());
    pages = output(TOPICS.notifications(ChannelType.TERMINAL), all.notification());
  }

  @AfterEach
  void stop() {
    driver.close();
    serdes.close();
  }

  @Test
  void aThousandRepeatsAreOneIncidentAndOnePage() {
    for (int i = 0; i < 1_000; i++) {
      fire("db", "critical");
    }
    assertThat(pages.isEmpty()).isTrue();
    advance(Duration.ofSeconds(10));
    assertThat(pages.readValuesToList())
        .extracting(Notification::event)
        .containsExactly(Event.PAGED);
    assertThat(happened(Fact.IncidentOpened.class)).hasSize(1);
  }

  @Test
  void anotherServiceIsAnotherIncident() {
    fire("db", "critical");
    fire("web", "critical");
    assertThat(happened(Fact.IncidentOpened.class))
        .extracting(LoggedFact::incidentId)
        .doesNotHaveDuplicates()
        .hasSize(2);
  }

  @Test
  void anUnacknowledgedIncidentPagesTheNextStepAfterItsWait() {
    fire("db", "critical");
    advance(Duration.ofSeconds(10));
    deliver(pages.readValue());
    advance(Duration.ofMinutes(4));
    fire("db", "critical");
    assertThat(pages.isEmpty()).isTrue();
    advance(Duration.ofMinutes(1));
    assertThat(pages.readValue().recipient().name()).isEqualTo("second");
  }

  @Test
  void anAcknowledgedIncidentPagesNobodyElse() {
    fire("db", "critical");
    advance(Duration.ofSeconds(10));
    Notification page = pages.readValue();
    deliver(page);
    acknowledge(page, now);
    assertThat(pages.readValue().event()).isEqualTo(Event.ACKNOWLEDGED);
    for (int i = 0; i < 5; i++) {
      advance(Duration.ofMinutes(4));
      fire("db", "critical");
    }
    assertThat(pages.isEmpty()).isTrue();
  }

  /// A flood, or a restart: the acknowledgement lies in its topic when the step is due.
  @Test
  void anAcknowledgementThatIsReadLateIsNotOvertakenByTheStepThatItStops() {
    fire("db", "critical");
    advance(Duration.ofSeconds(10));
    Notification page = pages.readValue();
    deliver(page);
    Instant acknowledgedAt = now.plusSeconds(60);
    advance(Duration.ofMinutes(5).minusMillis(100));
    Alert behind = alert("web", "critical", acknowledgedAt.minusSeconds(1));
    alerts.pipeInput("default/" + behind.fingerprint(), behind, behind.receivedAt());
    advance(Duration.ofMillis(200));
    assertThat(pages.isEmpty()).isTrue();

    acknowledge(page, acknowledgedAt);
    advance(Duration.ofMillis(250));

    assertThat(pages.readValuesToList())
        .filteredOn(one -> one.incident().id().equals(page.incident().id()))
        .extracting(Notification::event)
        .containsExactly(Event.ACKNOWLEDGED);
  }

  @Test
  void aStepIsNotHeldUpWhenNothingMoreIsRead() {
    fire("db", "critical");
    advance(Duration.ofSeconds(10));
    deliver(pages.readValue());
    advance(Duration.ofMinutes(5).minusMillis(100));
    Alert behind = alert("web", "info", now.minusSeconds(60));
    alerts.pipeInput("default/" + behind.fingerprint(), behind, behind.receivedAt());
    advance(Duration.ofMillis(100));
    assertThat(pages.isEmpty()).isTrue();
    advance(Duration.ofMillis(200));
    assertThat(pages.readValue().recipient().name()).isEqualTo("second");
  }

  @Test
  void aMergedIncidentIsSilentUntilTheOneThatItFollowsIsOver() {
    fire("db", "critical");
    fire("web", "critical");
    advance(Duration.ofSeconds(10));
    List<Notification> both = pages.readValuesToList();
    both.forEach(this::deliver);
    String db = both.getFirst().incident().id();
    String web = both.getLast().incident().id();

    command(web, new Command.Action.Merge(db, "no database, no web"));
    assertThat(facts.readValuesToList().stream().map(LoggedFact::fact))
        .contains(new Fact.IncidentTakenIn(web, "alice"));
    deliver(pages.readValue());
    keepFiring(Duration.ofMinutes(6), "db", "web");
    assertThat(pages.readValuesToList())
        .extracting(one -> one.incident().id())
        .isNotEmpty()
        .containsOnly(db);

    command(db, new Command.Action.Resolve("fixed"));
    assertThat(pages.readValuesToList())
        .filteredOn(one -> one.incident().id().equals(web))
        .extracting(Notification::event)
        .containsExactly(Event.PAGED);
    assertThat(facts.readValuesToList().stream().map(LoggedFact::fact))
        .contains(new Fact.IncidentSplit("", db, db + " is over"));
  }

  @Test
  void anIncidentThatIsMergedIntoNoneThatThereIsSpeaksAgain() {
    fire("db", "critical");
    advance(Duration.ofSeconds(10));
    Notification page = pages.readValue();
    deliver(page);
    facts.readValuesToList();
    String nowhere = "00000000000000aa-1";

    command(page.incident().id(), new Command.Action.Merge(nowhere, ""));

    assertThat(facts.readValuesToList().stream().map(LoggedFact::fact))
        .contains(
            new Fact.IncidentMerged("alice", nowhere, ""),
            new Fact.IncidentSplit("", nowhere, "there is no incident " + nowhere));
  }

  @Test
  void anAlertThatIsNotRepeatedExpiresAndEndsItsIncident() {
    fire("db", "critical");
    advance(Duration.ofMinutes(5));
    advance(Duration.ofMinutes(2));
    assertThat(happened(Fact.IncidentResolved.class)).hasSize(1);
  }

  @Test
  void aPoisonRecordGoesToTheDeadLettersAndTheStreamGoesOn() {
    var raw =
        driver.createInputTopic(
            TOPICS.alerts().name(), Serdes.String().serializer(), Serdes.ByteArray().serializer());
    raw.pipeInput("poison", new byte[] {9, 9, 9}, now.toEpochMilli());
    fire("db", "critical");
    var dead =
        driver.createOutputTopic(
            TOPICS.deadLetters().name(),
            Serdes.String().deserializer(),
            Serdes.ByteArray().deserializer());
    assertThat(dead.readRecord().headers().lastHeader("firebell.reason")).isNotNull();
    assertThat(happened(Fact.IncidentOpened.class)).hasSize(1);
  }

  private void fire(String service, String severity) {
    Alert alert = alert(service, severity, now);
    alerts.pipeInput("default/" + alert.fingerprint(), alert, now);
  }

  private static Alert alert(String service, String severity, Instant at) {
    Labels labels = Labels.of("alertname", "Down", "service", service, "severity", severity);
    return new Alert("default", labels, Labels.NONE, at, null, "", Breach.NONE, "test", at);
  }

  private void acknowledge(Notification page, Instant at) {
    commands.pipeInput(
        page.incident().group().key().hash(),
        new Command(
            "c1", "", page.incident().id(), "alice", new Command.Action.Acknowledge("on it")),
        at);
  }

  private void command(String incident, Command.Action action) {
    String group = IncidentId.parse(incident).group().hash();
    commands.pipeInput(group, new Command("asked-" + ++asked, "", incident, "alice", action), now);
  }

  private void keepFiring(Duration time, String... services) {
    for (Instant end = now.plus(time); now.isBefore(end); advance(Duration.ofMinutes(1))) {
      for (String service : services) {
        fire(service, "critical");
      }
    }
  }

  private void deliver(Notification page) {
    deliveries.pipeInput(
        page.incident().group().key().hash(),
        new Delivery(
            page.id(),
            page.incident().id(),
            page.recipient(),
            new Outcome.Delivered(""),
            1,
            Duration.ZERO),
        now);
  }

  private void advance(Duration time) {
    now = now.plus(time);
    driver.advanceWallClockTime(time);
  }

  private List<LoggedFact> happened(Class<? extends Fact> kind) {
    return facts.readValuesToList().stream().filter(fact -> kind.isInstance(fact.fact())).toList();
  }

  private <V> TestInputTopic<String, V> input(Topic topic, Serde<V> serde) {
    return driver.createInputTopic(topic.name(), Serdes.String().serializer(), serde.serializer());
  }

  private <V> TestOutputTopic<String, V> output(Topic topic, Serde<V> serde) {
    return driver.createOutputTopic(
        topic.name(), Serdes.String().deserializer(), serde.deserializer());
  }
}
