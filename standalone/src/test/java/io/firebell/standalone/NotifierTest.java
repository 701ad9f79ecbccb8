package io.firebell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Labels;
import io.firebell.core.classify.Priority;
import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Delivery;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.IncidentSummary;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Outcome;
import io.firebell.core.notify.Recipient;
import io.firebell.core.policy.Policy;
import io.firebell.core.route.Group;
import io.firebell.notifier.Notifier;
import io.firebell.notifier.NotifierConfig;
import io.firebell.notifier.http.JsonPost;
import io.firebell.notifier.http.Reach;
import io.firebell.notifier.send.AddressBook;
import io.firebell.notifier.send.Patience;
import io.firebell.notifier.template.Templates;
import io.firebell.notifier.webhook.WebhookSender;
import io.firebell.schemas.DeadLetters;
import io.firebell.schemas.Topic;
import io.firebell.schemas.Topics;
import io.firebell.schemas.codec.Codecs;
import io.firebell.schemas.policy.PolicyReader;
import io.firebell.schemas.policy.PolicyReading;
import io.firebell.schemas.policy.SecretResolver;
import io.firebell.standalone.kit.Cluster;
import io.firebell.standalone.kit.Eventually;
import io.firebell.standalone.kit.Receiver;
import io.firebell.standalone.kit.Receiver.Hook;
import io.firebell.standalone.kit.Tail;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The notifier on a real broker, with webhooks that answer at once or not at all.
class NotifierTest {

  private static final String INSTANCE = "one";
  private static final byte[] NO_AVRO = "no Avro".getBytes(StandardCharsets.UTF_8);
  private static final byte[] UNKNOWN_SCHEMA = {0, 0x7f, 0, 0, 1, 2};
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration GRACE = Duration.ofMillis(200);

  @RegisterExtension private static final Cluster CLUSTER = new Cluster();

  private final Receiver receiver = new Receiver();
  private Topics topics;
  private Topic notifications;
  private Tail<Delivery> deliveries;

  @BeforeEach
  void create() {
    topics = CLUSTER.topics(UUID.randomUUID() + ".");
    notifications = topics.notifications(ChannelType.WEBHOOK);
    deliveries = CLUSTER.tail(topics.deliveries(), CLUSTER.serdes().deserializer(Codecs.DELIVERY));
  }

  @AfterEach
  void close() {
    deliveries.close();
    receiver.close();
  }

  @Test
  void everyNotificationIsSentOnceAndReportedOnce() {
    List<String> ids = send("quick", 50);
    try (Notifier _ = start()) {
      awaitReported(ids);
      awaitSettled();
    }
    assertThat(sent()).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(reported()).containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void whoStopsInTheMiddleSendsAgainWhatWasInFlightAndNothingElse() {
    receiver.hold("/slow");
    List<String> slow = send("slow", 3);
    List<String> quick = send("quick", 20);
    try (Notifier _ = start()) {
      receiver.await(3, hook -> hook.path().equals("/slow"));
      awaitReported(quick);
    }
    assertThat(sent()).doesNotHaveDuplicates();
    assertThat(reported()).containsExactlyInAnyOrderElementsOf(quick);

    receiver.release("/slow");
    try (Notifier _ = start()) {
      awaitReported(slow);
      awaitSettled();
    }
    List<String> expected = new ArrayList<>(quick);
    expected.addAll(slow);
    assertThat(reported()).containsExactlyInAnyOrderElementsOf(expected);
    expected.addAll(slow);
    assertThat(sent()).containsExactlyInAnyOrderElementsOf(expected);
  }

  /// Another producer with its transactional id takes its place, as after a crash.
  @Test
  void whoCannotWriteTheResultHasNotMovedOnEither() {
    receiver.hold("/slow");
    List<String> ids = send("slow", 1);
    try (Notifier _ = start()) {
      receiver.await(1, hook -> hook.path().equals("/slow"));
      try (var other = producer(topics.prefix() + "notifier.webhook." + INSTANCE)) {
        other.initTransactions();
      }
      receiver.release("/slow");

      receiver.await(2, hook -> hook.path().equals("/slow"));
      awaitReported(ids);
      awaitSettled();
    }
    assertThat(sent()).containsExactly(ids.getFirst(), ids.getFirst());
    assertThat(reported()).containsExactlyElementsOf(ids);
  }

  @Test
  void poisonGoesToTheDeadLettersAndTheNextNotificationIsSent() {
    Recipient nobody = Recipient.channel(ChannelType.WEBHOOK, "nobody");
    byte[] otherSchema =
        CLUSTER
            .serdes()
            .serializer(Codecs.DELIVERY)
            .serialize(
                "poison",
                new Delivery("n", "i", nobody, new Outcome.Delivered(""), 1, Duration.ZERO));
    for (byte[] bytes : List.of(NO_AVRO, UNKNOWN_SCHEMA, otherSchema)) {
      CLUSTER.send(notifications, "key", bytes);
    }
    CLUSTER.send(notifications, "key", null);
    List<String> ids = send("quick", 2);

    try (Notifier _ = start();
        var letters = CLUSTER.tail(topics.deadLetters(), new ByteArrayDeserializer())) {
      var found = letters.await(4, _ -> true);
      assertThat(found)
          .extracting(ConsumerRecord::value)
          .usingElementComparator(Arrays::compare)
          .containsExactly(NO_AVRO, UNKNOWN_SCHEMA, otherSchema, null);
      assertThat(found)
          .allSatisfy(letter -> {
            var headers = letter.headers();
            assertThat(headers.lastHeader(DeadLetters.REASON).value()).isNotEmpty();
            assertThat(headers.lastHeader(DeadLetters.SERVICE).value())
                .asString()
                .isEqualTo("notifier");
          });
      awaitReported(ids);
      awaitSettled();
    }
  }

  private Notifier start() {
    String yaml =
        """
        version: 1
        routes: [{ plan: all }]
        plans:
          all: { P1: { log: true }, P2: { log: true }, P3: { log: true }, P4: { log: true } }
        channels:
          quick: { webhook: { url: '%s' } }
          slow: { webhook: { url: '%s' } }
        """
            .formatted(receiver.url("/quick"), receiver.url("/slow"));
    Policy policy = ((PolicyReading.Accepted) PolicyReader.read(yaml, 1)).policy();
    InstantSource clock = InstantSource.system();
    return Notifier.start(
        new NotifierConfig(
            CLUSTER.clients(),
            topics.names(),
            INSTANCE,
            () -> CLUSTER.serdes().deserializer(Codecs.NOTIFICATION),
            () -> CLUSTER.serdes().serializer(Codecs.DELIVERY),
            new AddressBook(_ -> policy, SecretResolver.ofThisProcess(_ -> Optional.empty())),
            List.of(
                new WebhookSender(
                    new JsonPost(LONG, LONG, Reach.EVERYWHERE, clock),
                    _ -> policy,
                    new Templates("", _ -> policy, new SimpleMeterRegistry()),
                    "",
                    clock)),
            new Patience(1, LONG, LONG, Duration.ZERO),
            NotifierConfig.DEFAULT_MAX_IN_FLIGHT,
            GRACE,
            new SimpleMeterRegistry(),
            clock));
  }

  /// Puts notifications of as many incidents on the topic.
  private List<String> send(String channel, int count) {
    List<String> ids = new ArrayList<>();
    var serializer = CLUSTER.serdes().serializer(Codecs.NOTIFICATION);
    for (int i = 0; i < count; i++) {
      Group group = Group.of("default", "{}", Labels.of("service", channel + i));
      String key = group.key().hash();
      Notification notification = notification(channel, group);
      CLUSTER.send(notifications, key, serializer.serialize(notifications.name(), notification));
      ids.add(notification.id());
    }
    return ids;
  }

  private static Notification notification(String channel, Group group) {
    Instant now = Instant.now();
    String incident = group.key() + "-1";
    return new Notification(
        incident + "-opened",
        Recipient.channel(ChannelType.WEBHOOK, channel),
        Event.OPENED,
        "test",
        1,
        "",
        now,
        new IncidentSummary(
            incident, group, "triggered", Priority.P3, "", "", 1, 1, 1, 0, "", now, null),
        List.of(),
        0);
  }

  private static KafkaProducer<byte[], byte[]> producer(String transactionalId) {
    Map<String, Object> config = new HashMap<>(CLUSTER.clients());
    config.put("transactional.id", transactionalId);
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private void awaitReported(List<String> ids) {
    deliveries.awaitValues(ids.size(), delivery -> ids.contains(delivery.notificationId()));
  }

  /// Waits until the notifier has nothing to do any more, and says so in the committed offsets.
  private void awaitSettled() {
    Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
    try (var all = CLUSTER.tail(notifications, new ByteArrayDeserializer())) {
      all.all()
          .forEach(record ->
              ends.put(
                  new TopicPartition(record.topic(), record.partition()),
                  new OffsetAndMetadata(record.offset() + 1, "")));
    }
    String group = topics.prefix() + "notifier.webhook";
    Eventually.that(
        () -> "offsets " + ends + ": are " + CLUSTER.committed(group),
        () -> CLUSTER.committed(group).entrySet().containsAll(ends.entrySet()));
  }

  /// The idempotency keys of every request, repetitions included.
  private List<String> sent() {
    return receiver.hooks(_ -> true).stream().map(Hook::key).toList();
  }

  private List<String> reported() {
    return deliveries.all().stream().map(record -> record.value().notificationId()).toList();
  }
}
