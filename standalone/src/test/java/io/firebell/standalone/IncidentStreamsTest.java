package io.firebell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Alert;
import io.firebell.core.alert.Breach;
import io.firebell.core.alert.Labels;
import io.firebell.core.incident.Command;
import io.firebell.core.incident.Fact;
import io.firebell.core.incident.LoggedFact;
import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Delivery;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Outcome;
import io.firebell.core.policy.Policy;
import io.firebell.schemas.DeadLetters;
import io.firebell.schemas.Topic;
import io.firebell.schemas.Topics;
import io.firebell.schemas.codec.Codecs;
import io.firebell.schemas.codec.RecordCodec;
import io.firebell.schemas.policy.PolicyDocument;
import io.firebell.schemas.policy.PolicyReader;
import io.firebell.schemas.policy.PolicyReading;
import io.firebell.standalone.kit.Cluster;
import io.firebell.standalone.kit.Eventually;
import io.firebell.standalone.kit.Tail;
import io.firebell.streams.IncidentStreams;
import io.firebell.streams.StreamsSettings;
import io.firebell.streams.topology.IncidentSerdes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The topology on a real broker, where this test is ingest, notifier and responder.
class IncidentStreamsTest {

  private static final String POLICY =
      """
      version: 1
      classify: [{ name: all, priority: P1 }]
      routes: [{ plan: all, groupBy: [service], groupWait: 0s, groupInterval: 1s }]
      plans:
        all: { P1: { escalate: desk }, P2: { log: true }, P3: { log: true }, P4: { log: true } }
      escalations: { desk: { steps: [{ page: channel/screen, wait: 1h }] } }
      channels: { screen: { terminal: {} } }
      """;

  @RegisterExtension private static final Cluster CLUSTER = new Cluster();
  @TempDir private static Path state;
  private static Topics topics;
  private static IncidentStreams streams;

  private final String service = UUID.randomUUID().toString();
  private Tail<Notification> notifications;
  private Tail<LoggedFact> facts;
  private Tail<byte[]> deadLetters;

  @BeforeAll
  static void start() throws InterruptedException {
    topics = CLUSTER.topics("topology.");
    Policy policy = ((PolicyReading.Accepted) PolicyReader.read(POLICY, 1)).policy();
    streams =
        IncidentStreams.start(
            new StreamsSettings(CLUSTER.clients(), state, "test", 1, 0, Duration.ofDays(1)),
            topics,
            IncidentSerdes.of(CLUSTER.serdes()),
            _ -> policy,
            _ -> "default",
            InstantSource.system());
    streams.awaitReady(Eventually.PATIENCE);
  }

  @AfterAll
  static void stop() {
    streams.close();
  }

  @BeforeEach
  void listen() {
    notifications =
        CLUSTER.tail(
            topics.notifications(ChannelType.TERMINAL),
            CLUSTER.serdes().deserializer(Codecs.NOTIFICATION));
    facts = CLUSTER.tail(topics.facts(), CLUSTER.serdes().deserializer(Codecs.FACT));
    deadLetters = CLUSTER.tail(topics.deadLetters(), new ByteArrayDeserializer());
  }

  @AfterEach
  void hangUp() {
    notifications.close();
    facts.close();
    deadLetters.close();
  }

  @Test
  void aThousandIdenticalAlertsAreOneIncidentAndOnePage() {
    Alert alert = alert(null);
    byte[] bytes =
        CLUSTER.serdes().serializer(Codecs.ALERT).serialize(topics.alerts().name(), alert);
    for (int i = 0; i < 1_000; i++) {
      var _ = CLUSTER.offer(topics.alerts(), key(alert), bytes);
    }
    report(awaitEvents(1).getFirst());
    send(alert(Instant.now()));

    // Its end comes after everything that the thousand have led to.
    assertThat(awaitEvents(2))
        .extracting(Notification::event)
        .containsExactly(Event.PAGED, Event.RESOLVED);
    assertThat(happened(Fact.IncidentOpened.class, 1)).hasSize(1);
  }

  @Test
  void decisionsAreWrittenInTransactions() throws Exception {
    send(alert(null));
    awaitEvents(1);

    assertThat(CLUSTER.admin().listTransactions().all().get())
        .extracting(transaction -> transaction.transactionalId())
        .anyMatch(id -> id.startsWith(topics.prefix() + "incident-streams"));
  }

  /// Bytes that cannot be worked on.
  enum Poison {
    NOT_AVRO,
    UNKNOWN_SCHEMA,
    OTHER_SCHEMA,
    NOTHING;

    /// What the reason should say.
    String reason() {
      return switch (this) {
        case NOT_AVRO -> "magic byte";
        case UNKNOWN_SCHEMA -> "schema";
        case OTHER_SCHEMA -> "PolicyDocument";
        case NOTHING -> "a record should have a value: has none";
      };
    }

    byte @Nullable [] bytes() {
      return switch (this) {
        case NOT_AVRO -> "this is no alert".getBytes(StandardCharsets.UTF_8);
        case UNKNOWN_SCHEMA -> new byte[] {0, 0x7f, 0, 0, 1, 2, 4, 6};
        case OTHER_SCHEMA ->
            CLUSTER
                .serdes()
                .serializer(Codecs.POLICY)
                .serialize("poison", new PolicyDocument("t", 1, "y", Instant.EPOCH, "b"));
        case NOTHING -> null;
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void poisonGoesToTheDeadLettersWithItsReasonAndTheStreamGoesOn(Poison poison) {
    Alert alert = alert(null);
    assertDeadLetter(topics.alerts(), key(alert), poison);
    send(alert);
    Notification page = awaitEvents(1).getFirst();

    assertDeadLetter(topics.deliveries(), groupOf(page), poison);
    report(page);
    happened(Fact.NotificationDelivered.class, 1);

    assertDeadLetter(topics.commands(), groupOf(page), poison);
    Command.Action acknowledge = new Command.Action.Acknowledge("");
    send(
        topics.commands(),
        groupOf(page),
        Codecs.COMMAND,
        new Command("c", "", page.incident().id(), "alice", acknowledge));
    assertThat(awaitEvents(2).getLast().event()).isEqualTo(Event.ACKNOWLEDGED);
  }

  /// Puts poison where what comes next under this key has to pass it.
  private void assertDeadLetter(Topic topic, String key, Poison poison) {
    byte @Nullable [] bytes = poison.bytes();
    RecordMetadata sent = CLUSTER.send(topic, key, bytes);
    ConsumerRecord<String, byte[]> letter =
        deadLetters
            .await(
                1,
                one ->
                    header(one, DeadLetters.TOPIC).equals(topic.name())
                        && header(one, DeadLetters.PARTITION)
                            .equals(Integer.toString(sent.partition()))
                        && header(one, DeadLetters.OFFSET).equals(Long.toString(sent.offset())))
            .getFirst();
    assertThat(letter.key()).isEqualTo(key);
    assertThat(letter.value()).isEqualTo(bytes);
    assertThat(header(letter, DeadLetters.REASON)).contains(poison.reason());
    assertThat(header(letter, DeadLetters.SERVICE)).isEqualTo("incident-streams");
    assertThat(header(letter, DeadLetters.TIMESTAMP)).isEqualTo(Long.toString(sent.timestamp()));
  }

  private static String header(ConsumerRecord<?, ?> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private Alert alert(@Nullable Instant endsAt) {
    Labels labels = Labels.of("alertname", "Down", "service", service);
    Instant now = Instant.now();
    Instant startsAt = Instant.EPOCH;
    return new Alert(
        "default", labels, Labels.NONE, startsAt, endsAt, "", Breach.NONE, "test", now);
  }

  private static String key(Alert alert) {
    return alert.tenant() + "/" + alert.fingerprint();
  }

  private static void send(Alert alert) {
    send(topics.alerts(), key(alert), Codecs.ALERT, alert);
  }

  private static void report(Notification page) {
    Delivery delivery =
        new Delivery(
            page.id(),
            page.incident().id(),
            page.recipient(),
            new Outcome.Delivered(""),
            1,
            Duration.ZERO);
    send(topics.deliveries(), groupOf(page), Codecs.DELIVERY, delivery);
  }

  private static <V> void send(Topic topic, String key, RecordCodec<V> codec, V value) {
    byte[] bytes = CLUSTER.serdes().serializer(codec).serialize(topic.name(), value);
    CLUSTER.send(topic, key, bytes);
  }

  private static String groupOf(Notification notification) {
    return notification.incident().group().key().hash();
  }

  private List<Notification> awaitEvents(int count) {
    return notifications.awaitValues(
        count, one -> one.incident().group().labels().get("service").equals(service));
  }

  private List<LoggedFact> happened(Class<? extends Fact> kind, int count) {
    String group = groupOf(awaitEvents(1).getFirst());
    Predicate<LoggedFact> ofThisIncident = one -> one.incidentId().startsWith(group);
    return facts.awaitValues(count, ofThisIncident.and(one -> kind.isInstance(one.fact())));
  }
}
