package io.firebell.streams.topology;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// What timers cost in their store on disk.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public abstract class Timers {

  static final Instant START = Instant.parse("2026-11-21T03:00:00Z");

  private static final String TENANT = "default";

  /// How many are due at once.
  private static final int DUE = 100;

  private final Disk disk = new Disk();
  private final Task task = new Task(disk.of("timers"));
  private final DeadlineIndex index = new DeadlineIndex(store());
  private Instant now = START;

  private KeyValueStore<Bytes, byte[]> store() {
    task.open(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore("timers"), Serdes.Bytes(), Serdes.ByteArray()));
    return task.getStateStore("timers");
  }

  /// Arms those that are due, and whatever else there is.
  @Setup
  public void arm() {
    for (int i = 0; i < DUE; i++) {
      move("due-" + i, null, START);
    }
    armOthers();
  }

  abstract void armOthers();

  final void move(String key, @Nullable Instant from, @Nullable Instant to) {
    index.move(TENANT, key, from, to);
  }

  @TearDown
  public void close() {
    task.close();
    disk.close();
  }

  /// A look at the clock when nothing is due.
  @Benchmark
  public Optional<Instant> lookWhenNothingIsDue() {
    List<DeadlineIndex.Deadline> due = index.turn(now.minusMillis(1), DUE);
    if (!due.isEmpty()) {
      throw new IllegalStateException("nothing should be due: was " + due);
    }
    return index.earliest();
  }

  /// A timer that is due is taken and armed again.
  @Benchmark
  @OperationsPerInvocation(DUE)
  public int takeWhatIsDue() {
    Instant next = now.plusSeconds(1);
    List<DeadlineIndex.Deadline> due = index.turn(now, DUE);
    due.forEach(one -> move(one.key(), one.at(), next));
    now = next;
    return due.size();
  }
}
