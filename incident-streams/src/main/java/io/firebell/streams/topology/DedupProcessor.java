package io.firebell.streams.topology;

import io.firebell.core.alert.Alert;
import io.firebell.core.alert.Labels;
import io.firebell.core.announce.Expected;
import io.firebell.core.dedup.AlertChange;
import io.firebell.core.dedup.AlertState;
import io.firebell.core.dedup.Deduplicated;
import io.firebell.core.dedup.Deduplicator;
import io.firebell.core.dedup.Muffler;
import io.firebell.core.dedup.Passed;
import io.firebell.core.heartbeat.Heartbeat;
import io.firebell.core.mute.Flips;
import io.firebell.core.mute.Inhibitor;
import io.firebell.core.mute.Maintenance;
import io.firebell.core.mute.Mute;
import io.firebell.core.mute.MuteState;
import io.firebell.core.mute.Silence;
import io.firebell.core.policy.Policies;
import io.firebell.core.policy.Policy;
import io.firebell.core.time.Punctuality;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/// Stage 1: keeps one state for each alert and passes on what changed, by group: also when only
/// what mutes it has.
@NullUnmarked // the fields are set by init
final class DedupProcessor implements Processor<String, Heard, String, Object> {

  private final Policies policies;
  private final int partitions;
  private final CommitPace pace;
  private final Runnable silenceHeard;
  private ProcessorContext<String, Object> context;
  private KeyValueStore<String, AlertState> alerts;
  private FlipCounter flips;
  private Surroundings surroundings;
  private Muffler muffler;
  private Heartbeats heartbeats;
  private SilenceRetention retention;
  private PolicyWatch watch;
  private DeadlineClock clock;

  /// @param policies those in force
  /// @param partitions how many the alerts are dealt to by their keys
  /// @param pace of the commits of all tasks
  /// @param silenceHeard run when a silence is known that was not, or not as it is
  DedupProcessor(Policies policies, int partitions, CommitPace pace, Runnable silenceHeard) {
    this.policies = policies;
    this.partitions = partitions;
    this.pace = pace;
    this.silenceHeard = silenceHeard;
  }

  @Override
  public void init(ProcessorContext<String, Object> context) {
    this.context = context;
    alerts = context.getStateStore(StoreNames.ALERTS);
    surroundings =
        new Surroundings(
            context.getStateStore(StoreNames.SILENCES),
            context.getStateStore(StoreNames.INHIBITORS),
            context.getStateStore(StoreNames.INHIBITED));
    muffler = new Muffler(surroundings.muting());
    KeyValueStore<String, Long> applied = context.getStateStore(StoreNames.APPLIED_POLICIES);
    KeyValueStore<Bytes, byte[]> deadlines = context.getStateStore(StoreNames.ALERT_DEADLINES);
    clock = new DeadlineClock(context, new DeadlineIndex(deadlines), pace, this::check);
    Share share = new Share(context.taskId().partition(), partitions);
    retention =
        new SilenceRetention(
            context,
            context.getStateStore(StoreNames.SILENCES),
            clock,
            share,
            key -> context.forward(new Record<>(key, null, seen().toEpochMilli()), Sinks.SILENCES));
    flips = new FlipCounter(context.getStateStore(StoreNames.FLIPS), clock);
    heartbeats =
        new Heartbeats(
            context.getStateStore(StoreNames.PULSES),
            clock,
            policies,
            share,
            (alert, at) -> receive(key(alert), alert, at));
    watch =
        new PolicyWatch(
            context,
            applied,
            alerts,
            policies,
            key -> reconsider(key, seen()),
            (tenant, policy) -> heartbeats.expect(tenant, policy, seen()));
  }

  @Override
  public void process(Record<String, Heard> record) {
    Instant sentAt = Instant.ofEpochMilli(record.timestamp());
    clock.heard(sentAt);
    switch (record.value()) {
      case Heard.Sent(Alert alert) -> sent(record.key(), alert, sentAt);
      case Heard.Silenced(@Nullable Silence silence) -> silence(record.key(), silence, sentAt);
      case Heard.Inhibited(Inhibitor inhibitor) ->
          surroundings
              .take(inhibitor)
              .forEach(alert -> reconsider(inhibitor.tenant() + "/" + alert, sentAt));
    }
  }

  /// An alert that counts as a heartbeat goes to where that is expected, and nowhere else.
  private void sent(String key, Alert alert, Instant sentAt) {
    if (alert.source().equals(Heartbeat.SOURCE)) {
      heartbeats.heard(key, alert, Punctuality.reckonedFrom(sentAt, seen()));
      return;
    }
    List<String> heard = Heartbeats.heardIn(alert, policies.apply(alert.tenant()));
    for (String name : heard) {
      Alert beat = Heartbeat.heard(alert.tenant(), name, sentAt);
      context.forward(new Record<>(key(beat), beat, sentAt.toEpochMilli()), Sinks.HEARTBEATS);
    }
    if (heard.isEmpty()) {
      receive(key, alert, sentAt);
    }
  }

  private static String key(Alert alert) {
    return alert.tenant() + "/" + alert.fingerprint();
  }

  private void receive(String key, Alert alert, Instant sentAt) {
    Instant now = Punctuality.reckonedFrom(sentAt, seen());
    AlertState known = alerts.get(key);
    Policy policy = policies.apply(alert.tenant());
    watch.sees(alert.tenant(), policy);
    Deduplicated decided = Deduplicator.receive(known, alert, now, policy);
    decide(key, known, decided, now, sentAt, policy);
  }

  private void silence(String key, @Nullable Silence silence, Instant sentAt) {
    String tenant = key.substring(0, key.lastIndexOf('/') + 1);
    retention.take(key, silence);
    boolean mutedNothing = surroundings.isOver(key, sentAt);
    Predicate<Labels> isConcerned = surroundings.take(key, silence);
    silenceHeard.run();
    if (silence == null && mutedNothing) {
      return;
    }
    List<String> concerned = new ArrayList<>();
    try (var all = alerts.prefixScan(tenant, new StringSerializer())) {
      while (all.hasNext()) {
        var alert = all.next();
        if (isConcerned.test(alert.value.alert().labels())) {
          concerned.add(alert.key);
        }
      }
    }
    concerned.forEach(alert -> reconsider(alert, sentAt));
  }

  /// Looks at an alert that fires again, since something beside it has changed.
  private void reconsider(String key, Instant sentAt) {
    AlertState known = alerts.get(key);
    if (known == null) {
      return;
    }
    Instant now = Punctuality.reckonedFrom(sentAt, seen());
    Policy policy = policies.apply(known.alert().tenant());
    carryOut(key, known, muffler.reconsider(known, flips.of(key), now, policy), sentAt);
  }

  private void check(DeadlineIndex.Deadline due, Instant until, Instant now) {
    String key = due.key();
    AlertState known = alerts.get(key);
    if (known == null || !known.checkAt().equals(due.at())) {
      clock.move(due.tenant(), key, due.at(), null);
    } else {
      Instant at = Punctuality.reckonedFrom(due.at(), now);
      Policy policy = policies.apply(known.alert().tenant());
      decide(key, known, Deduplicator.check(known, at, policy), at, at, policy);
    }
    flips.forget(key, now, policies.apply(tenant(key)).mutes().flapping());
    heartbeats.check(key, now);
    retention.check(key, now);
  }

  private void decide(
      String key,
      @Nullable AlertState known,
      Deduplicated decided,
      Instant now,
      Instant sentAt,
      Policy policy) {
    Flips turned = flips.count(tenant(key), key, known, decided, now, policy.mutes().flapping());
    carryOut(key, known, muffler.pass(known, decided, turned, now, policy), sentAt);
  }

  /// @param at when what is passed on was said, by which the next stage sees how far behind it is
  private void carryOut(String key, @Nullable AlertState known, Passed passed, Instant at) {
    long millis = at.toEpochMilli();
    @Nullable AlertState next = passed.next();
    for (AlertChange change : passed.changes()) {
      context.forward(
          new Record<>(change.group().key().hash(), change, millis), IncidentTopology.TO_GROUPS);
    }
    for (Inhibitor inhibitor : passed.inhibitors()) {
      surroundings.begins(inhibitor);
      String source = inhibitor.tenant() + "/" + inhibitor.source();
      context.forward(new Record<>(source, inhibitor, millis), Sinks.INHIBITORS);
    }
    if (next != null) {
      expected(known, next, at);
    }
    if ((next != null || known != null) && !(next != null && next.equals(known))) {
      alerts.put(key, next);
      clock.move(
          tenant(key),
          key,
          known == null ? null : known.checkAt(),
          next == null ? null : next.checkAt());
      retarget(key, known, next);
    }
  }

  /// Tells of an alert that maintenance mutes from now on, where people are told of that.
  private void expected(@Nullable AlertState known, AlertState next, Instant at) {
    List<Mute> before = known == null ? List.of() : known.muteState().mutes();
    String tenant = next.alert().tenant();
    for (Mute mute : next.muteState().mutes()) {
      if (mute.kind() == Mute.Kind.MAINTENANCE && !before.contains(mute)) {
        String name = mute.reference();
        if (policies
            .apply(tenant)
            .mutes()
            .maintenance(name)
            .filter(Maintenance::isTold)
            .isPresent()) {
          Expected alert = new Expected(tenant, name, next.alert().fingerprint(), at);
          context.forward(
              new Record<>(alert.key(), alert, at.toEpochMilli()),
              IncidentTopology.TO_ANNOUNCEMENTS);
        }
      }
    }
  }

  private void retarget(String key, @Nullable AlertState known, @Nullable AlertState next) {
    MuteState before = known == null ? MuteState.NONE : known.muteState();
    MuteState now = next == null ? MuteState.NONE : next.muteState();
    if (!before.targetOf().equals(now.targetOf())) {
      int slash = key.lastIndexOf('/');
      surroundings.retarget(key.substring(0, slash), key.substring(slash + 1), before, now);
    }
  }

  private static String tenant(String key) {
    return key.substring(0, key.lastIndexOf('/'));
  }

  private Instant seen() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }
}
