package io.firebell.schemas;

import io.firebell.core.alert.Alert;
import io.firebell.core.incident.Command;
import io.firebell.core.incident.Incident;
import io.firebell.core.incident.LoggedFact;
import io.firebell.core.mute.Inhibitor;
import io.firebell.core.mute.Silence;
import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Delivery;
import io.firebell.core.notify.Notification;
import io.firebell.schemas.Topic.Cleanup;
import io.firebell.schemas.policy.PolicyDocument;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/// Every topic that the services share; `docs/topics.md` explains them to operators.
///
/// Whatever is keyed by group has to be found on the same partition number as the group's state, so
/// `alerts`, `commands`, `facts`, `incidents`, `notifications.*`, `deliveries` and the topic
/// between the two stages all have the same number of partitions.
///
/// @param prefix of every name
/// @param partitions of the topics that share their number
public record Topics(String prefix, int partitions) {

  public static final String DEFAULT_PREFIX = "firebell.";
  public static final int DEFAULT_PARTITIONS = 4;

  /// The largest record that any of the topics takes: what a producer that writes policies or dead
  /// letters has to allow as its `max.request.size`.
  public static final int LARGEST_RECORD = 4 * 1024 * 1024 + 64 * 1024;

  /// How long what may be replayed is kept.
  private static final Duration REPLAYABLE = Duration.ofDays(30);

  /// How long the history of incidents is kept.
  private static final Duration HISTORY = Duration.ofDays(365);

  /// How long an outage of a channel may last before its notifications are lost.
  private static final Duration OUTAGE = Duration.ofDays(7);

  /// Kafka's own default.
  private static final int ORDINARY_RECORD = 1024 * 1024 + 12;

  private static final int LARGEST_POLICY = 4 * 1024 * 1024;

  /// @throws IllegalArgumentException if the prefix cannot begin a topic's name, or there is no
  ///   partition
  public Topics {
    var _ = new TopicNames(prefix);
    if (partitions < 1) {
      throw new IllegalArgumentException("partitions should be at least 1: was " + partitions);
    }
  }

  /// The topics with their usual names and number of partitions.
  public static Topics defaults() {
    return new Topics(DEFAULT_PREFIX, DEFAULT_PARTITIONS);
  }

  /// What they are called.
  public TopicNames names() {
    return new TopicNames(prefix);
  }

  /// The topics as a cluster has them: their number of partitions is chosen once and for all.
  ///
  /// @param otherwise how many partitions they are to have where there are none yet
  /// @throws org.apache.kafka.common.KafkaException if the cluster cannot be asked
  public static Topics in(Admin admin, String prefix, int otherwise) {
    String alerts = new TopicNames(prefix).alerts();
    return new Topics(prefix, TopicCreation.partitions(admin, alerts).orElse(otherwise));
  }

  /// The alerts as they were accepted.
  public Topic alerts() {
    return shared(
        names().alerts(), "tenant and fingerprint", Alert.class, Cleanup.DELETE, REPLAYABLE);
  }

  /// What people want done to incidents.
  public Topic commands() {
    return shared(names().commands(), "group key", Command.class, Cleanup.DELETE, REPLAYABLE);
  }

  /// The policies in force.
  public Topic policies() {
    return new Topic(
        names().policies(),
        "tenant",
        PolicyDocument.class,
        1,
        Cleanup.COMPACT,
        Duration.ZERO,
        LARGEST_POLICY);
  }

  /// The silences. Each is written to every partition, so that it is found beside every alert.
  public Topic silences() {
    return new Topic(
        names().silences(),
        "tenant and silence id",
        Silence.class,
        partitions,
        Cleanup.COMPACT,
        Duration.ZERO,
        ORDINARY_RECORD);
  }

  /// Which alerts keep others quiet. Each is written to every partition, where those may be.
  public Topic inhibitors() {
    return shared(
        names().inhibitors(), "tenant and source", Inhibitor.class, Cleanup.DELETE, OUTAGE);
  }

  /// The histories of the incidents.
  public Topic facts() {
    return shared(names().facts(), "group key", LoggedFact.class, Cleanup.DELETE, HISTORY);
  }

  /// The incidents as they stand.
  public Topic incidents() {
    return shared(
        names().incidents(), "incident id", Incident.class, Cleanup.COMPACT_AND_DELETE, HISTORY);
  }

  /// What is to be sent through one type of channel.
  public Topic notifications(ChannelType type) {
    return shared(
        names().notifications(type), "group key", Notification.class, Cleanup.DELETE, OUTAGE);
  }

  /// What became of the notifications.
  public Topic deliveries() {
    return shared(names().deliveries(), "group key", Delivery.class, Cleanup.DELETE, REPLAYABLE);
  }

  /// The records that could not be processed, byte for byte, with the headers of [DeadLetters].
  public Topic deadLetters() {
    return new Topic(
        names().deadLetters(),
        "as it came",
        byte[].class,
        1,
        Cleanup.DELETE,
        REPLAYABLE,
        LARGEST_RECORD);
  }

  /// All of them.
  public List<Topic> all() {
    Stream<Topic> notifications = Arrays.stream(ChannelType.values()).map(this::notifications);
    return Stream.of(
            Stream.of(
                alerts(), commands(), policies(), silences(), inhibitors(), facts(), incidents()),
            notifications,
            Stream.of(deliveries(), deadLetters()))
        .flatMap(topics -> topics)
        .toList();
  }

  /// Creates those that do not exist, with the cluster's own replication, and returns when the
  /// cluster shows them all. It may be called at any time and by several processes at once.
  ///
  /// @throws TopicMismatchException if some exist with another number of partitions or another
  ///   cleanup than they should have; the missing ones have been created even then
  /// @throws org.apache.kafka.common.KafkaException if the cluster cannot be asked or refuses
  public void create(Admin admin) {
    new TopicCreation(admin, all()).run();
  }

  private Topic shared(
      String name, String key, Class<?> value, Cleanup cleanup, Duration retention) {
    return new Topic(name, key, value, partitions, cleanup, retention, ORDINARY_RECORD);
  }
}
