package io.firebell.core.incident;

import static io.firebell.core.classify.Priority.P1;
import static io.firebell.core.classify.Priority.P3;
import static io.firebell.core.incident.Given.ALICE;
import static io.firebell.core.incident.Given.FIRST_INCIDENT;
import static io.firebell.core.incident.Given.GROUP;
import static io.firebell.core.incident.Given.SCREEN;
import static io.firebell.core.incident.Given.agreed;
import static io.firebell.core.incident.Given.alert;
import static io.firebell.core.incident.Given.fired;
import static io.firebell.core.incident.Given.minute;
import static io.firebell.core.incident.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Alert;
import io.firebell.core.escalate.Until;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a firing after the end of an incident leads to.
class EpisodesTest {

  private static final Alert A = alert("a", P1, second(0));
  private static final String SECOND_INCIDENT = GROUP.key() + "-2";

  private final Shell shell = new Shell(Given.POLICY);

  @Test
  void soonAfterItsEndTheSameIncidentIsReopenedAndWaitsForItsGroupAgain() {
    over(shell);
    shell.waits(Duration.ofMinutes(5).minusMillis(1));
    Alert again = alert("a", P1, shell.now());
    assertThat(shell.fires(again))
        .containsExactly(
            new Fact.IncidentReopened(),
            fired(again, true, true, shell.now().plusSeconds(30)),
            new Fact.PriorityAssigned(P1, "severity", null, List.of()));
    assertThat(shell.incident().id()).hasToString(FIRST_INCIDENT);
    assertThat(shell.incident().resolvedAt()).isNull();
  }

  @Test
  void aReopenedIncidentPagesFromTheFirstStepAlsoIfItHadBeenAcknowledged() {
    shell.fires(A);
    shell.waits(Duration.ofSeconds(30));
    shell.delivers(SCREEN);
    shell.delivers(ALICE);
    shell.acknowledges("carol");
    shell.delivers(SCREEN);
    shell.delivers(ALICE);
    shell.resolves("carol");
    shell.ends(A);
    shell.delivers(SCREEN);
    shell.delivers(ALICE);
    shell.fires(alert("a", P1, shell.now()));
    assertThat(shell.waits(Duration.ofSeconds(30)))
        .containsExactly(
            new Fact.GroupFlushed("the group is new", true, minute(61)),
            requested(FIRST_INCIDENT, 7, Event.OPENED, "P1 by rule \"severity\""),
            new Fact.EscalationStarted("ladder", minute(1), Until.ACKNOWLEDGED),
            new Fact.StepReached("ladder", 1, 1, List.of(ALICE), minute(6)),
            new Fact.NotificationRequested(
                FIRST_INCIDENT + "-n8", ALICE, Event.PAGED, "step 1 of ladder, round 1", 1));
  }

  /// Who has heard the end and nothing since is not told it again.
  @Test
  void aReopeningThatEndsBeforeItsGroupWaitIsNotTold() {
    over(shell);
    shell.delivers(SCREEN);
    shell.delivers(ALICE);
    Alert again = alert("a", P1, shell.now());
    shell.fires(again);
    shell.ends(again);
    assertThat(shell.waits(Duration.ofHours(1)))
        .containsExactly(
            new Fact.NotificationWithheld("everybody", "resolved before anybody was to be told"),
            new Fact.IncidentResolved("", "all its alerts are over", 0));
  }

  @Test
  void anEndThatWaitsItsTurnIsToldAfterAReopeningTooWhichWasNot() {
    shell.fires(A);
    shell.waits(Duration.ofSeconds(30));
    shell.resolves("carol");
    shell.ends(A);
    shell.fires(alert("a", P1, shell.now()));
    shell.resolves("carol");
    shell.ends(A);
    assertThat(shell.delivers(SCREEN))
        .endsWith(
            requested(
                FIRST_INCIDENT,
                3,
                Event.RESOLVED,
                "the incident was over; waited for the notification before it"));
    assertThat(shell.delivers(SCREEN)).hasSize(1);
  }

  @Test
  void laterItIsANewIncidentWithTheNextNumber() {
    over(shell);
    shell.waits(Duration.ofMinutes(5));
    assertThat(shell.fires(A)).startsWith(new Fact.IncidentOpened(GROUP));
    assertThat(shell.incident().id()).hasToString(SECOND_INCIDENT);
    assertThat(shell.incident().openedAt()).isEqualTo(shell.now());
    assertThat(shell.incident().extent().total()).isEqualTo(1);
    assertThat(shell.facts().getLast().incidentId()).isEqualTo(SECOND_INCIDENT);
  }

  @Test
  void whereNothingIsReopenedEveryFiringAfterAnEndIsANewIncident() {
    Shell never = new Shell(agreed().reopening(Duration.ZERO).policy());
    over(never);
    never.fires(A);
    assertThat(never.incident().id()).hasToString(SECOND_INCIDENT);
  }

  @Test
  void aReopenedIncidentMayBeLessUrgentThanItWas() {
    over(shell);
    Alert minor = alert("a", P3, shell.now());
    assertThat(shell.fires(minor))
        .endsWith(new Fact.PriorityAssigned(P3, "severity", null, List.of()));
    assertThat(shell.incident().priority()).isEqualTo(P3);
  }

  @Test
  void theAlertsOfTheIncidentBeforeAreForgotten() {
    shell.fires(alert("b", P1, second(0)));
    over(shell);
    shell.waits(Duration.ofMinutes(6));
    shell.fires(A);
    assertThat(shell.members()).containsOnlyKeys(A.fingerprint());
    assertThat(shell.members().get(A.fingerprint()))
        .isNotNull()
        .extracting(Member::episode)
        .isEqualTo(2);
  }

  @Test
  void anEndThatCouldNotBeToldIsHandedOverOnceMoreBeforeTheNextIncident() {
    shell.fires(A);
    shell.waits(Duration.ofSeconds(30));
    shell.delivers(SCREEN);
    shell.delivers(ALICE);
    shell.resolves("carol");
    shell.ends(A);
    shell.delivers(ALICE);
    shell.waits(Duration.ofMinutes(5));
    shell.reports(SCREEN, new Outcome.Retry("busy", Duration.ofHours(1)));
    assertThat(shell.fires(alert("a", P1, shell.now())))
        .startsWith(
            new Fact.NotificationRequested(
                FIRST_INCIDENT + "-n3", SCREEN, Event.RESOLVED, "resolved by carol", 2),
            new Fact.IncidentOpened(GROUP));
    assertThat(shell.reports(SCREEN, new Outcome.Delivered(""))).isEmpty();
  }

  @Test
  void anEndThatWaitsItsTurnIsHandedOverBeforeTheNextIncident() {
    shell.fires(A);
    shell.waits(Duration.ofSeconds(30));
    shell.resolves("carol");
    shell.ends(A);
    shell.waits(Duration.ofMinutes(5));
    shell.fires(A);
    assertThat(shell.sent())
        .filteredOn(one -> one.event() == Event.RESOLVED)
        .extracting(Notification::recipient)
        .containsExactly(SCREEN, ALICE);
  }

  @Test
  void aReportOnTheIncidentBeforeIsRefused() {
    over(shell);
    shell.waits(Duration.ofMinutes(6));
    shell.fires(alert("a", P1, shell.now()));
    assertThat(shell.delivers(SCREEN)).isEmpty();
    assertThat(shell.effects())
        .endsWith(new Effect.Refuse("no notification waits for " + FIRST_INCIDENT + "-n3"));
  }

  private static void over(Shell shell) {
    shell.fires(A);
    shell.waits(Duration.ofSeconds(30));
    shell.delivers(SCREEN);
    shell.delivers(ALICE);
    shell.resolves("carol");
    shell.ends(A);
  }

  private static Fact requested(String incident, int number, Event event, String reason) {
    return new Fact.NotificationRequested(incident + "-n" + number, SCREEN, event, reason, 1);
  }
}
