package io.firebell.streams.topology;

import io.firebell.bench.Scene;
import io.firebell.core.alert.Alert;
import io.firebell.core.dedup.AlertChange;
import io.firebell.core.incident.Incident;
import io.firebell.core.route.Route;
import io.firebell.schemas.Topics;
import io.firebell.schemas.codec.Codecs;
import io.firebell.schemas.codec.RecordCodec;
import io.firebell.schemas.codec.ValueSerdes;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedForward;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/// Both stages of the topology, their stores on disk and what goes from one to the other in bytes,
/// without a broker and without commits. An alert goes through both at one call.
final class Stages implements AutoCloseable {

  private static final Instant NOW = Scene.START;
  private static final Topics TOPICS = new Topics("firebell.", 1);

  private final Disk disk = new Disk();
  private final ValueSerdes serdes =
      ValueSerdes.connect(Map.of("schema.registry.url", "mock://" + UUID.randomUUID()));
  private final IncidentSerdes all = all();
  private final IncidentTopology topology =
      new IncidentTopology(TOPICS, all, _ -> Scene.POLICY, Duration.ofDays(1), () -> {}, () -> 0);
  private final Task alertTask = new Task(disk.of("alerts"));
  private final Task groupTask = new Task(disk.of("groups"));
  private final Processor<String, Heard, String, Object> deduplicate;
  private final Processor<String, Incoming, String, Object> decide;

  Stages() {
    var first = topology.deduplicate();
    var second = topology.decide();
    Objects.requireNonNull(first.stores()).forEach(alertTask::open);
    Objects.requireNonNull(second.stores()).forEach(groupTask::open);
    alertTask.setCurrentSystemTimeMs(NOW.toEpochMilli());
    groupTask.setCurrentSystemTimeMs(NOW.toEpochMilli());
    deduplicate = first.get();
    decide = second.get();
  }

  private IncidentSerdes all() {
    return new IncidentSerdes(
        own(Codecs.ALERT),
        own(Codecs.ALERT_STATE),
        own(Codecs.ALERT_CHANGE),
        own(Codecs.SILENCE),
        own(Codecs.INHIBITOR),
        own(Codecs.FLIPS),
        own(Codecs.PULSE),
        own(Codecs.COMMAND),
        own(Codecs.DELIVERY),
        own(Codecs.INCIDENT),
        own(Codecs.MEMBER),
        own(Codecs.FOOTING),
        own(Codecs.FACT),
        own(Codecs.NOTIFICATION),
        own(Codecs.BULLETIN),
        own(Codecs.EXPECTED));
  }

  /// Under a topic of its own: the mock of a task has the same for all stores.
  private <T> Serde<T> own(RecordCodec<T> codec) {
    Serde<T> serde = serdes.of(codec);
    String topic = codec.type().getSimpleName();
    return Serdes.serdeFrom(
        (_, value) -> serde.serializer().serialize(topic, value),
        (_, bytes) -> serde.deserializer().deserialize(topic, bytes));
  }

  /// Lets the stages begin, with what is in their stores by now.
  void begin() {
    deduplicate.init(alertTask);
    decide.init(groupTask);
  }

  /// An alert comes in, and what it changes goes to its group.
  void sends(Alert alert) {
    String key = "default/" + alert.fingerprint();
    deduplicate.process(new Record<>(key, new Heard.Sent(alert), NOW.toEpochMilli()));
    for (CapturedForward<?, ?> sent : alertTask.forwarded()) {
      if (sent.record().value() instanceof AlertChange change) {
        byte[] bytes = all.alertChange().serializer().serialize("changes", change);
        change = all.alertChange().deserializer().deserialize("changes", bytes);
        String group = change.group().key().hash();
        decide.process(new Record<>(group, new Incoming.Changed(change), NOW.toEpochMilli()));
      }
    }
    alertTask.resetForwards();
    groupTask.resetForwards();
  }

  /// The second stage's clock strikes.
  ///
  /// @return how many records that leads to
  int strikes() {
    groupTask.strikes();
    int records = groupTask.forwarded().size();
    groupTask.resetForwards();
    return records;
  }

  /// The last incident of an alert's group.
  Incident incidentOf(Alert alert) {
    Route route = Scene.POLICY.routing().match(alert.labels()).getFirst();
    String group = route.group(alert.tenant(), alert.labels()).key().hash();
    return Objects.requireNonNull(incidents().get(group));
  }

  /// The second stage's store of incidents.
  KeyValueStore<String, Incident> incidents() {
    return groupTask.getStateStore(StoreNames.INCIDENTS);
  }

  /// The second stage's timers.
  DeadlineIndex timers() {
    return new DeadlineIndex(groupTask.getStateStore(StoreNames.INCIDENT_DEADLINES));
  }

  @Override
  public void close() {
    alertTask.close();
    groupTask.close();
    serdes.close();
    disk.close();
  }
}
