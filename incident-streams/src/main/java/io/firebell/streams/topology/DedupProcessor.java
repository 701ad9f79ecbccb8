package io.firebell.streams.topology;

import io.firebell.core.alert.Alert;
import io.firebell.core.dedup.AlertChange;
import io.firebell.core.dedup.AlertState;
import io.firebell.core.dedup.Deduplicated;
import io.firebell.core.dedup.Deduplicator;
import io.firebell.core.policy.Policy;
import io.firebell.core.time.Punctuality;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/// Stage 1: keeps one state for each alert and passes on what changed, by group.
@NullUnmarked // the fields are set by init
final class DedupProcessor implements Processor<String, Alert, String, AlertChange> {

  private final Function<String, Policy> policies;
  private ProcessorContext<String, AlertChange> context;
  private KeyValueStore<String, AlertState> alerts;
  private DeadlineClock clock;

  /// @param policies the policy in force by tenant
  DedupProcessor(Function<String, Policy> policies) {
    this.policies = policies;
  }

  @Override
  public void init(ProcessorContext<String, AlertChange> context) {
    this.context = context;
    alerts = context.getStateStore(StoreNames.ALERTS);
    KeyValueStore<Bytes, byte[]> deadlines = context.getStateStore(StoreNames.ALERT_DEADLINES);
    clock = new DeadlineClock(context, new DeadlineIndex(deadlines), this::check);
  }

  @Override
  public void process(Record<String, Alert> record) {
    Alert alert = Objects.requireNonNull(record.value(), Incoming.NO_VALUE);
    Instant seen = Instant.ofEpochMilli(context.currentSystemTimeMs());
    Instant sentAt = Instant.ofEpochMilli(record.timestamp());
    clock.heard(sentAt);
    Instant now = Punctuality.reckonedFrom(sentAt, seen);
    AlertState known = alerts.get(record.key());
    Policy policy = policies.apply(alert.tenant());
    carryOut(record.key(), known, Deduplicator.receive(known, alert, now, policy), sentAt);
  }

  private void check(String key, Instant due, Instant until, Instant now) {
    AlertState known = alerts.get(key);
    if (known == null || !known.checkAt().equals(due)) {
      clock.move(key, due, null);
      return;
    }
    Instant at = Punctuality.reckonedFrom(due, now);
    Policy policy = policies.apply(known.alert().tenant());
    carryOut(key, known, Deduplicator.check(known, at, policy), at);
  }

  /// @param at when what is passed on was said, by which the next stage sees how far behind it is
  private void carryOut(String key, @Nullable AlertState known, Deduplicated decided, Instant at) {
    @Nullable AlertState next = decided.next();
    for (AlertChange change : decided.changes()) {
      context.forward(new Record<>(change.group().key().hash(), change, at.toEpochMilli()));
    }
    if (next != null || known != null) {
      alerts.put(key, next);
      clock.move(key, known == null ? null : known.checkAt(), next == null ? null : next.checkAt());
    }
  }
}
