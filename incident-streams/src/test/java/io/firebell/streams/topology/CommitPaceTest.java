package io.firebell.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.junit.jupiter.api.Test;

class CommitPaceTest {

  private static final Instant START = Instant.parse("2026-11-21T03:00:00Z");

  private long worked;
  private final CommitPace pace = new CommitPace(() -> worked);

  /// A task of the thread that runs the test.
  private final class Task {

    private final MockProcessorContext<String, String> context = new MockProcessorContext<>();
    private final CommitPace.OfTask own = pace.of(context);

    void decides(Instant cause, Instant now) {
      context.setCurrentSystemTimeMs(now.toEpochMilli());
      own.decided(cause);
    }

    boolean commits() {
      boolean commits = context.committed();
      context.resetCommit();
      return commits;
    }

    /// Lets the time come for which it waits.
    void wakes(Instant now) {
      context.setCurrentSystemTimeMs(now.toEpochMilli());
      CapturedPunctuator waiting = context.scheduledPunctuators().getLast();
      assertThat(waiting.cancelled()).isFalse();
      waiting.getPunctuator().punctuate(now.toEpochMilli());
    }

    long waiting() {
      return context.scheduledPunctuators().stream().filter(one -> !one.cancelled()).count();
    }
  }

  @Test
  void whatIsDecidedInTimeIsCommittedAtOnce() {
    Task task = new Task();
    task.decides(START.minus(CommitPace.PROMPT), START);
    assertThat(task.commits()).isTrue();
    assertThat(task.waiting()).isZero();
  }

  @Test
  void whatIsDecidedSoonAfterACommitIsCommittedTogether() {
    Task task = new Task();
    task.decides(START, START);
    assertThat(task.commits()).isTrue();
    task.decides(START, START.plusMillis(5));
    task.decides(START, START.plusMillis(6));
    assertThat(task.commits()).isFalse();
    assertThat(task.waiting()).isEqualTo(1);
    assertThat(task.context.scheduledPunctuators().getLast().getInterval())
        .isEqualTo(CommitPace.GAP.minusMillis(5));
    task.wakes(START.plus(CommitPace.GAP));
    assertThat(task.commits()).isTrue();
    assertThat(task.waiting()).isZero();
  }

  @Test
  void tasksOfAThreadCommitTogether() {
    Task one = new Task();
    Task other = new Task();
    one.decides(START, START);
    other.decides(START, START.plusMillis(1));
    assertThat(one.commits()).isTrue();
    assertThat(other.commits()).isFalse();
    other.wakes(START.plus(CommitPace.GAP));
    assertThat(other.commits()).isTrue();
  }

  @Test
  void aTaskThatIsBehindLeavesItToTheInterval() {
    Task task = new Task();
    task.decides(START.minus(CommitPace.PROMPT).minusMillis(1), START);
    assertThat(task.commits()).isFalse();
    assertThat(task.waiting()).isZero();
  }

  @Test
  void aClockThatGoesBackKeepsNobodyWaiting() {
    Task task = new Task();
    task.decides(START, START);
    assertThat(task.commits()).isTrue();
    Instant back = START.minus(Duration.ofHours(1));
    task.decides(back, back);
    assertThat(task.commits()).isTrue();
  }

  @Test
  void aSliceOfWorkIsOverAfterAWhile() {
    worked = Long.MAX_VALUE;
    BooleanSupplier isOver = new Task().own.slice();
    worked += CommitPace.SLICE.toNanos() - 1;
    assertThat(isOver.getAsBoolean()).isFalse();
    worked++;
    assertThat(isOver.getAsBoolean()).isTrue();
  }
}
