package io.firebell.streams.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// What timers cost in their store on disk, by how many wait.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ArmedTimers {

  private static final Instant START = Instant.parse("2026-11-21T03:00:00Z");

  private static final String TENANT = "default";

  /// How many are due at once.
  private static final int DUE = 100;

  @Param({"1000", "1000000"})
  int waiting;

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

  @Setup
  public void arm() {
    for (int i = 0; i < waiting; i++) {
      index.move(
          TENANT, "%016x".formatted(i), null, START.plus(Duration.ofDays(30)).plusMillis(86L * i));
    }
    for (int i = 0; i < DUE; i++) {
      index.move(TENANT, "due-" + i, null, START);
    }
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
    due.forEach(one -> index.move(TENANT, one.key(), one.at(), next));
    now = next;
    return due.size();
  }
}
