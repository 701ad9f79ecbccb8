package io.firebell.core.incident;

import static io.firebell.core.classify.Priority.P1;
import static io.firebell.core.classify.Priority.P3;
import static io.firebell.core.classify.Priority.P4;
import static io.firebell.core.incident.Given.HOOK;
import static io.firebell.core.incident.Given.SCREEN;
import static io.firebell.core.incident.Given.alert;
import static io.firebell.core.incident.Given.minute;
import static io.firebell.core.incident.Given.second;
import static io.firebell.core.incident.Hushed.hushing;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Alert;
import io.firebell.core.mute.Mute;
import io.firebell.core.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is promised of an incident is measured.
class PromisesTest {

  private static final Duration FIVE = Duration.ofMinutes(5);
  private static final Duration TEN = Duration.ofMinutes(10);
  private static final Alert URGENT = alert("a", P1, second(0));
  private static final Alert MINOR = alert("b", P3, second(0));

  private static final Policy RESPONDING = hushing(Given.POLICY).responding(FIVE).toPolicy();
  private static final Policy TELLING = hushing(Given.POLICY).promising(P3, TEN).toPolicy();

  @Test
  void aResponseThatNobodyGivesInTimeIsMissedOnce() {
    Shell shell = new Shell(RESPONDING);
    assertThat(shell.fires(URGENT))
        .endsWith(new Fact.PromiseMade(Promise.Kind.RESPONSE, FIVE, minute(5)));
    assertThat(missed(shell, Duration.ofMinutes(4))).isEmpty();
    assertThat(missed(shell, Duration.ofHours(3)))
        .containsExactly(new Fact.PromiseMissed(Promise.Kind.RESPONSE, FIVE, minute(5)));
    assertThat(missedAt(shell)).containsExactly(minute(5));
  }

  @Test
  void anAcknowledgementInTimeIsAResponse() {
    Shell shell = new Shell(RESPONDING);
    shell.fires(URGENT);
    shell.waits(Duration.ofMinutes(4));
    shell.acknowledges("carol");
    assertThat(missed(shell, Duration.ofHours(3))).isEmpty();
  }

  @Test
  void whatIsOverInTimeNeedsNoResponse() {
    Shell shell = new Shell(RESPONDING);
    shell.fires(URGENT);
    shell.ends(URGENT);
    assertThat(missed(shell, Duration.ofHours(3))).isEmpty();
  }

  @Test
  void aRaisedPriorityIsRespondedToFromThenOn() {
    Shell shell = new Shell(RESPONDING);
    shell.fires(MINOR);
    shell.waits(Duration.ofMinutes(3));
    shell.fires(alert("a", P1, minute(3)));
    missed(shell, Duration.ofHours(1));
    assertThat(missedAt(shell)).containsExactly(minute(8));
  }

  @Test
  void nothingIsPromisedOfWhatIsOnlyLogged() {
    Shell shell = new Shell(hushing(Given.POLICY).responding(FIVE).promising(P4, TEN).toPolicy());
    shell.fires(alert("d", P4, second(0)));
    assertThat(shell.incident().promises()).isEmpty();
    assertThat(missed(shell, Duration.ofHours(1))).isEmpty();
  }

  @Test
  void somebodyHasBeenToldWhenAnythingHasArrived() {
    Shell shell = new Shell(TELLING);
    shell.fires(MINOR);
    shell.waits(Duration.ofMinutes(1));
    shell.delivers(HOOK);
    assertThat(missed(shell, Duration.ofHours(1))).isEmpty();
  }

  @Test
  void whatArrivesNowhereInTimeIsANoticeMissed() {
    Shell shell = new Shell(TELLING);
    shell.fires(MINOR);
    shell.waits(Duration.ofMinutes(1));
    shell.delays(HOOK);
    assertThat(missed(shell, Duration.ofMinutes(20)))
        .containsExactly(new Fact.PromiseMissed(Promise.Kind.NOTICE, TEN, minute(10)));
  }

  @Test
  void promisesAreReckonedFromWhenPeopleMayBeTold() {
    Shell shell = new Shell(quietFrom("03:00"));
    shell.fires(URGENT);
    assertThat(missed(shell, Duration.ofMinutes(64))).isEmpty();
    missed(shell, Duration.ofMinutes(10));
    assertThat(missedAt(shell)).containsExactly(minute(65));
  }

  @Test
  void aTimeThatRunsOutInMutedTimeBeginsAnewAfterIt() {
    Shell shell = new Shell(quietFrom("03:02"));
    shell.fires(URGENT);
    assertThat(missed(shell, Duration.ofMinutes(64))).isEmpty();
    missed(shell, Duration.ofMinutes(10));
    assertThat(missedAt(shell)).containsExactly(minute(65));
  }

  @Test
  void nothingIsPromisedOfAMutedAlertUntilItIsToBeHeard() {
    Shell shell = new Shell(RESPONDING);
    shell.fires(URGENT, new Mute(Mute.Kind.SILENCE, "3f2a", "by carol: disks"));
    assertThat(missed(shell, Duration.ofMinutes(60))).isEmpty();
    shell.changes(URGENT);
    missed(shell, Duration.ofMinutes(60));
    assertThat(missedAt(shell)).containsExactly(minute(65));
  }

  @Test
  void aMissedPromiseHoldsNothingUp() {
    Shell with = new Shell(hushing(Given.POLICY).responding(FIVE).promising(P1, FIVE).toPolicy());
    Shell without = new Shell(Given.POLICY);
    for (Shell shell : List.of(with, without)) {
      shell.fires(URGENT);
      shell.waits(Duration.ofMinutes(1));
      shell.delays(SCREEN);
      shell.waits(Duration.ofHours(2));
    }
    assertThat(with.sent()).isEqualTo(without.sent());
  }

  private static Policy quietFrom(String time) {
    return hushing(Given.POLICY)
        .responding(FIVE)
        .calling("early", time + "-04:00")
        .mutedIn("early")
        .toPolicy();
  }

  private static List<Fact> missed(Shell shell, Duration time) {
    return shell.waits(time).stream().filter(Fact.PromiseMissed.class::isInstance).toList();
  }

  private static List<Instant> missedAt(Shell shell) {
    return shell.facts().stream()
        .filter(one -> one.fact() instanceof Fact.PromiseMissed)
        .map(LoggedFact::at)
        .toList();
  }
}
