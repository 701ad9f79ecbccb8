package io.firebell.streams.topology;

import io.firebell.core.announce.Bulletin;
import io.firebell.core.announce.Expected;
import io.firebell.core.dedup.AlertChange;
import io.firebell.core.incident.Footing;
import io.firebell.core.notify.Delivery;
import io.firebell.core.notify.Notification;
import io.firebell.core.policy.Policies;
import io.firebell.schemas.Topic;
import io.firebell.schemas.Topics;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.TopicNameExtractor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/// The two stages between alerts and notifications.
///
/// ```
/// alerts ───────┐
/// silences ─────┼─▶ deduplicate ─▶ changes (by group) ─┐
/// inhibitors ───┘        │                             │
///      ▲─────────────────┘         commands ───────────┼─▶ decide ─▶ facts, incidents,
///                                  deliveries ─────────┘             notifications.*
///                                      ▲                    │
///                                      └────────────────────┘ of an incident to another
///
/// muted by maintenance (by that) ──┬─▶ announce ─▶ notifications.*
///                  deliveries ─────┘
/// ```
///
/// Silences and inhibitors are written to every partition: whatever alert they concern, its task
/// has them, and hears of them in the order of its own input.
///
/// The topics that feed the second stage have the same number of partitions and the group key for
/// key, so that everything about an incident meets in one task.
public final class IncidentTopology {

  private static final String DEDUPLICATE = "deduplicate";
  private static final String DECIDE = "decide";
  private static final String ANNOUNCE = "announce";

  /// The way from the first stage to the second.
  static final String TO_GROUPS = "to-groups";

  /// The way from the first stage to the announcements.
  static final String TO_ANNOUNCEMENTS = "to-announcements";

  private final Topics topics;
  private final IncidentSerdes serdes;
  private final Policies policies;
  private final Duration timelineRetention;
  private final int listed;
  private final Runnable silenceHeard;
  private final CommitPace pace;

  /// @param policies those in force
  /// @param timelineRetention how long the facts of an incident can be asked for
  /// @param silenceHeard run when a task knows a silence that it has not known, or not as it is; by
  ///   the thread of the task, which waits for it
  /// @param ticker nanoseconds from any origin, by which a task sees how long it has been at work;
  ///   nothing is decided by it
  public IncidentTopology(
      Topics topics,
      IncidentSerdes serdes,
      Policies policies,
      Duration timelineRetention,
      Runnable silenceHeard,
      LongSupplier ticker) {
    this(topics, serdes, policies, timelineRetention, Footing.LISTED, silenceHeard, ticker);
  }

  /// @param listed how many alerts of an incident are listed, and not only counted
  IncidentTopology(
      Topics topics,
      IncidentSerdes serdes,
      Policies policies,
      Duration timelineRetention,
      int listed,
      Runnable silenceHeard,
      LongSupplier ticker) {
    this.topics = topics;
    this.serdes = serdes;
    this.policies = policies;
    this.timelineRetention = timelineRetention;
    this.listed = listed;
    this.silenceHeard = silenceHeard;
    this.pace = new CommitPace(ticker);
  }

  public Topology build() {
    StreamsBuilder builder = new StreamsBuilder();
    KStream<String, Heard> alerts =
        builder.stream(topics.alerts().name(), by(serdes.alert())).mapValues(Heard.Sent::new);
    KStream<String, Heard> silences =
        builder.stream(topics.silences().name(), by(serdes.silence()))
            .mapValues(Heard.Silenced::new);
    KStream<String, Heard> inhibitors =
        builder.stream(topics.inhibitors().name(), by(serdes.inhibitor()))
            .mapValues(Heard.Inhibited::new);
    KStream<String, Object> decided =
        alerts.merge(silences).merge(inhibitors).process(deduplicate(), Named.as(DEDUPLICATE));
    KStream<String, Incoming> changes =
        decided
            .mapValues(AlertChange.class::cast, Named.as(TO_GROUPS))
            .repartition(
                Repartitioned.<String, AlertChange>as("changes")
                    .withKeySerde(Serdes.String())
                    .withValueSerde(serdes.alertChange())
                    .withNumberOfPartitions(topics.partitions()))
            .mapValues(Incoming.Changed::new);
    KStream<String, Incoming> commands =
        builder.stream(topics.commands().name(), by(serdes.command()))
            .mapValues(Incoming.Asked::new);
    KStream<String, Delivery> reports =
        builder.stream(topics.deliveries().name(), by(serdes.delivery()));
    KStream<String, Incoming> deliveries =
        reports.filterNot((_, report) -> isOfMaintenance(report)).mapValues(Incoming.Reported::new);
    changes.merge(commands).merge(deliveries).process(decide(), Named.as(DECIDE));
    KStream<String, Announced> expected =
        decided
            .mapValues(Expected.class::cast, Named.as(TO_ANNOUNCEMENTS))
            .repartition(
                Repartitioned.<String, Expected>as("expected")
                    .withKeySerde(Serdes.String())
                    .withValueSerde(serdes.expected())
                    .withNumberOfPartitions(topics.partitions()))
            .mapValues(Announced.Muted::new);
    reports
        .filter((_, report) -> isOfMaintenance(report))
        .<Announced>mapValues(Announced.Reported::new)
        .merge(expected)
        .process(announce(), Named.as(ANNOUNCE));

    Topology topology = builder.build();
    addSinks(topology);
    return topology;
  }

  private void addSinks(Topology topology) {
    addSink(topology, Sinks.INHIBITORS, topics.inhibitors(), serdes.inhibitor(), everywhere());
    addSink(topology, Sinks.SILENCES, topics.silences(), serdes.silence(), everywhere());
    addSink(topology, Sinks.HEARTBEATS, topics.alerts(), serdes.alert(), DEDUPLICATE);
    addSink(topology, Sinks.FACTS, topics.facts(), serdes.fact(), DECIDE);
    addSink(topology, Sinks.INCIDENTS, topics.incidents(), serdes.incident(), DECIDE);
    addSink(topology, Sinks.COMMANDS, topics.commands(), serdes.command(), DECIDE);
    TopicNameExtractor<String, Notification> byType =
        (_, notification, _) -> topics.notifications(notification.recipient().type()).name();
    var key = Serdes.String().serializer();
    topology.addSink(
        Sinks.NOTIFICATIONS, byType, key, serdes.notification().serializer(), DECIDE, ANNOUNCE);
  }

  /// Out of the first stage, to the partitions that are said.
  private static <V> void addSink(
      Topology topology,
      String name,
      Topic topic,
      Serde<V> value,
      StreamPartitioner<String, V> partitions) {
    var key = Serdes.String().serializer();
    topology.addSink(name, topic.name(), key, value.serializer(), partitions, DEDUPLICATE);
  }

  private static <V> void addSink(
      Topology topology, String name, Topic topic, Serde<V> value, String parent) {
    var key = Serdes.String().serializer();
    topology.addSink(name, topic.name(), key, value.serializer(), parent);
  }

  private static boolean isOfMaintenance(@Nullable Delivery report) {
    return report != null && Bulletin.isAbout(report.incidentId());
  }

  private static <V> Consumed<String, V> by(Serde<V> value) {
    return Consumed.with(Serdes.String(), value);
  }

  private static <V> StreamPartitioner<String, V> everywhere() {
    return (_, _, _, partitions) -> Optional.of(all(partitions));
  }

  private static Set<Integer> all(int partitions) {
    return IntStream.range(0, partitions).boxed().collect(Collectors.toSet());
  }

  ProcessorSupplier<String, Heard, String, Object> deduplicate() {
    return supplier(
        () -> new DedupProcessor(policies, topics.partitions(), pace, silenceHeard),
        keyValue(StoreNames.ALERTS, Serdes.String(), serdes.alertState()),
        keyValue(StoreNames.FLIPS, Serdes.String(), serdes.flips()),
        small(StoreNames.PULSES, Serdes.String(), serdes.pulse()),
        small(StoreNames.SILENCES, Serdes.String(), serdes.silence()),
        small(StoreNames.INHIBITORS, Serdes.String(), serdes.inhibitor()),
        keyValue(StoreNames.INHIBITED, Serdes.String(), Serdes.ByteArray()),
        small(StoreNames.APPLIED_POLICIES, Serdes.String(), Serdes.Long()),
        keyValue(StoreNames.ALERT_DEADLINES, Serdes.Bytes(), Serdes.ByteArray()));
  }

  private ProcessorSupplier<String, Announced, String, Notification> announce() {
    return supplier(
        () -> new AnnouncementProcessor(policies, topics.partitions(), pace),
        small(StoreNames.BULLETINS, Serdes.String(), serdes.bulletin()),
        keyValue(StoreNames.EXPECTED, Serdes.String(), Serdes.ByteArray()),
        small(StoreNames.BULLETIN_DEADLINES, Serdes.Bytes(), Serdes.ByteArray()));
  }

  ProcessorSupplier<String, Incoming, String, Object> decide() {
    return supplier(
        () -> new IncidentProcessor(policies, listed, pace),
        keyValue(StoreNames.INCIDENTS, Serdes.String(), serdes.incident()),
        keyValue(StoreNames.INCIDENT_DEADLINES, Serdes.Bytes(), Serdes.ByteArray()),
        keyValue(StoreNames.MEMBERS, Serdes.String(), serdes.member()),
        keyValue(StoreNames.COUNTED, Serdes.String(), serdes.footing()),
        timeline());
  }

  private static <A, B, C, D> ProcessorSupplier<A, B, C, D> supplier(
      ProcessorSupplier<A, B, C, D> processors, StoreBuilder<?>... stores) {
    Set<StoreBuilder<?>> connected = Set.of(stores);
    return new ProcessorSupplier<>() {
      @Override
      public Processor<A, B, C, D> get() {
        return processors.get();
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return connected;
      }
    };
  }

  private static <K, V> StoreBuilder<KeyValueStore<K, V>> keyValue(
      String name, Serde<K> key, Serde<V> value) {
    return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), key, value);
  }

  /// A store in memory, restored from its topic at every start: for what is never much, since each
  /// store on disk costs every start some time, and so does each partition of it.
  private static <K, V> StoreBuilder<KeyValueStore<K, V>> small(
      String name, Serde<K> key, Serde<V> value) {
    return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), key, value);
  }

  private StoreBuilder<?> timeline() {
    // Facts of one instant are told apart by the store itself.
    boolean retainDuplicates = true;
    return Stores.windowStoreBuilder(
        Stores.persistentWindowStore(
            StoreNames.TIMELINE, timelineRetention, Duration.ofMillis(1), retainDuplicates),
        Serdes.String(),
        serdes.fact());
  }
}
