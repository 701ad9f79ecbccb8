package io.firebell.streams.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Wakes a processor when the first entry of its index is due, and at no other time: armed timers
/// cost nothing until then, and an idle task commits nothing. Tenants of whom something is due take
/// turns. When there is a crowd it strikes several times, so that records are not kept waiting
/// behind it, and what is decided of the first is not kept back until the last.
final class DeadlineClock {

  private static final Logger LOG = LoggerFactory.getLogger(DeadlineClock.class);

  /// How many entries one awakening takes at the most.
  static final int BATCH = 1_000;

  /// How many entries of a tenant are taken before it is another's turn.
  static final int TURN = 10;

  private static final Duration AT_ONCE = Duration.ofMillis(1);

  /// How often to look whether the task has caught up with what is due.
  private static final Duration AGAIN = Duration.ofMillis(25);

  /// What is done about a key whose deadline has come.
  @FunctionalInterface
  interface Due {
    /// @param until what was due until then can be done too
    /// @param now the time
    void apply(DeadlineIndex.Deadline due, Instant until, Instant now);
  }

  private final ProcessingContext context;
  private final DeadlineIndex index;
  private final Due due;
  private final Horizon horizon;
  private final CommitPace.OfTask pace;
  private @Nullable Cancellable alarm;
  private @Nullable Instant alarmAt;

  DeadlineClock(ProcessingContext context, DeadlineIndex index, CommitPace pace, Due due) {
    this.context = context;
    this.index = index;
    this.due = due;
    this.horizon = new Horizon(now());
    this.pace = pace.of(context);
    rearm();
  }

  /// Takes note of a record that the task has read.
  ///
  /// @param written its timestamp
  void heard(Instant written) {
    horizon.heard(written, now());
    pace.decided(written);
  }

  /// Whether the task has heard all that was said to it until now.
  boolean isUpToDate() {
    Instant now = now();
    return !horizon.at(now).isBefore(now);
  }

  /// Moves a key's entry and sees to it that the clock strikes for it.
  void move(String tenant, String key, @Nullable Instant from, @Nullable Instant to) {
    index.move(tenant, key, from, to);
    if (to != null && (alarmAt == null || to.isBefore(alarmAt))) {
      arm(to);
    }
  }

  private void strike() {
    disarm();
    BooleanSupplier isOver = pace.slice();
    int taken = 0;
    int last = -1;
    while (taken > last && taken < BATCH && !isOver.getAsBoolean()) {
      last = taken;
      taken += takeTurn(Math.min(TURN, BATCH - taken));
    }
    rearm();
  }

  /// @return how many entries were taken
  private int takeTurn(int limit) {
    Instant now = now();
    Instant until = horizon.at(now);
    List<DeadlineIndex.Deadline> due = index.turn(until, limit);
    due.forEach(deadline -> apply(deadline, until, now));
    return due.size();
  }

  /// A deadline whose handling fails must not stop the clock for all the others, nor strike again
  /// and again. Kafka's own failures are not the deadline's fault and end the task.
  private void apply(DeadlineIndex.Deadline deadline, Instant until, Instant now) {
    pace.decided(deadline.at());
    try {
      due.apply(deadline, until, now);
    } catch (KafkaException e) {
      throw e;
    } catch (RuntimeException e) {
      index.move(deadline.tenant(), deadline.key(), deadline.at(), null);
      LOG.atError()
          .setCause(e)
          .addKeyValue("tenant", deadline.tenant())
          .addKeyValue("key", deadline.key())
          .addKeyValue("due", deadline.at())
          .log("deadline given up");
    }
  }

  private void rearm() {
    Optional<Instant> earliest = index.earliest();
    if (earliest.isEmpty()) {
      disarm();
      return;
    }
    Instant now = now();
    boolean hasToWait = !earliest.get().isAfter(now) && earliest.get().isAfter(horizon.at(now));
    arm(hasToWait ? now.plus(AGAIN) : earliest.get());
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
