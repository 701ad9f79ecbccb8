package io.firebell.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Each benchmark does what it says that it measures.
class StagesTest {

  @Test
  void oneMoreAlertFiresAndEndsInALargeIncident() {
    largeIncident(benchmark -> {
      assertThat(benchmark.fireAndResolve().extent().firing()).isEqualTo(20);
      assertThat(benchmark.fireAndResolve().extent().total()).isEqualTo(21);
    });
  }

  @Test
  void anAlertOfALargeIncidentChangesEachTime() {
    largeIncident(benchmark -> {
      int before = benchmark.change().facts();
      assertThat(benchmark.change().extent().firing()).isEqualTo(20);
      assertThat(benchmark.change().facts()).isEqualTo(before);
    });
  }

  private static void largeIncident(Consumer<LargeIncident> body) {
    LargeIncident benchmark = new LargeIncident();
    benchmark.members = 20;
    benchmark.fill();
    try {
      body.accept(benchmark);
    } finally {
      benchmark.close();
    }
  }

  @Test
  void anAlertFiresAndEndsWhileOtherIncidentsAreOpenAndNothingIsDue() {
    OpenIncidents benchmark = new OpenIncidents();
    benchmark.open = 50;
    benchmark.fill();
    try {
      assertThat(benchmark.armed()).isEqualTo(51);
      assertThat(benchmark.fireAndResolve().extent().firing()).isEqualTo(1);
      int facts = benchmark.fireAndResolve().facts();
      assertThat(benchmark.tick()).isZero();
      assertThat(benchmark.fireAndResolve().facts()).isEqualTo(facts + 2);
      assertThat(benchmark.armed()).isEqualTo(51);
    } finally {
      benchmark.close();
    }
  }
}
