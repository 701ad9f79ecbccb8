package io.firebell.core.incident;

import static io.firebell.core.classify.Priority.P1;
import static io.firebell.core.classify.Priority.P3;
import static io.firebell.core.incident.Given.ALICE;
import static io.firebell.core.incident.Given.FIRST_INCIDENT;
import static io.firebell.core.incident.Given.GROUP;
import static io.firebell.core.incident.Given.SCREEN;
import static io.firebell.core.incident.Given.agreed;
import static io.firebell.core.incident.Given.alert;
import static io.firebell.core.incident.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Alert;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Incidents that somebody resolves while alerts of them fire.
class ResolvedByHandTest {

  private static final Alert A = alert("a", P1, second(0));
  private static final Alert B = alert("b", P1, second(0));
  private static final Alert C = alert("c", P1, second(0));

  private final Shell shell = new Shell(agreed().reopening(Duration.ofHours(1)).policy());

  @Test
  void itIsSaidHowManyAlertsStillFired() {
    resolved();
    assertThat(shell.facts())
        .anyMatch(one -> one.fact().equals(new Fact.IncidentResolved("carol", "fixed", 2)));
    assertThat(shell.incident().extent().firing()).isEqualTo(2);
    assertThat(shell.incident().extent().total()).isEqualTo(2);
  }

  @Test
  void whatFiresOnOpensNothing() {
    resolved();
    assertThat(shell.changes(Given.measuring(B, 99))).isEmpty();
    shell.waits(Duration.ofDays(1));
    assertThat(shell.changes(A)).isEmpty();
    assertThat(shell.incident().isOver()).isTrue();
    assertThat(shell.incident().id()).hasToString(FIRST_INCIDENT);
  }

  @Test
  void whatEndsIsCountedOffAndTellsNobody() {
    resolved();
    int sent = shell.sent().size();
    assertThat(shell.ends(A)).singleElement().isInstanceOf(Fact.AlertEnded.class);
    assertThat(shell.ends(A)).isEmpty();
    assertThat(shell.incident().extent().firing()).isEqualTo(1);
    shell.ends(B);
    assertThat(shell.incident().extent().firing()).isZero();
    assertThat(shell.incident().nextDeadline()).isEmpty();
    assertThat(shell.sent()).hasSize(sent);
    assertThat(shell.members()).isEmpty();
  }

  @Test
  void whatEndsWhileTheEndIsToldIsForgottenWhenItIsTold() {
    told();
    shell.resolves("carol");
    shell.ends(A);
    shell.delivers(SCREEN);
    assertThat(shell.members()).hasSize(2);
    shell.delivers(ALICE);
    assertThat(shell.members()).containsOnlyKeys(B.fingerprint());
  }

  @Test
  void whatHasEndedAndFiresAnewOpensItAgainWithWhatFiredOn() {
    resolved();
    shell.ends(A);
    assertThat(shell.fires(A)).contains(new Fact.IncidentReopened());
    assertThat(shell.incident().extent().firing()).isEqualTo(2);
    shell.waits(Duration.ofMinutes(1));
    shell.ends(A);
    shell.waits(Duration.ofMinutes(20));
    assertThat(shell.incident().isOver()).isFalse();
    shell.ends(B);
    shell.waits(Duration.ofMinutes(20));
    assertThat(shell.incident().isOver()).isTrue();
    assertThat(shell.incident().extent().total()).isEqualTo(3);
  }

  /// Should the end of an alert ever be lost, what fires anew is worth more than what was not
  /// heard.
  @Test
  void whatFiresAnewOpensItAgainAlthoughItsEndWasNotHeard() {
    resolved();
    assertThat(shell.fires(A))
        .extracting(one -> one.getClass().getSimpleName())
        .containsExactly("AlertEnded", "IncidentReopened", "AlertFired", "PriorityAssigned");
    assertThat(shell.incident().extent().firing()).isEqualTo(2);
  }

  @Test
  void whatFiredOnKeepsTheIncidentAsUrgentAsItWas() {
    resolved();
    shell.fires(alert("d", P3, shell.now()));
    assertThat(shell.incident().priority()).isEqualTo(P1);
    shell.waits(Duration.ofSeconds(30));
    assertThat(shell.incident().climb().step()).isEqualTo(1);
  }

  @Test
  void whatBeginsToFireOpensItAgainWithWhatFiredOn() {
    resolved();
    shell.fires(C);
    assertThat(shell.incident().extent().firing()).isEqualTo(3);
    assertThat(shell.incident().rounds().news()).isEqualTo(1);
    shell.waits(Duration.ofMinutes(1));
    assertThat(shell.incident().rounds().flushes()).isEqualTo(2);
    assertThat(shell.incident().climb().step()).isEqualTo(1);
  }

  /// It is another incident, of which they have never been part.
  @Test
  void whatBeginsToFireMuchLaterBeginsAnIncidentOfItsOwn() {
    resolved();
    shell.waits(Duration.ofHours(2));
    shell.fires(C);
    assertThat(shell.incident().id()).hasToString(GROUP.key() + "-2");
    assertThat(shell.incident().extent().firing()).isEqualTo(1);
    assertThat(shell.ends(B)).isEmpty();
    assertThat(shell.incident().extent().firing()).isEqualTo(1);
    shell.fires(B);
    assertThat(shell.incident().extent().firing()).isEqualTo(2);
  }

  private void told() {
    shell.fires(A);
    shell.fires(B);
    shell.waits(Duration.ofSeconds(30));
    shell.delivers(SCREEN);
    shell.delivers(ALICE);
  }

  private void resolved() {
    told();
    shell.resolves("carol");
    shell.delivers(SCREEN);
    shell.delivers(ALICE);
  }
}
