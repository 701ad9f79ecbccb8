package io.firebell.streams.topology;

import io.firebell.core.alert.Alert;
import io.firebell.core.alert.Breach;
import io.firebell.core.alert.Labels;
import io.firebell.core.heartbeat.Heartbeat;
import io.firebell.core.incident.Command;
import io.firebell.core.incident.Fact;
import io.firebell.core.incident.Footing;
import io.firebell.core.incident.IncidentId;
import io.firebell.core.incident.LoggedFact;
import io.firebell.core.mute.Silence;
import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Delivery;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;

/// The topology on a test driver, at a time of its own.
final class Rig implements AutoCloseable {

  static final Instant START = Instant.parse("2026-11-21T03:00:00Z");

  /// Each alert is a group of its own, of which a webhook tells after half a minute.
  static final String EACH_ALONE =
      """
      version: 1
      routes: [{ plan: all, groupBy: ['...'], groupWait: 30s }]
      plans: { all: { P1: { notify: [hook] }, P2: { notify: [hook] }, P3: { notify: [hook] }, P4: { notify: [hook] } } }
      channels: { hook: { webhook: { url: 'http://127.0.0.1:1/' } } }
      """;

  private static final Topics TOPICS = new Topics("firebell.", 1);

  private final ValueSerdes serdes;
  private final TopologyTestDriver driver;
  private final TestInputTopic<String, Alert> alerts;
  private final TestInputTopic<String, Silence> silences;
  private final TestOutputTopic<String, LoggedFact> factTopic;
  private final TestInputTopic<String, Command> commands;
  private final TestInputTopic<String, Delivery> deliveries;
  private final List<TestOutputTopic<String, Notification>> pages;
  private final List<LoggedFact> facts = new ArrayList<>();
  private Policy policy;
  private Instant now;
  private long worked;
  private Duration effort = Duration.ZERO;
  private int asked;

  Rig(String policyText, Path state) {
    this(policyText, state, START);
  }

  Rig(String policyText, Path state, Instant start) {
    this(policyText, state, start, Footing.LISTED);
  }

  /// @param listed how many alerts of an incident are listed
  Rig(String policyText, Path state, Instant start, int listed) {
    now = start;
    policy = read(policyText, 1);
    serdes = ValueSerdes.connect(Map.of("schema.registry.url", "mock://" + UUID.randomUUID()));
    var all = IncidentSerdes.of(serdes);
    Properties config = new Properties();
    config.put("application.id", "test");
    config.put("bootstrap.servers", "none:1");
    config.put("state.dir", state.toString());
    var topology =
        new IncidentTopology(
                TOPICS, all, _ -> policy, Duration.ofDays(1), listed, () -> {}, this::tick)
            .build();
    driver = new TopologyTestDriver(topology, config, start);
    alerts = input(TOPICS.alerts(), all.alert());
    silences = input(TOPICS.silences(), all.silence());
    factTopic = output(TOPICS.facts(), all.fact());
    commands = input(TOPICS.commands(), all.command());
    deliveries = input(TOPICS.deliveries(), all.delivery());
    pages =
        Arrays.stream(ChannelType.values())
            .map(type -> output(TOPICS.notifications(type), all.notification()))
            .toList();
  }

  private static Policy read(String text, long version) {
    return ((PolicyReading.Accepted) PolicyReader.read(text, version)).policy();
  }

  /// Puts another policy in force.
  void adopts(String policyText) {
    policy = read(policyText, policy.version() + 1);
  }

  Instant now() {
    return now;
  }

  /// From now on so much time is gone whenever a task looks how long it has been at work.
  void works(Duration between) {
    effort = between;
  }

  private long tick() {
    worked += effort.toNanos();
    return worked;
  }

  void fires(String... labels) {
    sends(null, labels);
  }

  void ends(String... labels) {
    sends(now, labels);
  }

  private void sends(@Nullable Instant endsAt, String... labels) {
    sends("default", Breach.NONE, endsAt, labels);
  }

  void sends(String tenant, Breach breach, @Nullable Instant endsAt, String... labels) {
    send(new Alert(tenant, Labels.of(labels), Labels.NONE, now, endsAt, "", breach, "test", now));
  }

  void sends(Labels annotations, Instant endsAt, String... labels) {
    send(
        new Alert(
            "default", Labels.of(labels), annotations, now, endsAt, "", Breach.NONE, "test", now));
  }

  private void send(Alert alert) {
    alerts.pipeInput(alert.tenant() + "/" + alert.fingerprint(), alert, now);
  }

  /// Alice wants something done to an incident.
  void wants(String incident, Command.Action action) {
    String group = IncidentId.parse(incident).group().hash();
    commands.pipeInput(group, new Command("asked-" + ++asked, "", incident, "alice", action), now);
  }

  /// The far side takes a notification.
  void takes(Notification one) {
    Outcome outcome = new Outcome.Delivered("");
    deliveries.pipeInput(
        one.subject().key(),
        new Delivery(one.id(), one.subject().id(), one.recipient(), outcome, 1, Duration.ZERO),
        now);
  }

  void beats(String name) {
    Alert beat = Heartbeat.heard("default", name, now);
    alerts.pipeInput("default/" + beat.fingerprint(), beat, now);
  }

  void silences(String id, Duration time, String matcher) {
    Silence silence =
        new Silence(id, "default", List.of(matcher), now, now.plus(time), "carol", "work", now);
    silences.pipeInput("default/" + id, silence, now);
  }

  void expires(String id, String matcher) {
    Silence silence =
        new Silence(id, "default", List.of(matcher), START, now, "carol", "work", now);
    silences.pipeInput("default/" + id, silence, now);
  }

  /// A silence that was stored by what ran before.
  void hasKnown(String id, Instant endsAt, String matcher) {
    Silence silence =
        new Silence(id, "default", List.of(matcher), START, endsAt, "carol", "work", START);
    driver.<String, Silence>getKeyValueStore(StoreNames.SILENCES).put("default/" + id, silence);
  }

  /// The ids of the silences that are known.
  List<String> known() {
    List<String> ids = new ArrayList<>();
    try (var all = driver.<String, Silence>getKeyValueStore(StoreNames.SILENCES).all()) {
      all.forEachRemaining(entry -> ids.add(entry.value.id()));
    }
    return ids;
  }

  /// How many entries there are of when which alert or silence has something due.
  int alertDeadlines() {
    int entries = 0;
    try (var all = driver.getKeyValueStore(StoreNames.ALERT_DEADLINES).all()) {
      for (; all.hasNext(); all.next()) {
        entries++;
      }
    }
    return entries;
  }

  void forgets(String id) {
    silences.pipeInput("default/" + id, null, now);
  }

  /// Lets time pass second by second, since the driver takes what is due only where it stops.
  void waits(Duration time) {
    for (long second = 0; second < time.toSeconds(); second++) {
      driver.advanceWallClockTime(Duration.ofSeconds(1));
      now = now.plusSeconds(1);
    }
  }

  /// Lets a long time pass, in two steps: what is due at the end of the first is done in the
  /// second.
  void leaps(Duration time) {
    driver.advanceWallClockTime(time);
    now = now.plus(time);
    waits(Duration.ofSeconds(1));
  }

  /// What has been sent since this was last asked.
  List<Notification> sent() {
    return pages.stream().flatMap(topic -> topic.readValuesToList().stream()).toList();
  }

  /// The facts of a kind, from the beginning.
  <F extends Fact> List<F> facts(Class<F> kind) {
    return history().stream()
        .map(LoggedFact::fact)
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  /// All facts, from the beginning.
  List<LoggedFact> history() {
    facts.addAll(factTopic.readValuesToList());
    return List.copyOf(facts);
  }

  private <V> TestInputTopic<String, V> input(Topic topic, Serde<V> serde) {
    return driver.createInputTopic(topic.name(), Serdes.String().serializer(), serde.serializer());
  }

  private <V> TestOutputTopic<String, V> output(Topic topic, Serde<V> serde) {
    return driver.createOutputTopic(
        topic.name(), Serdes.String().deserializer(), serde.deserializer());
  }

  @Override
  public void close() {
    driver.close();
    serdes.close();
  }
}
