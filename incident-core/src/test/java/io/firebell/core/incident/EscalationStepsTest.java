package io.firebell.core.incident;

import static io.firebell.core.classify.Priority.P1;
import static io.firebell.core.classify.Priority.P2;
import static io.firebell.core.incident.Given.ALICE;
import static io.firebell.core.incident.Given.BOB;
import static io.firebell.core.incident.Given.FIRST_INCIDENT;
import static io.firebell.core.incident.Given.HOOK;
import static io.firebell.core.incident.Given.SCREEN;
import static io.firebell.core.incident.Given.agreed;
import static io.firebell.core.incident.Given.alert;
import static io.firebell.core.incident.Given.fired;
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
import io.firebell.core.policy.Policy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How an incident that nobody acknowledges climbs its ladder.
class EscalationStepsTest {

  private static final Duration GROUP_WAIT = Duration.ofSeconds(30);
  private static final Alert A = alert("a", P1, second(0));
  private static final EscalationStep BOBS = step(5, "user/bob");

  private final Shell shell = new Shell(Given.POLICY);

  @Test
  void theFirstStepPagesWithTheFirstFlush() {
    shell.fires(A);
    assertThat(shell.waits(GROUP_WAIT))
        .containsExactly(
            new Fact.GroupFlushed("the group is new", true, minute(60.5)),
            requested(1, SCREEN, Event.OPENED, "P1 by rule \"severity\""),
            new Fact.EscalationStarted("ladder", minute(0.5), Until.ACKNOWLEDGED),
            new Fact.StepReached("ladder", 1, 1, List.of(ALICE), minute(5.5)),
            requested(2, ALICE, Event.PAGED, "step 1 of ladder, round 1"));
  }

  @Test
  void theNextStepPagesAfterTheWaitOfTheOneBefore() {
    paged(A);
    assertThat(shell.waits(Duration.ofMinutes(5).minusMillis(1))).isEmpty();
    assertThat(shell.waits(Duration.ofMillis(1)))
        .containsExactly(
            new Fact.StepReached("ladder", 2, 1, List.of(BOB, HOOK), minute(15.5)),
            requested(3, BOB, Event.PAGED, "step 2 of ladder, round 1"),
            requested(4, HOOK, Event.PAGED, "step 2 of ladder, round 1"));
  }

  @Test
  void whoeverNeedsHelpTakesTheNextStepAtOnce() {
    paged(A);
    shell.waits(Duration.ofMinutes(1));
    assertThat(asks(new Command.Action.Escalate("I know nothing of databases")))
        .startsWith(
            new Fact.EscalationHastened("alice", "I know nothing of databases"),
            new Fact.StepReached("ladder", 2, 1, List.of(BOB, HOOK), minute(11.5)));
    shell.acknowledges("bob");
    assertThat(asks(new Command.Action.Escalate("")))
        .containsExactly(
            new Fact.CommandRefused("alice", "escalate", "no step of an escalation is waited for"));
  }

  @Test
  void afterTheLastStepTheLadderBeginsAgain() {
    paged(A);
    shell.waits(Duration.ofMinutes(5));
    assertThat(shell.waits(Duration.ofMinutes(10)))
        .containsExactly(
            new Fact.StepReached("ladder", 1, 2, List.of(ALICE), minute(20.5)),
            requested(5, ALICE, Event.PAGED, "step 1 of ladder, round 2"));
  }

  @Test
  void afterTheLastRoundItIsExhaustedAndSaysSo() {
    paged(A);
    shell.waits(Duration.ofMinutes(5 + 10));
    shell.delivers(ALICE);
    shell.delivers(BOB);
    shell.delivers(HOOK);
    shell.waits(Duration.ofMinutes(5));
    assertThat(shell.waits(Duration.ofMinutes(10)))
        .containsExactly(
            new Fact.EscalationExhausted("ladder", "nobody has acknowledged in round 2"));
    assertThat(shell.incident().climb().exhausted()).isTrue();
    assertThat(pages()).containsExactly(ALICE, BOB, HOOK, ALICE, BOB, HOOK);
    shell.waits(Duration.ofMinutes(20));
    assertThat(pages()).hasSize(6);
  }

  @Test
  void aPlanMayPageLater() {
    shell.fires(alert("a", P2, second(0)));
    shell.waits(GROUP_WAIT);
    assertThat(shell.waits(Duration.ofMinutes(15).minusMillis(1))).isEmpty();
    assertThat(shell.waits(Duration.ofMillis(1)))
        .containsExactly(
            new Fact.StepReached("gentle", 1, 1, List.of(BOB), minute(20.5)),
            requested(2, BOB, Event.PAGED, "step 1 of gentle, round 1"));
  }

  @Test
  void whatEndsBeforeItPagesLaterPagesNobody() {
    Alert slow = alert("a", P2, second(0));
    shell.fires(slow);
    shell.waits(Duration.ofMinutes(14));
    shell.ends(slow);
    shell.waits(Duration.ofHours(3));
    assertThat(pages()).isEmpty();
  }

  @Test
  void aStepThatReachesNobodyIsSkippedAtOnceAndSaysSo() {
    Policy lonely =
        agreed().climbing("ladder", 0, step(5, "user/nobody"), step(5, "user/bob")).policy();
    Shell alone = new Shell(lonely);
    alone.fires(A);
    assertThat(alone.waits(GROUP_WAIT))
        .endsWith(
            new Fact.StepSkipped("ladder", 1, 1, "nobody can be reached through [user/nobody]"),
            new Fact.StepReached("ladder", 2, 1, List.of(BOB), minute(5.5)),
            requested(2, BOB, Event.PAGED, "step 2 of ladder, round 1"));
  }

  @Test
  void aLadderThatReachesNobodyIsExhaustedAtOnce() {
    Shell alone = new Shell(agreed().climbing("ladder", 1, step(5, "user/nobody")).policy());
    alone.fires(A);
    assertThat(alone.waits(GROUP_WAIT))
        .endsWith(
            new Fact.StepSkipped("ladder", 1, 1, "nobody can be reached through [user/nobody]"),
            new Fact.StepSkipped("ladder", 1, 2, "nobody can be reached through [user/nobody]"),
            new Fact.EscalationExhausted("ladder", "nobody has acknowledged in round 2"));
  }

  @Test
  void whoIsNamedTwiceInAStepIsPagedOnce() {
    Shell twice =
        new Shell(agreed().climbing("ladder", 0, step(5, "user/bob", "user/bob")).policy());
    twice.fires(A);
    assertThat(twice.waits(GROUP_WAIT))
        .contains(new Fact.StepReached("ladder", 1, 1, List.of(BOB), minute(5.5)));
    assertThat(twice.sent()).filteredOn(one -> one.recipient().equals(BOB)).hasSize(1);
  }

  @Test
  void aRepeatPagesNobodyAgain() {
    paged(A);
    for (int i = 0; i < 1_000; i++) {
      assertThat(shell.fires(A)).isEmpty();
    }
    assertThat(pages()).containsExactly(ALICE);
  }

  @Test
  void nobodyIsPagedWhileNothingFires() {
    paged(A);
    shell.waits(Duration.ofMinutes(4));
    shell.ends(A);
    shell.waits(Duration.ofHours(3));
    assertThat(pages()).containsExactly(ALICE);
  }

  @Test
  void aStepThatFellDueWhileNothingFiredIsTakenWhenItFiresAgain() {
    Shell quick = new Shell(agreed().climbing("ladder", 0, step(1, "user/alice"), BOBS).policy());
    quick.fires(A);
    quick.waits(Duration.ofMinutes(1));
    quick.ends(A);
    assertThat(quick.waits(Duration.ofMinutes(2))).isEmpty();
    assertThat(quick.fires(A))
        .containsExactly(
            fired(A, false, false, minute(5.5)),
            new Fact.StepReached("ladder", 2, 1, List.of(BOB), minute(8)),
            requested(3, BOB, Event.PAGED, "step 2 of ladder, round 1"));
  }

  @Test
  void anEscalationThatAPolicyHasRemovedIsExhaustedAndSaysWhy() {
    paged(A);
    shell.adopts(without("ladder"));
    assertThat(shell.waits(Duration.ofMinutes(5)))
        .containsExactly(
            new Fact.EscalationExhausted("ladder", "the policy has no such escalation any more"));
  }

  private static Policy without(String escalation) {
    Given.Agreed given = agreed();
    var escalations = new java.util.HashMap<>(given.escalations());
    escalations.remove(escalation);
    return new Given.Agreed(
            given.reopenWithin(), given.responses(), escalations, Map.of(), Map.of())
        .policy();
  }

  private void paged(Alert alert) {
    shell.fires(alert);
    shell.waits(GROUP_WAIT);
    shell.delivers(SCREEN);
    shell.delivers(ALICE);
  }

  private List<Recipient> pages() {
    return shell.sent().stream()
        .filter(one -> one.event() == Event.PAGED)
        .map(Notification::recipient)
        .toList();
  }

  private static Fact requested(int number, Recipient to, Event event, String reason) {
    String id = Given.FIRST_INCIDENT + "-n" + number;
    return new Fact.NotificationRequested(id, to, event, reason, 1);
  }

  private List<Fact> asks(Command.Action action) {
    return shell.asks(FIRST_INCIDENT, "alice", action);
  }
}
