package io.firebell.core.incident;

import static io.firebell.core.classify.Priority.P1;
import static io.firebell.core.classify.Priority.P2;
import static io.firebell.core.classify.Priority.P3;
import static io.firebell.core.incident.Given.ALICE;
import static io.firebell.core.incident.Given.FIRST_INCIDENT;
import static io.firebell.core.incident.Given.HOOK;
import static io.firebell.core.incident.Given.SCREEN;
import static io.firebell.core.incident.Given.agreed;
import static io.firebell.core.incident.Given.alert;
import static io.firebell.core.incident.Given.minute;
import static io.firebell.core.incident.Given.second;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.firebell.core.alert.Alert;
import io.firebell.core.classify.UpdateClock;
import io.firebell.core.incident.Command.Action;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Recipient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What people say about the state of the work, and the clock that waits for it: the hook is a
/// status page that is to be told within 15 minutes, and every 30 after that.
class UpdatesTest {

  private static final Alert A = alert("a", P1, second(0));
  private static final UpdateClock CLOCK =
      new UpdateClock(Duration.ofMinutes(15), Duration.ofMinutes(30), List.of("hook"));
  private static final Action UPDATE = new Action.Update("orders are slow");

  private final Shell shell = new Shell(agreed().updating(P1, CLOCK).policy());

  @Test
  void anUpdateGoesToTheChannelsToThoseWhoKnowOfItAndToTheStatusPage() {
    paged();
    assertThat(shell.asks("alice", UPDATE))
        .containsExactly(
            new Fact.UpdatePosted("alice", "orders are slow"),
            reported(3, SCREEN, "orders are slow (alice)"),
            reported(4, ALICE, "orders are slow (alice)"),
            reported(5, HOOK, "orders are slow"),
            new Fact.UpdateExpected(minute(30.5)));
  }

  @Test
  void theStatusPageHearsOfTheEndAndOfNothingElse() {
    paged();
    shell.asks("alice", UPDATE);
    answer();
    shell.delivers(HOOK);
    shell.acknowledges("alice");
    shell.fires(alert("b", P1, shell.now()));
    shell.waits(Duration.ofMinutes(20));
    shell.resolves("alice");
    assertThat(shell.sent())
        .filteredOn(one -> one.recipient().equals(HOOK))
        .extracting(Notification::event)
        .containsExactly(Event.REPORTED, Event.RESOLVED);
  }

  @Test
  void anUpdateThatIsMissedIsRaisedOnceForEachPeriod() {
    paged();
    shell.acknowledges("alice");
    answer();
    assertThat(shell.waits(Duration.ofMinutes(14))).isEmpty();
    assertThat(shell.waits(Duration.ofMinutes(1)))
        .containsExactly(
            new Fact.UpdateMissed(minute(15)),
            new Fact.UpdateExpected(minute(45)),
            reminded(5, ALICE, minute(15)),
            reminded(6, SCREEN, minute(15)));
    answer();
    assertThat(shell.waits(Duration.ofMinutes(29))).isEmpty();
    assertThat(shell.waits(Duration.ofMinutes(1)))
        .startsWith(new Fact.UpdateMissed(minute(45)), new Fact.UpdateExpected(minute(75)));
  }

  @Test
  void anUpdateInTimeIsNotMissedAndBeginsTheNextPeriod() {
    paged();
    shell.waits(Duration.ofMinutes(10));
    shell.asks("alice", UPDATE);
    assertThat(shell.waits(Duration.ofMinutes(29))).noneMatch(Fact.UpdateMissed.class::isInstance);
    assertThat(shell.waits(Duration.ofMinutes(1))).contains(new Fact.UpdateMissed(minute(40.5)));
  }

  @Test
  void nobodyHavingItThoseOfTheLastStepAreReminded() {
    paged();
    shell.waits(Duration.ofMinutes(14).plusSeconds(30));
    assertThat(shell.facts()).anyMatch(one -> one.fact() instanceof Fact.UpdateMissed);
    // Bob has nothing but a pager, which takes no reminders; the hook is the status page.
    assertThat(remindedOf(shell)).containsExactly(SCREEN);
  }

  @Test
  void whatNobodyCanBeRemindedOfIsSaidToHaveBeenWithheld() {
    Shell lonely =
        new Shell(
            agreed()
                .giving(P1, "gentle", Duration.ZERO)
                .updating(P1, new UpdateClock(CLOCK.first(), CLOCK.every(), List.of()))
                .policy());
    lonely.fires(A);
    assertThat(lonely.waits(Duration.ofMinutes(15)))
        .contains(
            new Fact.NotificationWithheld(
                "anybody that a status update is overdue", "none who has it can be reminded"));
  }

  @Test
  void theEndStopsTheClock() {
    paged();
    shell.resolves("alice");
    assertThat(shell.incident().updateDueAt()).isNull();
    assertThat(shell.asks("alice", UPDATE))
        .containsExactly(new Fact.CommandRefused("alice", "update", "the incident is over"));
    shell.waits(Duration.ofDays(1));
    assertThat(shell.facts()).noneMatch(one -> one.fact() instanceof Fact.UpdateMissed);
  }

  @Test
  void aPriorityWithoutAClockWaitsForNothingUntilItIsRaisedToOneThatHas() {
    Shell raised = new Shell(agreed().updating(P1, CLOCK).policy());
    raised.fires(alert("a", P2, second(0)));
    raised.waits(Duration.ofMinutes(60));
    assertThat(raised.incident().updateDueAt()).isNull();
    assertThat(raised.asks("alice", new Action.Raise(P1, "")))
        .contains(new Fact.UpdateExpected(minute(75)));
  }

  @Test
  void aPriorityThatIsRaisedToOneWithoutAClockWaitsForNothing() {
    Shell raised = new Shell(agreed().updating(P3, CLOCK).policy());
    raised.fires(alert("a", P3, second(0)));
    assertThat(raised.incident().updateDueAt()).isEqualTo(minute(15));
    raised.asks("alice", new Action.Raise(P1, ""));
    assertThat(raised.incident().updateDueAt()).isNull();
  }

  @Test
  void aPolicyThatPromisesNothingAnyMoreStopsTheClock() {
    paged();
    shell.adopts(Given.POLICY);
    assertThat(shell.waits(Duration.ofMinutes(15))).contains(new Fact.UpdateExpected(null));
    assertThat(shell.incident().updateDueAt()).isNull();
  }

  @Test
  void whatIsSaidWhileAnotherNotificationIsUnderWayIsSaidAfterIt() {
    shell.fires(A);
    shell.waits(Duration.ofSeconds(30));
    assertThat(shell.asks("alice", UPDATE))
        .contains(new Fact.NotificationQueued(SCREEN, Event.REPORTED, "orders are slow (alice)"));
    shell.fires(alert("b", P1, shell.now()));
    shell.acknowledges("alice");
    assertThat(shell.delivers(SCREEN)).contains(reported(4, SCREEN, "orders are slow (alice)"));
  }

  @Test
  void theWorkGoesThroughItsPhases() {
    paged();
    shell.waits(Duration.ofMinutes(1));
    shell.acknowledges("alice");
    answer();
    shell.waits(Duration.ofMinutes(1));
    assertThat(shell.asks("alice", report(Phase.MITIGATION, "failing over")))
        .startsWith(
            new Fact.PhaseReported("alice", Phase.MITIGATION, "failing over"),
            reported(5, SCREEN, "mitigating: failing over (alice)"))
        .contains(reported(7, HOOK, "mitigating: failing over"))
        .endsWith(new Fact.UpdateExpected(minute(32.5)));
    shell.waits(Duration.ofMinutes(1));
    shell.asks("alice", report(Phase.TRIAGE, "that was not it"));
    shell.resolves("alice");
    shell.waits(Duration.ofMinutes(1));
    shell.asks("alice", report(Phase.POSTMORTEM, ""));
    shell.waits(Duration.ofMinutes(1));
    shell.asks("alice", report(Phase.DOCUMENTATION, "in the wiki"));
    assertThat(Phase.of(shell.facts()))
        .extracting(Phase.Begun::phase, Phase.Begun::at)
        .containsExactly(
            tuple(Phase.DETECTION, minute(0)),
            tuple(Phase.TRIAGE, minute(1.5)),
            tuple(Phase.MITIGATION, minute(2.5)),
            tuple(Phase.TRIAGE, minute(3.5)),
            tuple(Phase.RESOLUTION, minute(3.5)),
            tuple(Phase.POSTMORTEM, minute(4.5)),
            tuple(Phase.DOCUMENTATION, minute(5.5)));
    assertThat(shell.incident().phase()).isEqualTo(Phase.DOCUMENTATION);
    assertThat(Phase.of(shell.facts().subList(1, 5))).isEmpty();
  }

  @Test
  void whatIsSaidAfterTheEndGoesToThePlansChannelsOnly() {
    paged();
    shell.asks("alice", UPDATE);
    shell.resolves("alice");
    assertThat(shell.asks("alice", report(Phase.DOCUMENTATION, "")))
        .filteredOn(one -> !(one instanceof Fact.PhaseReported))
        .containsExactly(new Fact.NotificationQueued(SCREEN, Event.REPORTED, "documented (alice)"));
  }

  @Test
  void aPhaseThatCannotBeginNowIsRefused() {
    paged();
    assertRefused(Phase.DOCUMENTATION, "report \"documented\"", "the incident is not over yet");
    shell.asks("alice", report(Phase.TRIAGE, ""));
    assertRefused(Phase.TRIAGE, "report \"investigating\"", "that has been said already");
    shell.resolves("alice");
    assertRefused(Phase.MITIGATION, "report \"mitigating\"", "the incident is over");
    shell.asks("alice", report(Phase.DOCUMENTATION, ""));
    assertRefused(Phase.POSTMORTEM, "report \"postmortem\"", "it is documented already");
    assertThatThrownBy(() -> report(Phase.RESOLUTION, ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Action.Update("")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsOpenedAgainIsDetectedAgain() {
    paged();
    shell.resolves("alice");
    shell.fires(alert("b", P1, shell.now()));
    assertThat(shell.incident().phase()).isEqualTo(Phase.DETECTION);
    assertThat(shell.incident().updateDueAt()).isEqualTo(minute(15.5));
  }

  private void assertRefused(Phase phase, String action, String reason) {
    assertThat(shell.asks("alice", report(phase, "")))
        .containsExactly(new Fact.CommandRefused("alice", action, reason));
  }

  private static Action report(Phase phase, String note) {
    return new Action.Report(phase, note);
  }

  private void paged() {
    shell.fires(A);
    shell.waits(Duration.ofSeconds(30));
    answer();
  }

  private void answer() {
    shell.delivers(SCREEN);
    shell.delivers(ALICE);
  }

  private static List<Recipient> remindedOf(Shell shell) {
    return shell.sent().stream()
        .filter(one -> one.event() == Event.UPDATE_OVERDUE)
        .map(Notification::recipient)
        .toList();
  }

  private static Fact reported(int number, Recipient to, String text) {
    return new Fact.NotificationRequested(
        FIRST_INCIDENT + "-n" + number, to, Event.REPORTED, text, 1);
  }

  private static Fact reminded(int number, Recipient to, Instant dueAt) {
    return new Fact.NotificationRequested(
        FIRST_INCIDENT + "-n" + number,
        to,
        Event.UPDATE_OVERDUE,
        "a status update was due at " + dueAt,
        1);
  }
}
