package io.firebell.core.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.incident.Happening.Passed;
import io.firebell.core.incident.Happening.Reported;
import io.firebell.core.policy.Policy;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/// The same night comes to the same, whoever looks at it how often, and next to whatever else.
class ReplayPropertyTest {

  /// @param ofFirst which of two groups it happens to; time passes for both
  record Interleaved(boolean ofFirst, Happening happening) {

    boolean concerns(boolean first) {
      return ofFirst == first || happening instanceof Passed;
    }
  }

  @Property
  void aReplayComesToTheSameFactsAndEffects(
      @ForAll("policies") Policy policy, @ForAll("nights") List<Happening> night) {
    Shell live = new Shell(policy);
    Shell replay = new Shell(policy);
    night.forEach(happening -> happening.playTo(live));
    night.forEach(happening -> happening.playTo(replay));
    assertThat(replay.effects()).isEqualTo(live.effects());
    assertThat(replay.incidentOrNull()).isEqualTo(live.incidentOrNull());
  }

  /// A shell that ticks some seconds late, or leaves the last deadlines to the next signal, as far
  /// as [Punctuality] lets it.
  @Property
  void deadlinesTakenLateOrWithTheNextSignalComeToTheSame(
      @ForAll("policies") Policy policy,
      @ForAll("nights") List<Happening> night,
      @ForAll @IntRange(max = 5) int lateSeconds) {
    Shell punctual = new Shell(policy);
    Shell late = new Shell(policy);
    for (Happening happening : night) {
      switch (happening) {
        case Passed(Duration time) -> {
          punctual.waits(time);
          late.waitsLate(time, Duration.ofSeconds(lateSeconds));
        }
        case Reported reported -> {
          late.ticks(); // so that there is something to report on
          reported.playTo(punctual);
          reported.playTo(late);
        }
        case Happening other -> {
          other.playTo(punctual);
          other.playTo(late);
        }
      }
    }
    late.ticks();
    assertThat(late.facts()).isEqualTo(punctual.facts());
    assertThat(late.sent()).isEqualTo(punctual.sent());
    assertThat(late.members()).isEqualTo(punctual.members());
    assertThat(late.incidentOrNull()).isEqualTo(punctual.incidentOrNull());
  }

  @Property
  void twoGroupsComeToTheSameTogetherAndApart(
      @ForAll("policies") Policy policy, @ForAll("interleaved") List<Interleaved> night) {
    Shell first = new Shell(Given.GROUP, policy);
    Shell second = new Shell(Given.OTHER_GROUP, policy);
    for (Interleaved one : night) {
      if (one.concerns(true)) {
        one.happening().playTo(first);
      }
      if (one.concerns(false)) {
        one.happening().playTo(second);
      }
    }
    assertThat(alone(new Shell(Given.GROUP, policy), night, true)).isEqualTo(first.effects());
    assertThat(alone(new Shell(Given.OTHER_GROUP, policy), night, false))
        .isEqualTo(second.effects());
  }

  private static List<Effect> alone(Shell shell, List<Interleaved> night, boolean first) {
    night.stream().filter(one -> one.concerns(first)).forEach(one -> one.happening().playTo(shell));
    return shell.effects();
  }

  @Provide
  Arbitrary<List<Happening>> nights() {
    return Happening.nights();
  }

  @Provide
  Arbitrary<List<Interleaved>> interleaved() {
    return Combinators.combine(Arbitraries.of(true, false), Happening.any())
        .as(Interleaved::new)
        .list()
        .ofMaxSize(60);
  }

  @Provide
  Arbitrary<Policy> policies() {
    return Happening.policies();
  }
}
