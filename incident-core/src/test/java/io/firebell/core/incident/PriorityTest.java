package io.firebell.core.incident;

import static io.firebell.core.classify.Priority.P1;
import static io.firebell.core.classify.Priority.P2;
import static io.firebell.core.classify.Priority.P3;
import static io.firebell.core.classify.Priority.P4;
import static io.firebell.core.incident.Given.ALICE;
import static io.firebell.core.incident.Given.BOB;
import static io.firebell.core.incident.Given.FIRST_INCIDENT;
import static io.firebell.core.incident.Given.HOOK;
import static io.firebell.core.incident.Given.SCREEN;
import static io.firebell.core.incident.Given.agreed;
import static io.firebell.core.incident.Given.alert;
import static io.firebell.core.incident.Given.fired;
import static io.firebell.core.incident.Given.measuring;
import static io.firebell.core.incident.Given.minute;
import static io.firebell.core.incident.Given.second;
import static io.firebell.core.incident.Given.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Alert;
import io.firebell.core.classify.Priority;
import io.firebell.core.classify.Rating;
import io.firebell.core.escalate.Until;
import io.firebell.core.mute.Mute;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Recipient;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What raises a priority, what lowers it, and what either leads to.
class PriorityTest {

  private static final Duration GROUP_WAIT = Duration.ofSeconds(30);
  private static final Alert LOW = alert("a", P2, second(0));
  private static final Alert URGENT = alert("b", P1, second(90));

  private final Shell shell = new Shell(Given.POLICY);

  @Test
  void aMoreUrgentAlertRestartsTheEscalationAtTheNewPlan() {
    told(shell, LOW);
    shell.waits(Duration.ofMinutes(1));
    assertThat(shell.fires(URGENT))
        .containsExactly(
            fired(URGENT, true, true, minute(5.5)),
            new Fact.PriorityAssigned(P1, "severity", P2, List.of()),
            new Fact.GroupFlushed("the priority was raised", true, minute(61.5)),
            requested(2, SCREEN, Event.UPDATED, "P1 by rule \"severity\""),
            new Fact.EscalationStarted("ladder", minute(1.5), Until.ACKNOWLEDGED),
            new Fact.StepReached("ladder", 1, 1, List.of(ALICE), minute(6.5)),
            requested(3, ALICE, Event.PAGED, "step 1 of ladder, round 1"));
  }

  @Test
  void whatTheRaiseToldIsNotToldAgain() {
    told(shell, LOW);
    shell.fires(URGENT);
    shell.delivers(SCREEN);
    shell.acknowledges("carol");
    shell.delivers(SCREEN);
    assertThat(shell.waits(Duration.ofMinutes(59))).isEmpty();
    assertThat(shell.waits(Duration.ofMinutes(1)))
        .startsWith(
            new Fact.GroupFlushed("nothing changed for the repeat interval", true, minute(120.5)));
  }

  @Test
  void beforeTheFirstFlushItOnlyCountsWhichIsTheMostUrgent() {
    shell.fires(LOW);
    assertThat(shell.fires(URGENT))
        .containsExactly(
            fired(URGENT, true, true, second(30)),
            new Fact.PriorityAssigned(P1, "severity", P2, List.of()));
    assertThat(shell.waits(GROUP_WAIT))
        .contains(new Fact.EscalationStarted("ladder", second(30), Until.ACKNOWLEDGED));
  }

  @Test
  void aLessUrgentAlertChangesNothing() {
    told(shell, alert("a", P1, second(0)));
    Alert minor = alert("b", P3, second(30));
    assertThat(shell.fires(minor)).containsExactly(fired(minor, true, true, minute(5.5)));
    assertThat(shell.incident().priority()).isEqualTo(P1);
  }

  @Test
  void theEndOfTheMostUrgentAlertLowersItAtTheNextFlushAndStopsNothing() {
    told(shell, LOW);
    shell.fires(URGENT);
    shell.delivers(SCREEN);
    shell.ends(URGENT);
    shell.waits(Duration.ofMinutes(1));
    assertThat(shell.incident().priority()).isEqualTo(P1);
    assertThat(shell.waits(Duration.ofMinutes(4)))
        .containsSubsequence(
            new Fact.PriorityAssigned(P2, "severity", P1, List.of()),
            requested(4, SCREEN, Event.UPDATED, "1 ended"),
            new Fact.StepReached("ladder", 2, 1, List.of(BOB, HOOK), second(930)))
        .noneMatch(Fact.EscalationStarted.class::isInstance);
    assertThat(shell.incident().answeredAs()).isEqualTo(P1);
  }

  @Test
  void whatComesBackToThePriorityThatItWasAnsweredAsPagesNobodyAnew() {
    told(shell, LOW);
    shell.fires(URGENT);
    shell.ends(URGENT);
    shell.waits(Duration.ofMinutes(5));
    assertThat(shell.incident().priority()).isEqualTo(P2);
    List<Recipient> before = pages(shell);
    assertThat(shell.fires(URGENT))
        .endsWith(new Fact.PriorityAssigned(P1, "severity", P2, List.of()));
    assertThat(pages(shell)).isEqualTo(before);
  }

  @Test
  void nobodyIsPagedForTheUrgentAlertThatIsOverBeforeTheFirstFlush() {
    shell.fires(LOW);
    shell.fires(URGENT);
    shell.ends(URGENT);
    assertThat(shell.waits(GROUP_WAIT))
        .startsWith(new Fact.PriorityAssigned(P2, "severity", P1, List.of()));
    assertThat(pages(shell)).isEmpty();
    assertThat(shell.incident().answeredAs()).isEqualTo(P2);
  }

  @Test
  void whatWasRaisedByHandStaysSo() {
    told(shell, alert("a", P3, second(0)));
    shell.fires(LOW);
    shell.asks("carol", new Command.Action.Raise(P1, ""));
    shell.ends(LOW);
    shell.waits(Duration.ofHours(1));
    assertThat(shell.incident().priority()).isEqualTo(P1);
  }

  @Test
  void whatIsRaisedByHandIsNotLoweredFurtherThanThat() {
    told(shell, alert("a", P3, second(0)));
    shell.asks("carol", new Command.Action.Raise(P2, "it spreads"));
    shell.fires(URGENT);
    shell.ends(URGENT);
    assertThat(shell.waits(Duration.ofMinutes(6)))
        .contains(new Fact.PriorityAssigned(P2, "raised by carol: it spreads", P1, List.of()));
  }

  @Test
  void howFarItReachedIsNotForgottenWhenTheAlertThatShowedItEnds() {
    told(shell, alert(second(0), "severity", "P3", "service", "cart"));
    shell.fires(alert(second(0), "severity", "P3", "service", "search"));
    Alert third = alert(second(0), "severity", "P3", "service", "checkout");
    shell.fires(third);
    shell.ends(third);
    shell.waits(Duration.ofMinutes(6));
    assertThat(shell.incident().extent().firing()).isEqualTo(2);
    assertThat(shell.incident().priority()).isEqualTo(P1);
  }

  @Test
  void whatIsMutedDoesNotKeepItUrgent() {
    told(shell, LOW);
    shell.fires(URGENT);
    shell.changes(URGENT, new Mute(Mute.Kind.SILENCE, "3f2a", "by carol: disks"));
    shell.waits(Duration.ofHours(1));
    assertThat(shell.incident().priority()).isEqualTo(P2);
  }

  @Test
  void aChangedMeasurementRaisesThePriority() {
    told(shell, LOW);
    assertThat(shell.changes(measuring(LOW, 97)))
        .startsWith(
            rated(LOW, P2, new Rating(P1, "nearly full", false)),
            new Fact.PriorityAssigned(P1, "nearly full", P2, List.of()),
            new Fact.GroupFlushed("the priority was raised", true, minute(60.5)));
  }

  @Test
  void aChangedMeasurementThatIsLessLowersItAtTheNextFlush() {
    Alert full = measuring(alert("a", P3, second(0)), 97);
    told(shell, full);
    assertThat(shell.changes(measuring(full, 91)))
        .containsExactly(rated(full, P1, new Rating(P3, "severity", false)));
    assertThat(shell.incident().priority()).isEqualTo(P1);
    shell.waits(Duration.ofHours(1));
    assertThat(shell.incident().priority()).isEqualTo(P3);
  }

  @Test
  void anIncidentThatGrowsIsClassifiedAnew() {
    shell.fires(alert(second(0), "severity", "P3", "service", "cart"));
    shell.fires(alert(second(0), "severity", "P3", "service", "search"));
    assertThat(shell.fires(alert(second(0), "severity", "P3", "service", "checkout")))
        .endsWith(new Fact.PriorityAssigned(P1, "widespread", P3, List.of()));
  }

  @Test
  void aRuleThatFailedIsKeptWithTheDecision() {
    assertThat(shell.fires(alert(second(0), "severity", "P3", "broken", "yes")))
        .endsWith(
            new Fact.PriorityAssigned(
                P3, "severity", null, List.of("broken: key 'nothing' is not present in map.")));
  }

  @Test
  void onceAcknowledgedAHigherPriorityInformsButPagesNobody() {
    told(shell, LOW);
    shell.acknowledges("carol");
    assertThat(shell.fires(URGENT))
        .endsWith(
            new Fact.NotificationQueued(SCREEN, Event.UPDATED, ""),
            new Fact.NotificationWithheld("escalation ladder", "acknowledged by carol"));
    shell.waits(Duration.ofDays(1));
    assertThat(pages(shell)).isEmpty();
  }

  @Test
  void whoKnowsBetterThanTheRulesCanRaiseIt() {
    told(shell, LOW);
    String id = shell.incident().id().toString();
    assertThat(shell.asks(id, "carol", new Command.Action.Raise(P1, "all of it is down")))
        .startsWith(
            new Fact.PriorityAssigned(
                P1, "raised by carol: all of it is down", P2, List.of(), true))
        .anyMatch(Fact.StepReached.class::isInstance);
    assertThat(pages(shell)).isNotEmpty();
    assertThat(shell.asks(id, "dave", new Command.Action.Raise(P1, "")))
        .containsExactly(new Fact.CommandRefused("dave", "raise", "it is P1 already"));
  }

  @Test
  void raisedFromAPlanThatOnlyLogsItRepeatsItselfToo() {
    told(shell, alert("a", P4, second(0)));
    shell.changes(measuring(alert("a", P4, second(0)), 97));
    shell.delivers(SCREEN);
    shell.delivers(ALICE);
    shell.acknowledges("carol");
    shell.delivers(SCREEN);
    shell.delivers(ALICE);
    assertThat(shell.waits(Duration.ofHours(1)))
        .containsExactly(
            new Fact.GroupFlushed("nothing changed for the repeat interval", true, minute(120.5)),
            requested(5, SCREEN, Event.UPDATED, "nothing changed for the repeat interval"));
  }

  @Test
  void aLadderThatIsExhaustedBeginsAgainForAHigherPriority() {
    Shell same =
        new Shell(
            agreed()
                .giving(P2, "ladder", Duration.ZERO)
                .climbing("ladder", 0, step(5, "user/bob"))
                .policy());
    told(same, LOW);
    assertThat(same.waits(Duration.ofMinutes(5)))
        .containsExactly(
            new Fact.EscalationExhausted("ladder", "nobody has acknowledged in round 1"));
    same.delivers(BOB);
    same.fires(URGENT);
    assertThat(pages(same)).containsExactly(BOB, BOB);
    assertThat(same.incident().climb().exhausted()).isFalse();
  }

  @Test
  void whatIsAboutToEndIsNotRaised() {
    told(shell, LOW);
    shell.waits(Duration.ofMinutes(1));
    shell.ends(LOW);
    assertThat(shell.asks("carol", new Command.Action.Raise(P1, "")))
        .containsExactly(new Fact.CommandRefused("carol", "raise", "nothing of it fires any more"));
    shell.waits(Duration.ofMinutes(4));
    assertThat(shell.incident().isOver()).isTrue();
  }

  private static Fact rated(Alert alert, Priority was, Rating rating) {
    return new Fact.AlertRated(alert.fingerprint(), alert.labels(), was, rating);
  }

  private static void told(Shell shell, Alert alert) {
    shell.fires(alert);
    shell.waits(GROUP_WAIT);
    if (shell.sent().stream().anyMatch(one -> one.recipient().equals(SCREEN))) {
      shell.delivers(SCREEN);
    }
  }

  private static List<Recipient> pages(Shell shell) {
    return shell.sent().stream()
        .filter(one -> one.event() == Event.PAGED)
        .map(Notification::recipient)
        .toList();
  }

  private static Fact requested(int number, Recipient to, Event event, String reason) {
    String id = FIRST_INCIDENT + "-n" + number;
    return new Fact.NotificationRequested(id, to, event, reason, 1);
  }
}
