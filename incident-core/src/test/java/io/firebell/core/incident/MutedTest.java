package io.firebell.core.incident;

import static io.firebell.core.classify.Priority.P1;
import static io.firebell.core.classify.Priority.P3;
import static io.firebell.core.incident.Given.ALICE;
import static io.firebell.core.incident.Given.BOB;
import static io.firebell.core.incident.Given.HOOK;
import static io.firebell.core.incident.Given.SCREEN;
import static io.firebell.core.incident.Given.alert;
import static io.firebell.core.incident.Given.minute;
import static io.firebell.core.incident.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Alert;
import io.firebell.core.classify.Rating;
import io.firebell.core.escalate.Until;
import io.firebell.core.mute.Mute;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Recipient;
import java.time.Duration;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/// What is muted is kept with its reason, wakes nobody, and is told when the mute ends.
class MutedTest {

  private static final Mute SILENCE = new Mute(Mute.Kind.SILENCE, "3f2a", "by carol: disks");
  private static final Mute FLAPPING = new Mute(Mute.Kind.FLAPPING, "", "");
  private static final Rating P1_BY_RULE = new Rating(P1, "severity", false);
  private static final Alert A = alert("a", P1, second(0));
  private static final Alert B = alert("b", P3, second(0));

  private final Shell shell = new Shell(Given.POLICY);

  @Test
  void aMutedAlertOpensAnIncidentThatTellsNobody() {
    assertThat(shell.fires(A, SILENCE))
        .containsExactly(
            new Fact.IncidentOpened(Given.GROUP),
            new Fact.AlertFired(
                A.fingerprint(), A.labels(), true, false, null, List.of(SILENCE), null, true),
            new Fact.PriorityAssigned(P1, "severity", null, List.of()));
    assertThat(shell.incident().nextDeadline()).isEmpty();
    assertThat(shell.waits(Duration.ofDays(2))).isEmpty();
    assertThat(shell.sent()).isEmpty();
  }

  @Test
  void whatStillFiresWhenTheMuteEndsIsToldAndPagedThen() {
    shell.fires(A, SILENCE);
    shell.waits(Duration.ofHours(1));
    assertThat(shell.changes(A))
        .containsExactly(
            new Fact.AlertUnmuted(
                A.fingerprint(), A.labels(), true, minute(60).plusSeconds(1), P1_BY_RULE));
    assertThat(shell.waits(Duration.ofSeconds(1)))
        .contains(
            new Fact.EscalationStarted("ladder", minute(60).plusSeconds(1), Until.ACKNOWLEDGED));
    assertThat(told())
        .containsExactly(Tuple.tuple(SCREEN, Event.OPENED), Tuple.tuple(ALICE, Event.PAGED));
  }

  @Test
  void thoseThatAMuteLetsGoOfTogetherAreToldTogether() {
    Alert other = alert("other", P3, second(0));
    shell.fires(B, SILENCE);
    shell.fires(other, SILENCE);
    shell.waits(Duration.ofHours(1));
    shell.changes(B);
    shell.waits(Duration.ofMillis(700));
    shell.changes(other);
    shell.waits(Duration.ofMinutes(10));
    assertThat(shell.sent())
        .filteredOn(one -> one.recipient().equals(HOOK))
        .singleElement()
        .satisfies(one -> assertThat(one.incident().firing()).isEqualTo(2));
  }

  @Test
  void whatEndsWhileItIsMutedIsNeverTold() {
    shell.fires(A, SILENCE);
    shell.waits(Duration.ofHours(1));
    shell.ends(A);
    assertThat(shell.waits(Duration.ofHours(5))).isEmpty();
    assertThat(shell.incident().status()).isEqualTo(Status.RESOLVED);
    assertThat(shell.facts())
        .extracting(LoggedFact::fact)
        .contains(
            new Fact.NotificationWithheld("everybody", "resolved before anybody was to be told"));
    assertThat(shell.sent()).isEmpty();
  }

  @Test
  void aMuteThatComesBeforeTheFlushWithholdsIt() {
    shell.fires(A);
    shell.waits(Duration.ofSeconds(10));
    assertThat(shell.changes(A, SILENCE))
        .containsExactly(
            new Fact.AlertMuted(A.fingerprint(), A.labels(), List.of(SILENCE), false, true, P1));
    assertThat(shell.waits(Duration.ofHours(5)))
        .containsExactly(new Fact.FlushWithheld("all of its alerts are muted"));
    assertThat(shell.sent()).isEmpty();
  }

  @Test
  void theEscalationStandsStillWhileEverythingIsMutedAndBeginsAgainAfterwards() {
    shell.fires(A);
    shell.waits(Duration.ofSeconds(30));
    shell.delivers(ALICE);
    shell.delivers(SCREEN);
    shell.changes(A, SILENCE);
    assertThat(shell.waits(Duration.ofHours(3))).noneMatch(Fact.StepReached.class::isInstance);
    assertThat(shell.changes(A))
        .contains(
            new Fact.EscalationStarted("ladder", shell.now().plusSeconds(1), Until.ACKNOWLEDGED));
    assertThat(shell.waits(Duration.ofSeconds(1)))
        .anyMatch(fact ->
            fact instanceof Fact.StepReached step
                && step.step() == 1
                && step.paged().equals(List.of(ALICE)));
  }

  @Test
  void aShortMuteDoesNotPutOffTheNextStep() {
    shell.fires(A);
    shell.waits(Duration.ofSeconds(30));
    shell.changes(A, SILENCE);
    shell.waits(Duration.ofMinutes(2));
    shell.changes(A);
    assertThat(shell.waits(Duration.ofMinutes(3)))
        .contains(new Fact.StepReached("ladder", 2, 1, List.of(BOB, HOOK), minute(15.5)));
  }

  @Test
  void whoeverHasAcknowledgedIsNotPagedWhenTheMuteEnds() {
    shell.fires(A);
    shell.waits(Duration.ofSeconds(30));
    shell.acknowledges("alice");
    shell.changes(A, SILENCE);
    shell.waits(Duration.ofHours(1));
    shell.changes(A);
    shell.waits(Duration.ofHours(1));
    assertThat(shell.sent()).filteredOn(one -> one.event() == Event.PAGED).hasSize(1);
  }

  @Test
  void oneMutedAlertKeepsNobodyFromHearingOfAnother() {
    shell.fires(A, SILENCE);
    shell.fires(B);
    assertThat(shell.incident().priority()).isEqualTo(P3);
    shell.waits(Duration.ofSeconds(30));
    assertThat(told()).extracting(tuple -> tuple.toList().getFirst()).contains(HOOK);
    assertThat(shell.sent().getFirst().incident().firing()).isEqualTo(1);
  }

  @Test
  void anAlertThatIsUnmutedRaisesThePriorityThen() {
    shell.fires(A, SILENCE);
    shell.fires(B);
    shell.waits(Duration.ofSeconds(30));
    assertThat(shell.changes(A)).contains(new Fact.PriorityAssigned(P1, "severity", P3, List.of()));
    assertThat(told()).contains(Tuple.tuple(ALICE, Event.PAGED));
  }

  @Test
  void oneMuteAfterAnotherIsSaidAndCountedOnce() {
    shell.fires(A, SILENCE);
    assertThat(shell.changes(A, FLAPPING))
        .containsExactly(
            new Fact.AlertMuted(A.fingerprint(), A.labels(), List.of(FLAPPING), true, false, null));
    assertThat(shell.incident().extent().muted()).isEqualTo(1);
    assertThat(shell.changes(A, FLAPPING)).isEmpty();
  }

  @Test
  void theEndOfWhatWasToldIsToldAlthoughAnotherIsMuted() {
    shell.fires(B);
    shell.fires(A, SILENCE);
    shell.waits(Duration.ofSeconds(30));
    shell.delivers(HOOK);
    shell.ends(B);
    shell.waits(Duration.ofMinutes(5));
    assertThat(shell.sent().getLast())
        .extracting(Notification::recipient, Notification::event, Notification::reason)
        .containsExactly(HOOK, Event.UPDATED, "1 ended");
    shell.delivers(HOOK);
    shell.ends(A);
    shell.waits(Duration.ofMinutes(5));
    assertThat(shell.sent().getLast())
        .extracting(Notification::recipient, Notification::event)
        .containsExactly(HOOK, Event.RESOLVED);
  }

  private List<Tuple> told() {
    return shell.sent().stream().map(MutedTest::toldOf).toList();
  }

  private static Tuple toldOf(Notification notification) {
    Recipient recipient = notification.recipient();
    return Tuple.tuple(recipient, notification.event());
  }
}
