package io.firebell.core.incident;

import static io.firebell.core.classify.Priority.P1;
import static io.firebell.core.classify.Priority.P3;
import static io.firebell.core.incident.Given.ALICE;
import static io.firebell.core.incident.Given.ALICES_MAIL;
import static io.firebell.core.incident.Given.BOB;
import static io.firebell.core.incident.Given.FIRST_INCIDENT;
import static io.firebell.core.incident.Given.HOOK;
import static io.firebell.core.incident.Given.SCREEN;
import static io.firebell.core.incident.Given.agreed;
import static io.firebell.core.incident.Given.alert;
import static io.firebell.core.incident.Given.measuring;
import static io.firebell.core.incident.Given.minute;
import static io.firebell.core.incident.Given.second;
import static io.firebell.core.incident.Given.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Alert;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Outcome;
import io.firebell.core.notify.Recipient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What becomes of notifications, and what the incident makes of it.
class DeliveryTest {

  private static final Alert A = alert("a", P1, second(0));
  private static final String STEP_1 = "step 1 of ladder, round 1";
  private static final String PAGE = FIRST_INCIDENT + "-n2";

  private final Shell shell = new Shell(Given.POLICY);

  @Test
  void whatIsDeliveredIsKnownByItsRemoteName() {
    page();
    assertThat(shell.delivers(ALICE))
        .containsExactly(
            new Fact.NotificationDelivered(PAGE, ALICE, "remote-alice", 1, Duration.ofMillis(20)));
    shell.acknowledges("carol");
    assertThat(last(ALICE).remoteId()).isEqualTo("remote-alice");
  }

  @Test
  void aReportComesOnce() {
    page();
    Notification page = last(ALICE);
    shell.delivers(ALICE);
    assertThat(shell.reports(page, new Outcome.Rejected("late"))).isEmpty();
    assertThat(shell.effects()).endsWith(new Effect.Refuse("no notification waits for " + PAGE));
  }

  @Test
  void aPageThatFailsForGoodGoesTheNextWayToTheSamePerson() {
    page();
    assertThat(shell.rejects(ALICE))
        .containsExactly(
            new Fact.NotificationFailed(PAGE, ALICE, "no such address"),
            new Fact.RecipientReplaced(ALICE, ALICES_MAIL),
            requested(
                3, ALICES_MAIL, Event.PAGED, STEP_1 + ", since user/alice by slack failed", 1));
  }

  /// Its report was lost, or the notifier is gone.
  @Test
  void aPageThatNobodyReportsOnForAnHourCountsAsFailed() {
    page();
    shell.delivers(SCREEN);
    shell.acknowledges("carol");
    shell.delivers(SCREEN);
    assertThat(shell.waits(Duration.ofMinutes(59))).isEmpty();
    assertThat(shell.waits(Duration.ofMinutes(1)))
        .endsWith(
            new Fact.NotificationFailed(PAGE, ALICE, "nobody has reported on it for an hour"),
            new Fact.NotificationWithheld(ALICE.toString(), "the notification before it failed"));
    assertThat(shell.incident().with(ALICE).orElseThrow().isBusy()).isFalse();
  }

  @Test
  void aPageDoesNotWaitBehindAnUpdateThatIsToBeTriedAgain() {
    Given.Agreed agreed =
        agreed()
            .giving(P3, "", Duration.ZERO, "hook")
            .giving(P1, "hooked", Duration.ZERO)
            .climbing("hooked", 0, step(5, "channel/hook"));
    Shell raised = new Shell(agreed.policy());
    Alert alert = alert("a", P3, second(0));
    raised.fires(alert);
    raised.waits(Duration.ofSeconds(30));
    raised.reports(HOOK, new Outcome.Retry("busy", Duration.ofMinutes(50)));

    raised.changes(measuring(alert, 97));

    assertThat(raised.facts())
        .extracting(LoggedFact::fact)
        .endsWith(
            new Fact.NotificationWithdrawn(FIRST_INCIDENT + "-n1", HOOK, "a page takes its place"),
            requested(2, HOOK, Event.PAGED, "step 1 of hooked, round 1", 1));
  }

  @Test
  void whenNoWayToAnybodyIsLeftTheNextStepIsTakenAtOnce() {
    page();
    shell.rejects(ALICE);
    shell.waits(Duration.ofSeconds(10));
    assertThat(shell.rejects(ALICES_MAIL))
        .containsExactly(
            new Fact.NotificationFailed(FIRST_INCIDENT + "-n3", ALICES_MAIL, "no such address"),
            new Fact.StepFailed("ladder", 1, 1, "no page of it can be delivered"),
            new Fact.StepReached("ladder", 2, 1, List.of(BOB, HOOK), minute(10).plusSeconds(40)),
            requested(4, BOB, Event.PAGED, "step 2 of ladder, round 1", 1),
            requested(5, HOOK, Event.PAGED, "step 2 of ladder, round 1", 1));
  }

  @Test
  void aStepHoldsAsLongAsOneOfItsPagesMayArrive() {
    page();
    shell.waits(Duration.ofMinutes(5));
    assertThat(shell.rejects(BOB))
        .containsExactly(
            new Fact.NotificationFailed(FIRST_INCIDENT + "-n3", BOB, "no such address"));
    assertThat(shell.rejects(HOOK))
        .startsWith(
            new Fact.NotificationFailed(FIRST_INCIDENT + "-n4", HOOK, "no such address"),
            new Fact.StepFailed("ladder", 2, 1, "no page of it can be delivered"),
            new Fact.StepReached("ladder", 1, 2, List.of(ALICE), minute(10.5)));
  }

  /// The hook has its page; that a later update of it fails does not take that back.
  @Test
  void aStepWhosePageHasArrivedIsNotFailedByWhatFailsLater() {
    Shell both =
        new Shell(
            agreed()
                .giving(P1, "ladder", Duration.ZERO, "hook")
                .climbing("ladder", 0, step(10, "user/bob", "channel/hook"))
                .policy());
    both.fires(A);
    both.waits(Duration.ofSeconds(30));
    both.delivers(HOOK);
    both.delivers(HOOK);
    both.fires(alert("b", P1, both.now()));
    both.waits(Duration.ofMinutes(5));
    both.rejects(HOOK);
    assertThat(both.rejects(BOB)).hasSize(1);
    assertThat(both.incident().climb().nextAt()).isEqualTo(minute(10.5));
  }

  @Test
  void aLadderOfWhichNothingCanBeDeliveredIsExhaustedAndSaysSo() {
    Shell alone = new Shell(agreed().climbing("ladder", 0, step(5, "user/bob")).policy());
    alone.fires(A);
    alone.waits(Duration.ofSeconds(30));
    assertThat(alone.rejects(BOB))
        .endsWith(
            new Fact.StepFailed("ladder", 1, 1, "no page of it can be delivered"),
            new Fact.EscalationExhausted("ladder", "nobody has acknowledged in round 1"));
  }

  @Test
  void aPageOfAnEarlierStepThatFailsDoesNotHurryTheLaterOne() {
    page();
    shell.waits(Duration.ofMinutes(5));
    shell.rejects(ALICE);
    assertThat(shell.rejects(ALICES_MAIL)).hasSize(1);
    assertThat(shell.incident().climb().nextAt()).isEqualTo(minute(15.5));
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, PT15S",
    "PT5S, PT15S",
    "PT40S, PT40S",
    "PT-9S, PT15S",
    "P3650D, PT1H",
  })
  void aDelayedNotificationWaitsAsLongAsIsAskedWithinReason(Duration asked, Duration waited) {
    page();
    Instant retryAt = shell.now().plus(waited);
    assertThat(shell.reports(ALICE, new Outcome.Retry("429", asked)))
        .containsExactly(new Fact.NotificationDelayed(PAGE, ALICE, "429", retryAt));
    assertThat(shell.incident().with(ALICE))
        .hasValueSatisfying(one -> assertThat(one.retryAt()).isEqualTo(retryAt));
  }

  @Test
  void aDelayedNotificationIsTheSameOneWhenItIsTriedAgain() {
    page();
    shell.delays(ALICE);
    assertThat(shell.waits(Duration.ofSeconds(15)))
        .containsExactly(requested(2, ALICE, Event.PAGED, STEP_1, 2));
  }

  @Test
  void theWaitsGrowAndTheTenthAttemptIsTheLast() {
    Shell patient = new Shell(agreed().climbing("ladder", 0, step(600, "user/bob")).policy());
    patient.fires(A);
    patient.waits(Duration.ofSeconds(30));
    patient.delivers(SCREEN);
    List<Integer> seconds = List.of(15, 30, 60, 120, 240, 300, 300, 300, 300);
    for (int wait : seconds) {
      patient.delays(BOB);
      assertThat(patient.waits(Duration.ofSeconds(wait).minusMillis(1))).isEmpty();
      assertThat(patient.waits(Duration.ofMillis(1))).hasSize(1);
    }
    assertThat(patient.delays(BOB))
        .startsWith(
            new Fact.NotificationFailed(PAGE, BOB, "busy, given up after 10 attempts"),
            new Fact.StepFailed("ladder", 1, 1, "no page of it can be delivered"));
  }

  @Test
  void aRecipientHearsOneThingAtATime() {
    page();
    shell.delivers(ALICE);
    assertThat(shell.acknowledges("carol"))
        .containsExactly(
            new Fact.IncidentAcknowledged("carol", "on it", null),
            new Fact.NotificationQueued(SCREEN, Event.ACKNOWLEDGED, ""),
            requested(3, ALICE, Event.ACKNOWLEDGED, "acknowledged by carol", 1));
    assertThat(shell.delivers(SCREEN))
        .endsWith(
            requested(
                4,
                SCREEN,
                Event.ACKNOWLEDGED,
                "acknowledged by carol; waited for the notification before it",
                1));
  }

  /// The hook is informed and paged: the page waits for the information.
  @Test
  void aPageThatWaitedSaysWhichStepItIsOf() {
    Shell both = informedAndPaged();
    assertThat(both.delivers(HOOK))
        .endsWith(
            requested(2, HOOK, Event.PAGED, STEP_1 + "; waited for the notification before it", 1));
  }

  @Test
  void aPageThatWaitedIsSentAlsoWhenWhatItWaitedForFails() {
    Shell both = informedAndPaged();
    assertThat(both.rejects(HOOK))
        .containsExactly(
            new Fact.NotificationFailed(FIRST_INCIDENT + "-n1", HOOK, "no such address"),
            requested(2, HOOK, Event.PAGED, STEP_1 + "; waited for the notification before it", 1));
    assertThat(both.rejects(HOOK))
        .contains(new Fact.StepFailed("ladder", 1, 1, "no page of it can be delivered"));
  }

  @Test
  void anUpdateBehindAFailedPageIsWithheldAndTheStepFails() {
    Shell both = informedAndPaged();
    both.delivers(HOOK);
    both.fires(alert("b", P1, both.now()));
    both.waits(Duration.ofMinutes(4));
    both.waits(Duration.ofMinutes(1));
    assertThat(both.rejects(HOOK))
        .startsWith(
            new Fact.NotificationFailed(FIRST_INCIDENT + "-n2", HOOK, "no such address"),
            new Fact.NotificationWithheld(
                "channel/hook by webhook", "the notification before it failed"),
            new Fact.StepFailed("ladder", 1, 1, "no page of it can be delivered"));
  }

  private static Shell informedAndPaged() {
    Shell shell =
        new Shell(
            agreed()
                .giving(P1, "ladder", Duration.ZERO, "hook")
                .climbing("ladder", 0, step(10, "channel/hook"))
                .policy());
    shell.fires(A);
    assertThat(shell.waits(Duration.ofSeconds(30)))
        .endsWith(new Fact.NotificationQueued(HOOK, Event.PAGED, ""));
    return shell;
  }

  private void page() {
    shell.fires(A);
    shell.waits(Duration.ofSeconds(30));
  }

  private Notification last(Recipient to) {
    return shell.sent().stream()
        .filter(one -> one.recipient().equals(to))
        .reduce((_, later) -> later)
        .orElseThrow();
  }

  private static Fact requested(int number, Recipient to, Event event, String reason, int attempt) {
    String id = FIRST_INCIDENT + "-n" + number;
    return new Fact.NotificationRequested(id, to, event, reason, attempt);
  }
}
