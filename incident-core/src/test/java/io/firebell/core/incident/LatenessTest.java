package io.firebell.core.incident;

import static io.firebell.core.classify.Priority.P1;
import static io.firebell.core.classify.Priority.P3;
import static io.firebell.core.incident.Given.ALICE;
import static io.firebell.core.incident.Given.BOB;
import static io.firebell.core.incident.Given.GROUP;
import static io.firebell.core.incident.Given.HOOK;
import static io.firebell.core.incident.Given.SCREEN;
import static io.firebell.core.incident.Given.alert;
import static io.firebell.core.incident.Given.fired;
import static io.firebell.core.incident.Given.minute;
import static io.firebell.core.incident.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Alert;
import io.firebell.core.dedup.AlertChange;
import io.firebell.core.notify.Notification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Deadlines that are looked at early, late or twice, and signals that come behind later ones.
class LatenessTest {

  private static final Alert A = alert("a", P1, second(0));

  private final Shell shell = new Shell(Given.POLICY);

  @Test
  void aDeadlineThatHasNotComeIsNothing() {
    shell.fires(A);
    shell.sleeps(Duration.ofSeconds(29));
    Incident before = shell.incident();
    int effects = shell.effects().size();
    assertThat(shell.ticks()).isEmpty();
    assertThat(shell.incident()).isEqualTo(before);
    assertThat(shell.effects()).hasSize(effects);
  }

  @Test
  void aDeadlineOfAGroupThatHasHadNoIncidentIsNothing() {
    assertThat(shell.ticks()).isEmpty();
    assertThat(shell.incidentOrNull()).isNull();
    assertThat(shell.effects()).isEmpty();
  }

  @Test
  void whatIsLookedAtALittleLateIsReckonedFromWhenItWasDue() {
    paged();
    shell.sleeps(Duration.ofMinutes(5).plusSeconds(5));
    assertThat(shell.ticks())
        .startsWith(new Fact.StepReached("ladder", 2, 1, List.of(BOB, HOOK), minute(15.5)));
    assertThat(shell.facts().getLast().at()).isEqualTo(minute(5.5));
  }

  @Test
  void whatIsLookedAtLateGivesPeopleTheWholeOfTheirTime() {
    paged();
    shell.sleeps(Duration.ofMinutes(12));
    assertThat(shell.ticks())
        .startsWith(new Fact.StepReached("ladder", 2, 1, List.of(BOB, HOOK), minute(22.5)));
    assertThat(shell.ticks()).isEmpty();
  }

  @Test
  void whatWasDueBeforeASignalIsAppliedBeforeIt() {
    shell.fires(A);
    shell.sleeps(Duration.ofSeconds(33));
    Alert later = alert("b", P3, shell.now());
    List<Fact> facts = shell.fires(later);
    assertThat(facts)
        .first()
        .isEqualTo(new Fact.GroupFlushed("the group is new", true, minute(60.5)));
    assertThat(facts).endsWith(fired(later, true, true, minute(5.5)));
  }

  /// Its flush, which is due, forgets the alert that ended; the signal brings what was read before.
  @Test
  void anAlertThatADueFlushForgetsIsNewWhenItFiresAgain() {
    Alert other = alert("b", P1, second(0));
    shell.fires(A);
    shell.fires(other);
    shell.ends(other);
    shell.sleeps(Duration.ofSeconds(31));
    assertThat(shell.fires(other)).endsWith(fired(other, true, true, minute(5.5)));
    assertThat(shell.incident().extent().total()).isEqualTo(3);
  }

  @Test
  void aSignalThatComesBehindALaterOneHappensWithIt() {
    paged();
    shell.sleeps(Duration.ofSeconds(-10));
    shell.acknowledges("carol");
    assertThat(shell.facts().getLast().at()).isEqualTo(second(30));
    assertThat(shell.incident().changedAt()).isEqualTo(second(30));
  }

  /// Sent while nothing ran, before the second step was due.
  @Test
  void anAcknowledgementThatCouldNotBeHeardInTimeStillStopsTheNextStep() {
    paged();
    String id = shell.incident().id().toString();
    Signal ack = shell.command(id, "carol", new Command.Action.Acknowledge("on it"));
    Instant sentAt = shell.now().plusSeconds(60);
    shell.sleeps(Duration.ofMinutes(30));

    List<Fact> facts = shell.takes(ack, sentAt);

    assertThat(facts).contains(new Fact.IncidentAcknowledged("carol", "on it", null));
    assertThat(facts).noneMatch(Fact.StepReached.class::isInstance);
    assertThat(shell.ticks()).noneMatch(Fact.StepReached.class::isInstance);
  }

  @Test
  void anAcknowledgementThatWasTooLateFindsTheStepTaken() {
    paged();
    String id = shell.incident().id().toString();
    Signal ack = shell.command(id, "carol", new Command.Action.Acknowledge("on it"));
    Instant sentAt = minute(6);
    shell.sleeps(Duration.ofMinutes(30));

    List<Fact> facts = shell.takes(ack, sentAt);

    assertThat(facts).first().isInstanceOf(Fact.StepReached.class);
    assertThat(facts).contains(new Fact.IncidentAcknowledged("carol", "on it", null));
  }

  /// Behind a late signal may be the one that ends what it began.
  @Test
  void anAlertThatFiredAndEndedWhileNothingRanPagesNobody() {
    Alert old = alert("a", P1, second(0));
    shell.sleeps(Duration.ofMinutes(30));

    shell.takes(changed(AlertChange.Kind.FIRED, old), minute(1));
    shell.takes(changed(AlertChange.Kind.RESOLVED, old), minute(2));
    shell.ticks();

    assertThat(shell.sent()).isEmpty();
    assertThat(shell.incident().status()).isEqualTo(Status.RESOLVED);
  }

  @Test
  void anAlertThatFiredWhileNothingRanPagesWhenNothingElseIsHeard() {
    Alert old = alert("a", P1, second(0));
    shell.sleeps(Duration.ofMinutes(30));

    shell.takes(changed(AlertChange.Kind.FIRED, old), minute(1));
    assertThat(shell.sent()).isEmpty();
    shell.ticks();

    assertThat(shell.sent()).extracting(Notification::recipient).contains(ALICE);
  }

  @Test
  void aFlushAndAStepThatAreDueTogetherAreAppliedInThisOrder() {
    paged();
    shell.ends(A);
    List<Fact> facts = shell.waits(Duration.ofMinutes(5));
    assertThat(facts)
        .first()
        .isEqualTo(new Fact.IncidentResolved("", "all its alerts are over", 0));
    assertThat(facts).noneMatch(Fact.StepReached.class::isInstance);
  }

  private Signal changed(AlertChange.Kind kind, Alert alert) {
    @Nullable Member member = shell.members().get(alert.fingerprint());
    @Nullable Footing known = member == null ? null : member.footing();
    return new Signal.AlertChanged(new AlertChange(GROUP, kind, alert, shell.now()), known);
  }

  private void paged() {
    shell.fires(A);
    shell.waits(Duration.ofSeconds(30));
    shell.delivers(SCREEN);
    shell.delivers(ALICE);
  }
}
