package io.firebell.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.classify.Priority;
import io.firebell.core.dedup.AlertChange;
import io.firebell.core.incident.Fact;
import org.junit.jupiter.api.Test;

class DecisionsTest {

  @Test
  void eachDecisionIsTheOneThatIsMeant() {
    Decisions benchmark = new Decisions();
    benchmark.fires();
    assertThat(benchmark.route()).hasSize(1);
    assertThat(benchmark.deduplicateARepeat().changes()).isEmpty();
    assertThat(benchmark.deduplicateTheFirst().changes())
        .extracting(AlertChange::kind)
        .containsExactly(AlertChange.Kind.FIRED);
    assertThat(benchmark.mute().mutes()).isEmpty();
    assertThat(benchmark.mute().targetOf()).hasSize(2);
    assertThat(benchmark.classify().priority()).isEqualTo(Priority.P2);
    assertThat(benchmark.decide().facts())
        .singleElement()
        .satisfies(one -> assertThat(one.fact()).isInstanceOf(Fact.AlertFired.class));
  }
}
