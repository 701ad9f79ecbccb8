package io.firebell.streams.topology;

import io.firebell.bench.Scene;
import io.firebell.core.alert.Alert;
import io.firebell.core.dedup.AlertChange;
import io.firebell.core.dedup.Deduplicator;
import io.firebell.core.incident.Incident;
import io.firebell.core.incident.IncidentMachine;
import io.firebell.core.incident.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.state.KeyValueStore;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// What an alert and a stroke of the clock at which nothing is due cost while many incidents are
/// open, each with a timer that is armed.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class OpenIncidents {

  @Param({"1000", "1000000"})
  int open;

  private final Stages stages = new Stages();
  private final Alert comes = Scene.alert("db", "comes", "disk is at 91 %");
  private final Alert stays = Scene.alert("db", "stays", "disk is at 91 %");

  /// The incidents are written into the stores: alert by alert they would take minutes.
  @Setup
  public void fill() {
    KeyValueStore<String, Incident> incidents = stages.incidents();
    DeadlineIndex timers = stages.timers();
    for (int i = 0; i < open; i++) {
      Incident incident = opened(Scene.alert("service-" + i, "host", "disk is at 91 %"));
      String group = incident.group().key().hash();
      // Spread over a day, and none before the benchmark is through.
      Instant due = Scene.START.plus(Duration.ofDays(30)).plusMillis(86L * i);
      incidents.put(group, incident);
      timers.move("default", group, null, due);
    }
    stages.begin();
    stages.sends(stays);
  }

  private static Incident opened(Alert alert) {
    Instant at = Scene.START;
    AlertChange first = Deduplicator.receive(null, alert, at, Scene.POLICY).changes().getFirst();
    Signal fired = new Signal.AlertChanged(first, null);
    return Objects.requireNonNull(IncidentMachine.step(null, fired, at, at, Scene.POLICY).next());
  }

  /// How many timers are armed.
  int armed() {
    return stages.timers().turn(Instant.ofEpochMilli(Long.MAX_VALUE), Integer.MAX_VALUE).size();
  }

  @TearDown
  public void close() {
    stages.close();
  }

  /// An alert fires in one of them, and ends.
  @Benchmark
  public Incident fireAndResolve() {
    stages.sends(comes);
    stages.sends(Scene.ended(comes));
    return stages.incidentOf(stays);
  }

  /// The clock strikes, and nothing is due.
  @Benchmark
  public int tick() {
    return stages.strikes();
  }
}
