package io.firebell.core.incident;

import static io.firebell.core.classify.Priority.P1;
import static io.firebell.core.classify.Priority.P3;
import static io.firebell.core.incident.Given.ALICE;
import static io.firebell.core.incident.Given.ALICES_MAIL;
import static io.firebell.core.incident.Given.BOB;
import static io.firebell.core.incident.Given.HOOK;
import static io.firebell.core.incident.Given.MAIL;
import static io.firebell.core.incident.Given.SCREEN;
import static io.firebell.core.incident.Given.alert;
import static io.firebell.core.incident.Given.minute;
import static io.firebell.core.incident.Given.second;
import static io.firebell.core.incident.Hushed.hushing;
import static io.firebell.core.incident.Told.assertSent;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Alert;
import io.firebell.core.classify.Priority;
import io.firebell.core.mute.Mute;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Notification;
import io.firebell.core.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/// Nobody is told outside the hours for it, and everything is told when they come.
class QuietHoursTest {

  private static final Alert URGENT = alert("a", P1, second(0));
  private static final Alert MINOR = alert("b", P3, second(0));
  private static final Instant FOUR = minute(60);
  private static final Mute SILENCE = new Mute(Mute.Kind.SILENCE, "3f2a", "by carol: disks");
  private static final String MUTED = "route {} is muted in the hours early";

  @Test
  void whatFiresInMutedTimeIsToldAndPagedWhenThatIsOver() {
    Shell shell = new Shell(mutedFrom("03:00"));
    shell.fires(URGENT);
    assertThat(shell.waits(Duration.ofMinutes(59)))
        .containsExactly(new Fact.GroupHeld(MUTED, FOUR));
    assertThat(shell.incident().nextDeadline()).contains(FOUR);
    shell.waits(Duration.ofMinutes(1));
    assertSent(shell)
        .containsExactly(
            Tuple.tuple(FOUR, SCREEN, Event.OPENED), Tuple.tuple(FOUR, ALICE, Event.PAGED));
  }

  @Test
  void moreAlertsInMutedTimeAreNoNewReasonToSayThatNobodyIsTold() {
    Shell shell = new Shell(mutedFrom("03:00"));
    shell.fires(URGENT);
    shell.waits(Duration.ofMinutes(10));
    shell.fires(alert("c", P1, minute(10)));
    shell.waits(Duration.ofMinutes(10));
    shell.fires(MINOR);
    shell.ends(MINOR);
    shell.waits(Duration.ofMinutes(35));
    assertThat(shell.sent()).isEmpty();
    assertThat(shell.facts()).filteredOn(one -> one.fact() instanceof Fact.GroupHeld).hasSize(1);
    shell.waits(Duration.ofMinutes(5));
    assertSent(shell)
        .containsExactly(
            Tuple.tuple(FOUR, SCREEN, Event.OPENED), Tuple.tuple(FOUR, ALICE, Event.PAGED));
  }

  @Test
  void whatIsOverBeforeAnybodyCouldHearOfItIsResolvedSoonAndStaysSilent() {
    Shell shell = new Shell(mutedFrom("03:00"));
    shell.fires(URGENT);
    shell.waits(Duration.ofMinutes(10));
    shell.ends(URGENT);
    assertThat(shell.waits(Duration.ofSeconds(30)))
        .containsExactly(
            new Fact.NotificationWithheld("everybody", "resolved before anybody was to be told"),
            new Fact.IncidentResolved("", "all its alerts are over", 0));
    shell.waits(Duration.ofHours(2));
    assertThat(shell.sent()).isEmpty();
    assertThat(shell.incident().resolvedAt()).isEqualTo(minute(10.5));
  }

  @Test
  void whatEndsInMutedTimeIsOverAtOnceAndToldWhenThatIsOver() {
    Shell shell = new Shell(mutedFrom("03:10"));
    toldInTime(shell);
    shell.waits(Duration.ofMinutes(12));
    shell.ends(URGENT);
    assertThat(shell.waits(Duration.ofMinutes(6)))
        .contains(
            new Fact.IncidentResolved("", "all its alerts are over", 0),
            new Fact.NotificationHeld(SCREEN, Event.RESOLVED, "", MUTED, FOUR),
            new Fact.NotificationHeld(ALICE, Event.RESOLVED, "", MUTED, FOUR));
    assertThat(shell.incident().isOver()).isTrue();
    assertThat(shell.members()).isNotEmpty();
    shell.waits(Duration.ofHours(1));
    assertSent(shell)
        .endsWith(
            Tuple.tuple(FOUR, SCREEN, Event.RESOLVED), Tuple.tuple(FOUR, ALICE, Event.RESOLVED));
    shell.delivers(SCREEN);
    shell.delivers(ALICE);
    assertThat(shell.members()).isEmpty();
  }

  @Test
  void aStepThatFallsDueInMutedTimeIsTakenWhenThatIsOver() {
    Shell shell = new Shell(mutedFrom("03:05"));
    toldInTime(shell);
    assertThat(shell.waits(Duration.ofMinutes(30)))
        .containsExactly(new Fact.StepHeld("ladder", MUTED, FOUR));
    shell.waits(Duration.ofMinutes(29));
    assertSent(shell)
        .endsWith(Tuple.tuple(FOUR, BOB, Event.PAGED), Tuple.tuple(FOUR, HOOK, Event.PAGED));
  }

  @Test
  void whoeverAcknowledgesInMutedTimeStopsTheStepAndIsNamedWhenThatIsOver() {
    Shell shell = new Shell(mutedFrom("03:05"));
    toldInTime(shell);
    shell.waits(Duration.ofMinutes(20));
    shell.acknowledges("carol");
    assertThat(shell.sent()).hasSize(2);
    shell.waits(Duration.ofMinutes(60));
    assertSent(shell)
        .endsWith(
            Tuple.tuple(FOUR, SCREEN, Event.ACKNOWLEDGED),
            Tuple.tuple(FOUR, ALICE, Event.ACKNOWLEDGED));
    assertThat(shell.sent().getLast().reason())
        .isEqualTo("acknowledged by carol; waited for the hours for it");
  }

  @Test
  void aPriorityThatIsRaisedInMutedTimeIsFollowedWhenThatIsOver() {
    Shell shell = new Shell(mutedFrom("03:05"));
    shell.fires(MINOR);
    shell.waits(Duration.ofMinutes(1));
    shell.delivers(HOOK);
    shell.delivers(MAIL);
    shell.waits(Duration.ofMinutes(19));
    assertThat(shell.fires(alert("c", P1, minute(20)))).contains(new Fact.GroupHeld(MUTED, FOUR));
    shell.waits(Duration.ofMinutes(41));
    assertSent(shell)
        .endsWith(Tuple.tuple(FOUR, SCREEN, Event.OPENED), Tuple.tuple(FOUR, ALICE, Event.PAGED));
  }

  @Test
  void aPriorityThatIsRaisedBeforeAnybodyCouldHearOfItIsNoNewReasonToSayThatNobodyIsTold() {
    Shell shell = new Shell(mutedFrom("03:00"));
    shell.fires(MINOR);
    shell.waits(Duration.ofMinutes(10));
    shell.fires(alert("c", P1, minute(10)));
    shell.waits(Duration.ofMinutes(50));
    assertThat(shell.facts()).filteredOn(one -> one.fact() instanceof Fact.GroupHeld).hasSize(1);
    assertSent(shell)
        .containsExactly(
            Tuple.tuple(FOUR, SCREEN, Event.OPENED), Tuple.tuple(FOUR, ALICE, Event.PAGED));
  }

  @Test
  void whatIsMutedWhenMutedTimeIsOverIsNotSaidThen() {
    Shell shell = new Shell(mutedFrom("03:01"));
    shell.fires(URGENT);
    shell.waits(Duration.ofMinutes(2));
    shell.rejects(ALICE);
    shell.changes(URGENT, SILENCE);
    shell.waits(Duration.ofHours(1));
    assertThat(shell.sent()).hasSize(2);
    shell.changes(URGENT);
    shell.waits(Duration.ofSeconds(1));
    assertSent(shell).filteredOn(one -> one.toList().contains(ALICES_MAIL)).isEmpty();
    assertSent(shell).endsWith(Tuple.tuple(shell.now(), ALICE, Event.PAGED));
  }

  @Test
  void anIncidentWhoseEndNobodyHasHeardOfYetIsOpenedAgain() {
    Shell shell = new Shell(mutedFrom("03:10"));
    toldInTime(shell);
    shell.waits(Duration.ofMinutes(12));
    shell.ends(URGENT);
    shell.waits(Duration.ofMinutes(20));
    assertThat(shell.fires(alert("a", P1, minute(35)))).contains(new Fact.IncidentReopened());
    shell.waits(Duration.ofMinutes(27));
    assertThat(shell.incident().episode()).isEqualTo(1);
    assertSent(shell)
        .endsWith(Tuple.tuple(FOUR, SCREEN, Event.UPDATED), Tuple.tuple(FOUR, ALICE, Event.PAGED));
  }

  @Test
  void whatWasDelayedIsTriedAgainWhenMutedTimeIsOver() {
    Shell shell = new Shell(mutedFrom("03:01"));
    shell.fires(URGENT);
    shell.waits(Duration.ofSeconds(59));
    shell.delays(ALICE);
    shell.waits(Duration.ofMinutes(3));
    assertThat(shell.facts().getLast().fact())
        .isEqualTo(new Fact.NotificationDelayed(Given.FIRST_INCIDENT + "-n2", ALICE, MUTED, FOUR));
    shell.waits(Duration.ofMinutes(57));
    assertSent(shell)
        .contains(Tuple.tuple(FOUR, ALICE, Event.PAGED), Tuple.tuple(FOUR, BOB, Event.PAGED));
  }

  @Test
  void anotherWayToSomebodyIsTriedWhenMutedTimeIsOver() {
    Shell shell = new Shell(mutedFrom("03:01"));
    shell.fires(URGENT);
    shell.waits(Duration.ofSeconds(59));
    shell.delivers(SCREEN);
    shell.sleeps(Duration.ofSeconds(2));
    assertThat(shell.rejects(ALICE))
        .contains(
            new Fact.RecipientReplaced(ALICE, ALICES_MAIL),
            new Fact.NotificationHeld(ALICES_MAIL, Event.PAGED, "", MUTED, FOUR));
    shell.acknowledges("carol");
    shell.waits(Duration.ofHours(2));
    assertThat(shell.sent()).extracting(Notification::recipient).doesNotContain(ALICES_MAIL);
  }

  @Test
  void whatWaitsItsTurnWaitsForTheHoursToo() {
    Shell shell = new Shell(mutedFrom("03:01"));
    shell.fires(URGENT);
    shell.waits(Duration.ofSeconds(50));
    shell.acknowledges("carol");
    shell.waits(Duration.ofSeconds(20));
    assertThat(shell.delivers(ALICE))
        .endsWith(new Fact.NotificationHeld(ALICE, Event.ACKNOWLEDGED, "", MUTED, FOUR));
    shell.waits(Duration.ofHours(1));
    assertSent(shell).endsWith(Tuple.tuple(FOUR, ALICE, Event.ACKNOWLEDGED));
  }

  @Test
  void aRouteThatIsActiveInSomeHoursIsMutedInTheOthers() {
    Policy active =
        hushing(Given.POLICY).calling("early", "04:00-05:00").activeIn("early").toPolicy();
    Shell shell = new Shell(active);
    shell.fires(URGENT);
    assertThat(shell.waits(Duration.ofMinutes(1)))
        .containsExactly(new Fact.GroupHeld("route {} is active only in the hours early", FOUR));
    shell.waits(Duration.ofMinutes(60));
    assertSent(shell)
        .containsExactly(
            Tuple.tuple(FOUR, SCREEN, Event.OPENED), Tuple.tuple(FOUR, ALICE, Event.PAGED));
  }

  @Test
  void aPriorityThatIsAnsweredInSomeHoursWaitsForThem() {
    Shell shell = new Shell(answering(P3));
    shell.fires(MINOR);
    assertThat(shell.waits(Duration.ofMinutes(59)))
        .containsExactly(new Fact.GroupHeld("plan disks answers P3 only in the hours early", FOUR));
    shell.waits(Duration.ofMinutes(1));
    assertSent(shell)
        .containsExactly(
            Tuple.tuple(FOUR, HOOK, Event.OPENED), Tuple.tuple(FOUR, MAIL, Event.OPENED));
  }

  @Test
  void aRaisedPriorityDoesNotWaitForTheHoursOfTheLower() {
    Shell shell = new Shell(answering(P3));
    shell.fires(MINOR);
    shell.waits(Duration.ofMinutes(10));
    shell.fires(alert("a", P1, minute(10)));
    assertSent(shell)
        .containsExactly(
            Tuple.tuple(minute(10), SCREEN, Event.OPENED),
            Tuple.tuple(minute(10), ALICE, Event.PAGED));
  }

  @Test
  void aPageThatSomebodyHasAskedForDoesNotWaitForTheHoursOfTheLowerEither() {
    Shell shell = new Shell(answering(P3));
    shell.fires(MINOR);
    shell.asks("carol", new Command.Action.Assign("alice", ""));
    assertThat(shell.sent()).isEmpty();
    shell.waits(Duration.ofSeconds(1));
    assertThat(shell.fires(alert("a", P1, second(1))))
        .contains(
            new Fact.NotificationHeld(ALICE, Event.PAGED, "", "let go by priority P1", second(1)));
    assertSent(shell).containsExactly(Tuple.tuple(second(1), ALICE, Event.PAGED));
  }

  @Test
  void aGroupThatWasToEndSoonWaitsForItsHoursAgainWhenAnAlertFiresAfterAll() {
    for (List<Mute> mutes : List.of(List.<Mute>of(), List.of(SILENCE))) {
      Shell shell = endingAt(minute(59.75));
      shell.fires(URGENT, mutes.toArray(Mute[]::new));
      assertThat(shell.incident().rounds().nextAt()).as("%s", mutes).isEqualTo(FOUR);
    }
  }

  @Test
  void aGroupThatWasToEndSoonIsToldAtOnceWhenItsHoursHaveComeMeanwhile() {
    Shell shell = endingAt(minute(59.75));
    shell.waits(Duration.ofSeconds(16));
    shell.fires(URGENT);
    assertSent(shell)
        .containsExactly(
            Tuple.tuple(minute(60).plusSeconds(1), SCREEN, Event.OPENED),
            Tuple.tuple(minute(60).plusSeconds(1), ALICE, Event.PAGED));
  }

  /// A group that is held until four, and whose only alert ends at this time.
  private static Shell endingAt(Instant end) {
    Shell shell = new Shell(mutedFrom("03:00"));
    shell.fires(URGENT);
    shell.waits(Duration.between(second(0), end));
    shell.ends(URGENT);
    assertThat(shell.incident().rounds().nextAt()).isEqualTo(end.plusSeconds(30));
    return shell;
  }

  @Test
  void anEscalationThatIsUnderWayPausesOutsideItsHours() {
    Policy evening =
        hushing(Given.POLICY)
            .calling("early", "02:00-03:04", "04:00-05:00")
            .answering(P1, "early")
            .toPolicy();
    Shell shell = new Shell(evening);
    toldInTime(shell);
    shell.waits(Duration.ofMinutes(59));
    assertSent(shell)
        .endsWith(Tuple.tuple(FOUR, BOB, Event.PAGED), Tuple.tuple(FOUR, HOOK, Event.PAGED));
  }

  @Test
  void aPolicyWithoutTheMuteIsFollowedFromTheNextAlertOn() {
    Shell shell = new Shell(mutedFrom("03:00"));
    shell.fires(URGENT);
    shell.waits(Duration.ofMinutes(10));
    shell.adopts(Given.POLICY);
    shell.fires(alert("c", P1, minute(10)));
    shell.waits(Duration.ofSeconds(30));
    assertSent(shell)
        .containsExactly(
            Tuple.tuple(minute(10.5), SCREEN, Event.OPENED),
            Tuple.tuple(minute(10.5), ALICE, Event.PAGED));
  }

  /// Alice and the screen have been told of an urgent incident by 03:01.
  private static void toldInTime(Shell shell) {
    shell.fires(URGENT);
    shell.waits(Duration.ofMinutes(1));
    shell.delivers(SCREEN);
    shell.delivers(ALICE);
  }

  private static Policy mutedFrom(String time) {
    return hushing(Given.POLICY).calling("early", time + "-04:00").mutedIn("early").toPolicy();
  }

  private static Policy answering(Priority priority) {
    return hushing(Given.POLICY)
        .calling("early", "04:00-05:00")
        .answering(priority, "early")
        .toPolicy();
  }
}
