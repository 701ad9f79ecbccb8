package io.firebell.streams.query;

import io.firebell.core.alert.Alert;
import io.firebell.core.alert.Breach;
import io.firebell.core.alert.Labels;
import io.firebell.core.incident.Command;
import io.firebell.core.incident.Fact;
import io.firebell.core.incident.LoggedFact;
import io.firebell.core.policy.Policy;
import io.firebell.schemas.Topics;
import io.firebell.schemas.codec.ValueSerdes;
import io.firebell.schemas.policy.PolicyReader;
import io.firebell.schemas.policy.PolicyReading;
import io.firebell.streams.topology.IncidentSerdes;
import io.firebell.streams.topology.IncidentTopology;
import io.firebell.streams.topology.PoisonHandler;
import io.firebell.streams.topology.StoreNames;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;

/// The topology on call, without a broker: what happens in it is there to be read at once.
final class Night implements AutoCloseable, IncidentQueries.Stores {

  static final Instant START = Instant.parse("2026-11-21T03:00:00Z");

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
        - { plan: all, groupBy: [service], groupWait: 10s, groupInterval: 1m, repeatInterval: 4h }
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
      channels:
        first: { terminal: {} }
      runbooks:
        - { match: 'service="db"', url: 'https://runbooks.example.com/db' }
      """;

  static final Policy IN_FORCE = ((PolicyReading.Accepted) PolicyReader.read(POLICY, 7)).policy();

  private final ValueSerdes serdes =
      ValueSerdes.connect(Map.of("schema.registry.url", "mock://" + UUID.randomUUID()));
  private final IncidentSerdes all = IncidentSerdes.of(serdes);
  private final TopologyTestDriver driver;
  private final TestInputTopic<String, Alert> alerts;
  private final TestInputTopic<String, Command> commands;
  private final TestOutputTopic<String, LoggedFact> facts;
  private Instant now = START;

  Night(Path state) {
    driver = new TopologyTestDriver(topology(), config(state), START);
    alerts =
        driver.createInputTopic(
            TOPICS.alerts().name(), new StringSerializer(), all.alert().serializer());
    commands =
        driver.createInputTopic(
            TOPICS.commands().name(), new StringSerializer(), commandSerializer());
    facts =
        driver.createOutputTopic(
            TOPICS.facts().name(), new StringDeserializer(), all.fact().deserializer());
  }

  Topology topology() {
    return new IncidentTopology(TOPICS, all, _ -> IN_FORCE, Duration.ofDays(1), () -> {}, () -> 0)
        .build();
  }

  static Properties config(Path state) {
    Properties config = new Properties();
    config.put("application.id", "test");
    config.put("bootstrap.servers", "127.0.0.1:1");
    config.put("state.dir", state.toString());
    config.put("deserialization.exception.handler", PoisonHandler.class);
    config.put(PoisonHandler.TOPIC, TOPICS.deadLetters().name());
    return config;
  }

  Serializer<Command> commandSerializer() {
    return all.command().serializer();
  }

  /// An alert fires and opens an incident.
  ///
  /// @return the id of the incident
  String fire(String service, String severity, String instance) {
    return fireOf("default", service, severity, instance);
  }

  /// An alert of a tenant fires and opens an incident.
  ///
  /// @return the id of the incident
  String fireOf(String tenant, String service, String severity, String instance) {
    facts.readValuesToList();
    joinOf(tenant, service, severity, instance);
    List<LoggedFact> happened = facts.readValuesToList();
    return happened.stream()
        .filter(fact -> fact.fact() instanceof Fact.IncidentOpened)
        .findFirst()
        .orElseThrow(() -> new AssertionError("opened nothing: " + happened))
        .incidentId();
  }

  /// Another alert fires in an incident that is open.
  void join(String service, String severity, String instance) {
    joinOf("default", service, severity, instance);
  }

  /// Others fire in an incident that is open, all at once.
  void joinMany(String service, String severity, int count) {
    IntStream.range(0, count).forEach(i -> pipe("default", service, severity, "many-" + i, null));
    advance(Duration.ofSeconds(15));
  }

  /// An alert that fires ends.
  void end(String service, String severity, String instance) {
    send("default", service, severity, instance, now);
  }

  private void joinOf(String tenant, String service, String severity, String instance) {
    send(tenant, service, severity, instance, null);
  }

  private void send(
      String tenant, String service, String severity, String instance, @Nullable Instant endsAt) {
    pipe(tenant, service, severity, instance, endsAt);
    advance(Duration.ofSeconds(15));
  }

  private void pipe(
      String tenant, String service, String severity, String instance, @Nullable Instant endsAt) {
    Labels labels =
        Labels.of(
            "alertname", "Down", "service", service, "severity", severity, "instance", instance);
    Labels annotations = Labels.of("summary", service + " is down");
    Alert alert = new Alert(tenant, labels, annotations, now, endsAt, "", Breach.NONE, "test", now);
    alerts.pipeInput(tenant + "/" + alert.fingerprint(), alert, now);
  }

  /// A command arrives.
  void carryOut(String group, Command command) {
    commands.pipeInput(group, command, now);
    advance(Duration.ofSeconds(1));
  }

  void advance(Duration by) {
    now = now.plus(by);
    driver.advanceWallClockTime(by);
  }

  @Override
  @SuppressWarnings("unchecked") // the types of stores go by their names
  public <T> T find(StoreQueryParameters<T> which) {
    String name = which.storeName();
    return (T)
        (name.equals(StoreNames.TIMELINE)
            ? driver.getWindowStore(name)
            : driver.getKeyValueStore(name));
  }

  @Override
  public void close() {
    driver.close();
    serdes.close();
  }
}
