package io.firebell.core.incident;

import static io.firebell.core.classify.Priority.P1;
import static io.firebell.core.classify.Priority.P3;
import static io.firebell.core.incident.Given.ALICE;
import static io.firebell.core.incident.Given.BOB;
import static io.firebell.core.incident.Given.FIRST_INCIDENT;
import static io.firebell.core.incident.Given.HOOK;
import static io.firebell.core.incident.Given.SCREEN;
import static io.firebell.core.incident.Given.agreed;
import static io.firebell.core.incident.Given.alert;
import static io.firebell.core.incident.Given.minute;
import static io.firebell.core.incident.Given.second;
import static io.firebell.core.incident.Given.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebell.core.alert.Alert;
import io.firebell.core.incident.Command.Action;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Recipient;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Incidents that are given to somebody.
class AssignmentTest {

  private static final Alert A = alert("a", P1, second(0));
  private static final Action TO_BOB = new Action.Assign("bob", "knows it");

  private final Shell shell = new Shell(Given.POLICY);

  @Test
  void whoeverIsGivenAnIncidentIsPagedAndHasTheWholeWait() {
    paged();
    shell.waits(Duration.ofMinutes(4));
    assertThat(shell.asks("alice", TO_BOB))
        .containsExactly(
            new Fact.IncidentAssigned("alice", "bob", "knows it", BOB, minute(9.5)),
            requested(3, BOB, Event.PAGED),
            requested(4, SCREEN, Event.UPDATED),
            requested(5, ALICE, Event.UPDATED));
    assertThat(shell.incident().assignedTo()).isEqualTo("bob");
    assertThat(shell.waits(Duration.ofMinutes(5).minusMillis(1)))
        .noneMatch(Fact.StepReached.class::isInstance);
  }

  @Test
  void whenHeDoesNotAnswerTheNextStepIsTaken() {
    paged();
    shell.asks("alice", TO_BOB);
    assertThat(shell.waits(Duration.ofMinutes(5)))
        .contains(new Fact.StepReached("ladder", 2, 1, List.of(BOB, HOOK), minute(15.5)));
    assertThat(shell.incident().assignedTo()).isEmpty();
  }

  @Test
  void whenHeAcknowledgesItIsHis() {
    paged();
    shell.asks("alice", TO_BOB);
    shell.acknowledges("bob");
    shell.waits(Duration.ofDays(1));
    assertThat(pages()).containsExactly(ALICE, BOB);
    assertThat(shell.incident().acknowledgedBy()).isEqualTo("bob");
    assertThat(shell.incident().assignedTo()).isEmpty();
  }

  @Test
  void whatSomebodyHadAcknowledgedWaitsForTheOtherAgain() {
    paged();
    shell.acknowledges("alice");
    shell.waits(Duration.ofHours(1));
    shell.asks("alice", TO_BOB);
    assertThat(shell.incident().status()).isEqualTo(Status.TRIGGERED);
    assertThat(shell.incident().acknowledgedBy()).isEmpty();
    assertThat(shell.incident().climbAt()).isEqualTo(shell.now().plus(Duration.ofMinutes(5)));
    shell.delivers(BOB);
    shell.waits(Duration.ofMinutes(5));
    assertThat(pages()).containsExactly(ALICE, BOB, BOB, HOOK);
  }

  @Test
  void whatSomebodyHadSnoozedIsAwakeAgain() {
    paged();
    shell.snoozes("alice", Duration.ofHours(5));
    shell.asks("alice", TO_BOB);
    assertThat(shell.incident().snoozed()).isFalse();
    assertThat(shell.incident().acknowledgedUntil()).isNull();
  }

  @Test
  void whenHeCannotBeReachedTheNextStepIsTakenAtOnce() {
    paged();
    shell.asks("alice", TO_BOB);
    assertThat(shell.rejects(BOB))
        .contains(
            new Fact.StepFailed("ladder", 1, 1, "no page of it can be delivered"),
            new Fact.StepReached("ladder", 2, 1, List.of(BOB, HOOK), minute(10.5)));
  }

  @Test
  void givenBeforeTheGroupWaitTheEscalationLeavesItToHimFirst() {
    shell.fires(A);
    shell.asks("alice", TO_BOB);
    assertThat(pages()).containsExactly(BOB);
    shell.waits(Duration.ofMinutes(5));
    assertThat(pages()).containsExactly(BOB);
    shell.waits(Duration.ofSeconds(30));
    assertThat(pages()).containsExactly(BOB, ALICE);
  }

  @Test
  void givenAfterAnAcknowledgementThatCameBeforeTheGroupWaitItIsEscalatedToo() {
    shell.fires(A);
    shell.acknowledges("alice");
    shell.waits(Duration.ofMinutes(1));
    shell.asks("alice", TO_BOB);
    shell.waits(Duration.ofMinutes(5));
    assertThat(pages()).containsExactly(BOB, ALICE);
  }

  @Test
  void aPlanThatPagesNobodyPagesWhoeverIsGivenTheIncident() {
    shell.fires(alert("a", P3, second(0)));
    shell.waits(Duration.ofMinutes(1));
    shell.asks("alice", TO_BOB);
    shell.waits(Duration.ofDays(1));
    assertThat(pages()).containsExactly(BOB);
  }

  @Test
  void anEscalationThatWasExhaustedSaysSoAgain() {
    Shell once = new Shell(agreed().climbing("ladder", 0, step(5, "user/alice")).policy());
    once.fires(A);
    once.waits(Duration.ofMinutes(6));
    assertThat(once.incident().climb().exhausted()).isTrue();
    once.asks("carol", TO_BOB);
    assertThat(once.waits(Duration.ofMinutes(5)))
        .contains(new Fact.EscalationExhausted("ladder", "nobody has acknowledged in round 1"));
  }

  @Test
  void whoIsNotKnownIsGivenNothing() {
    paged();
    assertThat(shell.asks("carol", new Action.Assign("bobby", "")))
        .containsExactly(
            new Fact.CommandRefused(
                "carol", "assign", "no user is called \"bobby\": there are alice, bob"));
    assertThatThrownBy(() -> new Action.Assign(" ", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsOverIsGivenToNobody() {
    paged();
    shell.resolves("carol");
    assertThat(shell.asks("carol", TO_BOB))
        .containsExactly(new Fact.CommandRefused("carol", "assign", "the incident is over"));
  }

  private void paged() {
    shell.fires(A);
    shell.waits(Duration.ofSeconds(30));
    shell.delivers(SCREEN);
    shell.delivers(ALICE);
  }

  private List<Recipient> pages() {
    return shell.sent().stream()
        .filter(one -> one.event() == Event.PAGED)
        .map(Notification::recipient)
        .toList();
  }

  private static Fact requested(int number, Recipient to, Event event) {
    return new Fact.NotificationRequested(
        FIRST_INCIDENT + "-n" + number, to, event, "assigned to bob by alice", 1);
  }
}
