package io.firebell.core.incident;

import static io.firebell.core.classify.Priority.P1;
import static io.firebell.core.classify.Priority.P3;
import static io.firebell.core.classify.Priority.P4;
import static io.firebell.core.incident.Given.alert;
import static io.firebell.core.incident.Given.minute;
import static io.firebell.core.incident.Given.second;
import static io.firebell.core.incident.Recovering.recovering;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Alert;
import io.firebell.core.policy.Policy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How soon an incident is to be over is measured.
class RecoveryTest {

  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
  private static final Policy POLICY = recovering(Given.POLICY, HALF_AN_HOUR);
  private static final Alert URGENT = alert("a", P1, second(0));

  private final Shell shell = new Shell(POLICY);

  @Test
  void whatIsNotOverInTimeIsMissedOnceWhoeverHasTakenIt() {
    assertThat(shell.fires(URGENT))
        .contains(new Fact.PromiseMade(Promise.Kind.RECOVERY, HALF_AN_HOUR, minute(30)));
    shell.acknowledges("carol");
    shell.waits(Duration.ofMinutes(29));
    assertThat(missed()).isEmpty();
    shell.waits(Duration.ofHours(3));
    assertThat(missed())
        .containsExactly(new Fact.PromiseMissed(Promise.Kind.RECOVERY, HALF_AN_HOUR, minute(30)));
  }

  @Test
  void whatIsOverInTimeHasRecovered() {
    shell.fires(URGENT);
    shell.waits(Duration.ofMinutes(10));
    shell.ends(URGENT);
    shell.waits(Duration.ofHours(3));
    assertThat(missed()).isEmpty();
  }

  @Test
  void aRaisedPriorityIsReckonedFromThenOn() {
    shell.fires(alert("b", P3, second(0)));
    shell.waits(Duration.ofMinutes(10));
    shell.fires(alert("a", P1, minute(10)));
    shell.waits(Duration.ofHours(3));
    assertThat(missed()).extracting(Fact.PromiseMissed::due).containsExactly(minute(40));
  }

  @Test
  void ofWhatIsOnlyLoggedNothingIsPromised() {
    shell.fires(alert("a", P4, second(0)));
    shell.waits(Duration.ofHours(3));
    assertThat(missed()).isEmpty();
  }

  @Test
  void theTimelineSaysWhatWasPromised() {
    assertThat(
            Narration.of(new Fact.PromiseMissed(Promise.Kind.RECOVERY, HALF_AN_HOUR, minute(30))))
        .isEqualTo("promise missed: it is over within PT30M");
  }

  private List<Fact.PromiseMissed> missed() {
    return shell.facts().stream()
        .map(LoggedFact::fact)
        .filter(Fact.PromiseMissed.class::isInstance)
        .map(Fact.PromiseMissed.class::cast)
        .toList();
  }
}
