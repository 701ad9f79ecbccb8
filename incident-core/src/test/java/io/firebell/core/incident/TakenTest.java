package io.firebell.core.incident;

import static io.firebell.core.classify.Priority.P1;
import static io.firebell.core.incident.Given.ALICE;
import static io.firebell.core.incident.Given.FIRST_INCIDENT;
import static io.firebell.core.incident.Given.HOOK;
import static io.firebell.core.incident.Given.SCREEN;
import static io.firebell.core.incident.Given.agreed;
import static io.firebell.core.incident.Given.alert;
import static io.firebell.core.incident.Given.second;
import static io.firebell.core.incident.Given.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Alert;
import io.firebell.core.escalate.EscalationStep;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Recipient;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Notifications that are under way when somebody takes the incident or it ends.
class TakenTest {

  private static final Alert A = alert("a", P1, second(0));
  private static final String MOOT = "the incident has been taken or is over";
  private static final EscalationStep TO_HOOK = step(10, "channel/hook");

  private final Shell shell = new Shell(Given.POLICY);

  @Test
  void aPageThatNobodyCouldTakeIsWithdrawnByAnAcknowledgement() {
    start(shell);
    shell.delays(ALICE);
    assertThat(shell.acknowledges("carol"))
        .contains(
            new Fact.NotificationWithdrawn(FIRST_INCIDENT + "-n2", ALICE, "acknowledged by carol"));
    assertNoPageFollows(shell);
  }

  @Test
  void aPageThatCannotBeTakenAfterTheAcknowledgementIsWithdrawn() {
    start(shell);
    shell.acknowledges("carol");
    assertThat(shell.delays(ALICE))
        .endsWith(new Fact.NotificationWithdrawn(FIRST_INCIDENT + "-n2", ALICE, MOOT));
    assertNoPageFollows(shell);
  }

  /// Webhooks carry no acknowledgements, so that nothing waits behind the page.
  @Test
  void aPageToAChannelThatHearsOfNoAcknowledgementIsWithdrawnToo() {
    Shell hooked = new Shell(agreed().climbing("ladder", 0, TO_HOOK).policy());
    start(hooked);
    hooked.acknowledges("carol");
    assertThat(hooked.delays(HOOK))
        .endsWith(new Fact.NotificationWithdrawn(FIRST_INCIDENT + "-n2", HOOK, MOOT));
    assertNoPageFollows(hooked);
  }

  /// Alice got the page of the first round; that of the second is delayed.
  @Test
  void aSecondPageThatIsDelayedGivesWayToTheAcknowledgement() {
    Shell quick = new Shell(agreed().climbing("ladder", 1, step(1, "user/alice")).policy());
    start(quick);
    quick.delivers(ALICE);
    quick.waits(Duration.ofMinutes(1));
    quick.delays(ALICE);
    assertThat(quick.acknowledges("carol"))
        .contains(new Fact.NotificationQueued(ALICE, Event.ACKNOWLEDGED, ""));
    assertThat(quick.waits(Duration.ofSeconds(15)))
        .containsExactly(
            new Fact.NotificationWithdrawn(FIRST_INCIDENT + "-n3", ALICE, MOOT),
            requested(
                4,
                ALICE,
                Event.ACKNOWLEDGED,
                "acknowledged by carol; waited for the notification before it"));
  }

  @Test
  void aPageThatWaitsItsTurnIsWithheldByAnAcknowledgement() {
    Shell hooked = informedAndPaged();
    assertThat(hooked.acknowledges("carol"))
        .containsExactly(
            new Fact.IncidentAcknowledged("carol", "on it", null),
            new Fact.NotificationWithheld(
                "page to channel/hook by webhook", "acknowledged by carol"));
    hooked.delivers(HOOK);
    assertNoPageFollows(hooked);
  }

  @Test
  void aPageThatWaitsItsTurnIsWithheldByTheEnd() {
    Shell hooked = informedAndPaged();
    assertThat(hooked.resolves("carol"))
        .containsExactly(
            new Fact.IncidentResolved("carol", "fixed", 1),
            new Fact.NotificationWithheld("page to channel/hook by webhook", "resolved by carol"),
            new Fact.NotificationQueued(HOOK, Event.RESOLVED, ""));
    assertThat(hooked.delivers(HOOK))
        .endsWith(
            requested(
                2,
                HOOK,
                Event.RESOLVED,
                "the incident was over; waited for the notification before it"));
    assertNoPageFollows(hooked);
  }

  @Test
  void aChannelThatWasBusyStillHearsOfTheIncidentAfterItsAcknowledgement() {
    start(shell);
    shell.delays(SCREEN);
    shell.acknowledges("carol");
    assertThat(shell.waits(Duration.ofSeconds(15)))
        .containsExactly(
            new Fact.NotificationRequested(
                FIRST_INCIDENT + "-n1", SCREEN, Event.OPENED, "P1 by rule \"severity\"", 2));
    assertThat(shell.delivers(SCREEN))
        .endsWith(
            requested(
                3,
                SCREEN,
                Event.ACKNOWLEDGED,
                "acknowledged by carol; waited for the notification before it"));
  }

  @Test
  void whatAChannelCouldNotBeToldBeforeTheEndItIsNotTold() {
    start(shell);
    shell.delays(SCREEN);
    assertThat(shell.resolves("carol"))
        .contains(
            new Fact.NotificationWithdrawn(FIRST_INCIDENT + "-n1", SCREEN, "resolved by carol"));
    shell.delivers(ALICE);
    shell.delivers(ALICE);
    assertThat(shell.waits(Duration.ofHours(2))).isEmpty();
  }

  @Test
  void aPageThatFailsAfterTheAcknowledgementEscalatesNothing() {
    start(shell);
    shell.acknowledges("carol");
    assertThat(shell.rejects(ALICE))
        .containsExactly(
            new Fact.NotificationFailed(FIRST_INCIDENT + "-n2", ALICE, "no such address"),
            new Fact.NotificationWithheld(
                "user/alice by slack", "the notification before it failed"));
    assertNoPageFollows(shell);
  }

  @Test
  void theEndIsTriedAgainUntilItArrivesAndThenTheAlertsAreForgotten() {
    start(shell);
    shell.delivers(SCREEN);
    shell.delivers(ALICE);
    shell.resolves("carol");
    shell.delivers(SCREEN);
    shell.delays(ALICE);
    assertThat(shell.members()).isNotEmpty();
    assertThat(shell.waits(Duration.ofSeconds(15))).hasSize(1);
    shell.ends(A);
    shell.delivers(ALICE);
    assertThat(shell.effects()).endsWith(new Effect.ForgetAll());
    assertThat(shell.members()).isEmpty();
  }

  private static Shell informedAndPaged() {
    Shell shell =
        new Shell(
            agreed()
                .giving(P1, "ladder", Duration.ZERO, "hook")
                .climbing("ladder", 0, TO_HOOK)
                .policy());
    start(shell);
    return shell;
  }

  private static void start(Shell shell) {
    shell.fires(A);
    shell.waits(Duration.ofSeconds(30));
  }

  private static void assertNoPageFollows(Shell shell) {
    int before = shell.sent().size();
    shell.waits(Duration.ofDays(1));
    assertThat(shell.sent().subList(before, shell.sent().size()))
        .noneMatch(one -> one.event() == Event.PAGED);
  }

  private static Fact requested(int number, Recipient to, Event event, String reason) {
    String id = FIRST_INCIDENT + "-n" + number;
    return new Fact.NotificationRequested(id, to, event, reason, 1);
  }
}
