package io.firebell.streams.topology;

import io.firebell.bench.Scene;
import io.firebell.core.alert.Alert;
import io.firebell.core.incident.Incident;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// What an alert costs in an incident that has many already.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LargeIncident {

  @Param({"10", "100000"})
  int members;

  private final Stages stages = new Stages();
  private final Alert comes = Scene.alert("db", "comes", "disk is at 91 %");
  private final Alert stays = Scene.alert("db", "stays", "disk is at 91 %");
  private final Alert changed = Scene.alert("db", "stays", "disk is at 92 %");
  private boolean isChanged;

  @Setup
  public void fill() {
    stages.begin();
    stages.sends(stays);
    for (int i = 1; i < members; i++) {
      stages.sends(Scene.alert("db", "host-" + i, "disk is at 91 %"));
    }
  }

  @TearDown
  public void close() {
    stages.close();
  }

  /// One more alert fires, and ends.
  @Benchmark
  public Incident fireAndResolve() {
    stages.sends(comes);
    stages.sends(Scene.ended(comes));
    return stages.incidentOf(stays);
  }

  /// An alert that fires says something else.
  @Benchmark
  public Incident change() {
    isChanged = !isChanged;
    stages.sends(isChanged ? changed : stays);
    return stages.incidentOf(stays);
  }
}
