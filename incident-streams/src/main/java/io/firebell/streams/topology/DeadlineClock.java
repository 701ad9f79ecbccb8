package io.firebell.streams.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Wakes a processor when the first entry of its index is due, and at no other time: armed timers
/// cost nothing until then, and an idle task commits nothing.
final class DeadlineClock {

  private static final Logger LOG = LoggerFactory.getLogger(DeadlineClock.class);

  /// How many entries one awakening takes, so that records are not kept waiting behind a crowd.
  static final int BATCH = 1_000;

  private static final Duration AT_ONCE = Duration.ofMillis(1);

  /// What is done about a key whose deadline has come.
  @FunctionalInterface
  interface Due {
    void apply(String key, Instant due, Instant now);
  }

  private final ProcessingContext context;
  private final DeadlineIndex index;
  private final Due due;
  private @Nullable Cancellable alarm;
  private @Nullable Instant alarmAt;

  DeadlineClock(ProcessingContext context, DeadlineIndex index, Due due) {
    this.context = context;
    this.index = index;
    this.due = due;
    rearm();
  }

  /// Moves a key's entry and sees to it that the clock strikes for it.
  void move(String key, @Nullable Instant from, @Nullable Instant to) {
    index.move(key, from, to);
    if (to != null && (alarmAt == null || to.isBefore(alarmAt))) {
      arm(to);
    }
  }

  private void strike() {
    disarm();
    Instant now = now();
    for (DeadlineIndex.Deadline deadline : index.due(now, BATCH)) {
      apply(deadline, now);
    }
    rearm();
  }

  /// A deadline whose handling fails must not stop the clock for all the others, nor strike again
  /// and again. Kafka's own failures are not the deadline's fault and end the task.
  private void apply(DeadlineIndex.Deadline deadline, Instant now) {
    try {
      due.apply(deadline.key(), deadline.at(), now);
    } catch (KafkaException e) {
      throw e;
    } catch (RuntimeException e) {
      index.move(deadline.key(), deadline.at(), null);
      LOG.atError()
          .setCause(e)
          .addKeyValue("key", deadline.key())
          .addKeyValue("due", deadline.at())
          .log("deadline given up");
    }
  }

  private void rearm() {
    Optional<Instant> earliest = index.earliest();
    earliest.ifPresentOrElse(this::arm, this::disarm);
  }

  private void arm(Instant at) {
    disarm();
    Duration wait = Duration.between(now(), at);
    alarmAt = at;
    alarm =
        context.schedule(
            wait.compareTo(AT_ONCE) > 0 ? wait : AT_ONCE,
            PunctuationType.WALL_CLOCK_TIME,
            _ -> strike());
  }

  private void disarm() {
    if (alarm != null) {
      alarm.cancel();
    }
    alarm = null;
    alarmAt = null;
  }

  private Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }
}
