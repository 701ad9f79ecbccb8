package io.firebell.streams.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.jspecify.annotations.Nullable;

/// When tasks have their thread commit, which is when others can see what was decided.
///
/// What was decided in time is committed at once, since somebody waits for it, but no sooner after
/// the last commit than [#GAP], so that one commit serves all that comes together. A task that is
/// behind leaves it to the commit interval, which is longer: a commit costs much the same however
/// much is in it, ten times as much in a process that has just started, and a task that spends its
/// time on commits does not catch up.
///
/// What is decided is seen after the commit, so a task that has much to decide at once does it in
/// slices, and others begin with the first while it goes on with the next.
///
/// One for all tasks of a topology. Those of a thread commit together.
final class CommitPace {

  /// How long a task works before what it has decided is to be committed. Shorter ones would have
  /// the reports on the first overtake the last, which then come later than all would together.
  static final Duration SLICE = Duration.ofMillis(100);

  /// How long after its cause a decision still counts as made in time.
  static final Duration PROMPT = Duration.ofMillis(100);

  /// How long commits are apart that were asked for.
  static final Duration GAP = Duration.ofMillis(20);

  private final LongSupplier ticker;
  private final ThreadLocal<Instant> last = ThreadLocal.withInitial(() -> Instant.EPOCH);

  /// @param ticker nanoseconds from any origin. The time of a task will not do: it stands still
  ///   while the task is at work
  CommitPace(LongSupplier ticker) {
    this.ticker = ticker;
  }

  /// The pace as a task has it.
  OfTask of(ProcessingContext context) {
    return new OfTask(context);
  }

  /// For the thread of the task alone.
  final class OfTask {

    private final ProcessingContext context;
    private @Nullable Cancellable alarm;

    private OfTask(ProcessingContext context) {
      this.context = context;
    }

    /// Begins a slice of work.
    ///
    /// @return whether it is over
    BooleanSupplier slice() {
      long begun = ticker.getAsLong();
      return () -> ticker.getAsLong() - begun >= SLICE.toNanos();
    }

    /// Something is being decided.
    ///
    /// @param cause when what caused it was written or became due
    void decided(Instant cause) {
      Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
      if (alarm != null || cause.isBefore(now.minus(PROMPT))) {
        return;
      }
      Duration wait = Duration.between(now, last.get().plus(GAP));
      if (wait.isPositive() && wait.compareTo(GAP) <= 0) {
        alarm = context.schedule(wait, PunctuationType.WALL_CLOCK_TIME, this::ring);
      } else {
        commit(now);
      }
    }

    private void ring(long now) {
      if (alarm != null) {
        alarm.cancel();
        alarm = null;
      }
      commit(Instant.ofEpochMilli(now));
    }

    private void commit(Instant now) {
      last.set(now);
      context.commit();
    }
  }
}
