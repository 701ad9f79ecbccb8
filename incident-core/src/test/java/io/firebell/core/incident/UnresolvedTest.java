package io.firebell.core.incident;

import static io.firebell.core.classify.Priority.P1;
import static io.firebell.core.classify.Priority.P2;
import static io.firebell.core.incident.Given.ALICE;
import static io.firebell.core.incident.Given.BOB;
import static io.firebell.core.incident.Given.FIRST_INCIDENT;
import static io.firebell.core.incident.Given.SCREEN;
import static io.firebell.core.incident.Given.agreed;
import static io.firebell.core.incident.Given.alert;
import static io.firebell.core.incident.Given.minute;
import static io.firebell.core.incident.Given.second;
import static io.firebell.core.incident.Given.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Alert;
import io.firebell.core.escalate.EscalationStep;
import io.firebell.core.escalate.Until;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Recipient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Escalations that only the end of the incident stops: Alice at once, Bob after ten minutes, and
/// the screen after thirty.
class UnresolvedTest {

  private static final Alert A = alert("a", P1, second(0));

  private static final Given.Agreed AGREED =
      agreed()
          .climbing("ladder", 0, step(10, "user/alice"), step(20, "user/bob"), screens(5))
          .climbingUntilResolved("ladder");

  private final Shell shell = new Shell(AGREED.policy());

  @Test
  void whatIsAcknowledgedAndNotResolvedIsEscalatedAllTheSame() {
    paged();
    assertThat(shell.facts()).anyMatch(one -> one.fact().equals(started(minute(0.5))));
    shell.acknowledges("alice");
    answer();
    assertThat(shell.waits(Duration.ofMinutes(10)))
        .startsWith(new Fact.StepReached("ladder", 2, 1, List.of(BOB), minute(30.5)))
        .contains(requested(5, BOB, Event.PAGED, "step 2 of ladder, round 1"));
    assertThat(shell.incident().acknowledgedBy()).isEqualTo("alice");
    shell.delivers(BOB);
    shell.waits(Duration.ofMinutes(20));
    assertThat(pages()).containsExactly(ALICE, BOB, SCREEN);
    assertThat(shell.waits(Duration.ofMinutes(5)))
        .contains(new Fact.EscalationExhausted("ladder", "nobody has resolved it in round 1"));
  }

  @Test
  void whatIsResolvedIsEscalatedNoMore() {
    paged();
    shell.acknowledges("alice");
    shell.waits(Duration.ofMinutes(9));
    shell.resolves("alice");
    shell.waits(Duration.ofDays(1));
    assertThat(pages()).containsExactly(ALICE);
  }

  @Test
  void whatIsAcknowledgedBeforeItsGroupWaitIsEscalatedAllTheSame() {
    shell.fires(A);
    shell.acknowledges("alice");
    assertThat(shell.waits(Duration.ofSeconds(30))).contains(started(minute(0.5)));
    assertThat(pages()).containsExactly(ALICE);
  }

  @Test
  void aSnoozePausesTheClimbAndThenTheRestIsWaitedFor() {
    paged();
    shell.waits(Duration.ofMinutes(4));
    shell.snoozes("alice", Duration.ofHours(1));
    answer();
    assertThat(shell.waits(Duration.ofHours(1).minusMillis(1)))
        .noneMatch(Fact.StepReached.class::isInstance);
    assertThat(shell.waits(Duration.ofMillis(1)))
        .contains(
            new Fact.AcknowledgementExpired("alice"),
            requested(6, ALICE, Event.PAGED, "the time of alice has run out"))
        .noneMatch(Fact.EscalationStarted.class::isInstance);
    assertThat(shell.incident().climbAt()).isEqualTo(minute(64.5 + 6));
    shell.waits(Duration.ofMinutes(6));
    assertThat(pages()).containsExactly(ALICE, ALICE, BOB);
  }

  @Test
  void aSecondSnoozeDoesNotShortenTheWait() {
    paged();
    shell.waits(Duration.ofMinutes(4));
    shell.snoozes("alice", Duration.ofHours(1));
    shell.waits(Duration.ofMinutes(30));
    shell.snoozes("bob", Duration.ofHours(1));
    shell.waits(Duration.ofHours(1));
    assertThat(shell.incident().status()).isEqualTo(Status.TRIGGERED);
    assertThat(shell.incident().climbAt()).isEqualTo(minute(94.5 + 6));
  }

  @Test
  void whatIsSnoozedBeforeItsGroupWaitBeginsAfterTheSnooze() {
    shell.fires(A);
    shell.snoozes("alice", Duration.ofHours(1));
    shell.waits(Duration.ofMinutes(59));
    assertThat(pages()).isEmpty();
    assertThat(shell.waits(Duration.ofMinutes(1))).contains(started(minute(60)));
    assertThat(pages()).containsExactly(ALICE);
  }

  @Test
  void anAcknowledgementThatRunsOutPagesTheLastStepAgainAndDelaysNothing() {
    Shell timed = new Shell(AGREED.timingOut("ladder", Duration.ofMinutes(8)).policy());
    timed.fires(A);
    timed.waits(Duration.ofSeconds(30));
    timed.delivers(SCREEN);
    timed.delivers(ALICE);
    timed.acknowledges("alice");
    timed.delivers(SCREEN);
    timed.delivers(ALICE);
    assertThat(timed.waits(Duration.ofMinutes(8)))
        .contains(
            new Fact.AcknowledgementExpired("alice"),
            requested(5, ALICE, Event.PAGED, "the time of alice has run out"));
    assertThat(timed.incident().climbAt()).isEqualTo(minute(10.5));
  }

  @Test
  void whenNobodyIsLeftASnoozeThatRunsOutBeginsAnew() {
    paged();
    shell.waits(Duration.ofMinutes(40));
    assertThat(shell.incident().climb().exhausted()).isTrue();
    shell.snoozes("alice", Duration.ofHours(1));
    assertThat(shell.waits(Duration.ofHours(1))).contains(started(shell.now()));
  }

  @Test
  void aPageIsTriedAgainAlthoughSomebodyHasAcknowledged() {
    paged();
    shell.waits(Duration.ofMinutes(10));
    shell.delays(BOB);
    shell.acknowledges("alice");
    assertThat(shell.waits(Duration.ofSeconds(15)))
        .contains(
            new Fact.NotificationRequested(
                FIRST_INCIDENT + "-n3", BOB, Event.PAGED, "step 2 of ladder, round 1", 2));
  }

  @Test
  void aPageThatFailsAfterTheAcknowledgementStillLeadsToTheNextStep() {
    paged();
    shell.acknowledges("alice");
    shell.waits(Duration.ofMinutes(10));
    assertThat(shell.rejects(BOB))
        .contains(
            new Fact.StepFailed("ladder", 2, 1, "no page of it can be delivered"),
            new Fact.StepReached("ladder", 3, 1, List.of(SCREEN), minute(15.5)));
  }

  @Test
  void aPageIsNotTriedAgainDuringASnooze() {
    paged();
    shell.waits(Duration.ofMinutes(10));
    shell.delays(BOB);
    assertThat(shell.snoozes("alice", Duration.ofHours(1)))
        .contains(
            new Fact.NotificationWithdrawn(
                FIRST_INCIDENT + "-n3", BOB, "snoozed by alice until " + minute(70.5)));
    shell.waits(Duration.ofMinutes(59));
    assertThat(pages()).containsExactly(ALICE, BOB);
    shell.waits(Duration.ofMinutes(1));
    assertThat(pages()).containsExactly(ALICE, BOB, BOB);
  }

  @Test
  void whatIsRaisedToSuchAnEscalationIsPagedAlthoughItIsAcknowledged() {
    Shell raised = new Shell(AGREED.policy());
    raised.fires(alert("a", P2, second(0)));
    raised.waits(Duration.ofMinutes(1));
    raised.acknowledges("alice");
    raised.fires(alert("b", P1, raised.now()));
    assertThat(raised.sent())
        .filteredOn(one -> one.event() == Event.PAGED)
        .extracting(Notification::recipient)
        .containsExactly(ALICE);
  }

  private static Fact started(Instant firstStepAt) {
    return new Fact.EscalationStarted("ladder", firstStepAt, Until.RESOLVED);
  }

  private static EscalationStep screens(long waitMinutes) {
    return step(waitMinutes, "channel/screen");
  }

  private void paged() {
    shell.fires(A);
    shell.waits(Duration.ofSeconds(30));
    answer();
  }

  /// The notifier delivers what was sent to those who know of it.
  private void answer() {
    shell.delivers(SCREEN);
    shell.delivers(ALICE);
  }

  private List<Recipient> pages() {
    return shell.sent().stream()
        .filter(one -> one.event() == Event.PAGED && one.attempt() == 1)
        .map(Notification::recipient)
        .toList();
  }

  private static Fact requested(int number, Recipient to, Event event, String reason) {
    return new Fact.NotificationRequested(FIRST_INCIDENT + "-n" + number, to, event, reason, 1);
  }
}
