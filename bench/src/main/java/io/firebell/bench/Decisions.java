package io.firebell.bench;

import io.firebell.core.alert.Alert;
import io.firebell.core.classify.Classification;
import io.firebell.core.classify.Extent;
import io.firebell.core.dedup.AlertChange;
import io.firebell.core.dedup.Deduplicated;
import io.firebell.core.dedup.Deduplicator;
import io.firebell.core.incident.IncidentMachine;
import io.firebell.core.incident.Signal;
import io.firebell.core.incident.Step;
import io.firebell.core.mute.Flips;
import io.firebell.core.mute.Inhibitor;
import io.firebell.core.mute.Inhibitors;
import io.firebell.core.mute.MuteState;
import io.firebell.core.mute.Muting;
import io.firebell.core.mute.Silence;
import io.firebell.core.mute.Silences;
import io.firebell.core.route.Group;
import io.firebell.core.route.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// What each decision about one alert costs by itself, without topics and stores.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Decisions {

  private static final Instant NOW = Scene.START.plusSeconds(60);

  private final Alert alert = Scene.alert("db", "db-1", "disk is at 91 %");
  private final Muting muting = muting();
  private Deduplicated known = new Deduplicated(null, List.of());
  private Step open = new Step(null, List.of());

  /// Fifty silences and twenty alerts that inhibit, none of which concerns the alert.
  private static Muting muting() {
    Silences silences = new Silences();
    for (int i = 0; i < 50; i++) {
      silences.put(
          new Silence(
              "s" + i,
              "default",
              List.of("service=~\"web-%d.*\"".formatted(i), "env=\"staging\""),
              Scene.START,
              Scene.START.plus(Duration.ofDays(1)),
              "carol",
              "work",
              Scene.START));
    }
    Inhibitors inhibitors = new Inhibitors();
    for (int i = 0; i < 20; i++) {
      Alert source = Scene.alert("source", "source-" + i, "");
      String key = "%016x".formatted(i);
      inhibitors.put(new Inhibitor("default", key, source.fingerprint(), false, true));
    }
    return new Muting(silences, inhibitors);
  }

  /// The alert fires already, and so does another of its group.
  @Setup
  public void fires() {
    known = Deduplicator.receive(null, alert, NOW, Scene.POLICY);
    Alert other = Scene.alert("db", "db-2", "disk is at 95 %");
    AlertChange first = Deduplicator.receive(null, other, NOW, Scene.POLICY).changes().getFirst();
    open = IncidentMachine.step(null, new Signal.AlertChanged(first, null), NOW, NOW, Scene.POLICY);
  }

  @Benchmark
  public List<Group> route() {
    return Scene.POLICY.routing().match(alert.labels()).stream()
        .map((Route route) -> route.group(alert.tenant(), alert.labels()))
        .toList();
  }

  @Benchmark
  public Deduplicated deduplicateARepeat() {
    return Deduplicator.receive(known.next(), alert, NOW, Scene.POLICY);
  }

  @Benchmark
  public Deduplicated deduplicateTheFirst() {
    return Deduplicator.receive(null, alert, NOW, Scene.POLICY);
  }

  @Benchmark
  public MuteState mute() {
    return muting.of(alert, Flips.NONE, NOW, Scene.POLICY.mutes());
  }

  @Benchmark
  public Classification classify() {
    Extent extent = Objects.requireNonNull(open.next()).extent();
    return Scene.POLICY.classifier().classify(alert, extent, Duration.ofMinutes(5), NOW);
  }

  /// The alert joins an incident that is open.
  @Benchmark
  public Step decide() {
    AlertChange change = known.changes().getFirst();
    return IncidentMachine.step(
        open.next(), new Signal.AlertChanged(change, null), NOW, NOW, Scene.POLICY);
  }
}
