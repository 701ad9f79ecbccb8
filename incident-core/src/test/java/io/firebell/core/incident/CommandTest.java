package io.firebell.core.incident;

import static io.firebell.core.classify.Priority.P1;
import static io.firebell.core.incident.Given.ALICE;
import static io.firebell.core.incident.Given.FIRST_INCIDENT;
import static io.firebell.core.incident.Given.GROUP;
import static io.firebell.core.incident.Given.OTHER_GROUP;
import static io.firebell.core.incident.Given.SCREEN;
import static io.firebell.core.incident.Given.alert;
import static io.firebell.core.incident.Given.second;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebell.core.alert.Alert;
import io.firebell.core.incident.Command.Action;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Notification;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What people can do to an incident, and when they cannot.
class CommandTest {

  private static final Alert A = alert("a", P1, second(0));
  private static final Action ACKNOWLEDGE = new Action.Acknowledge("on it");
  private static final Action RESOLVE = new Action.Resolve("fixed");

  private final Shell shell = new Shell(Given.POLICY);

  @Test
  void acknowledgedItIsTakenAndThoseWhoKnowOfItHearByWhom() {
    paged();
    assertThat(shell.acknowledges("carol"))
        .containsExactly(
            new Fact.IncidentAcknowledged("carol", "on it", null),
            new Fact.NotificationRequested(
                FIRST_INCIDENT + "-n3", SCREEN, Event.ACKNOWLEDGED, "acknowledged by carol", 1),
            new Fact.NotificationRequested(
                FIRST_INCIDENT + "-n4", ALICE, Event.ACKNOWLEDGED, "acknowledged by carol", 1));
    assertThat(shell.incident().status()).isEqualTo(Status.ACKNOWLEDGED);
    assertThat(shell.incident().acknowledgedBy()).isEqualTo("carol");
  }

  @Test
  void acknowledgedItPagesNobodyAnyMore() {
    paged();
    shell.acknowledges("carol");
    shell.waits(Duration.ofMinutes(30));
    shell.fires(alert("b", P1, shell.now()));
    shell.waits(Duration.ofDays(1));
    assertThat(shell.sent())
        .filteredOn(one -> one.event() == Event.PAGED)
        .extracting(Notification::recipient)
        .containsExactly(ALICE);
  }

  @Test
  void acknowledgedBeforeItsGroupWaitItPagesNobodyAndSaysWhy() {
    shell.fires(A);
    assertThat(shell.acknowledges("carol"))
        .containsExactly(new Fact.IncidentAcknowledged("carol", "on it", null));
    assertThat(shell.waits(Duration.ofSeconds(30)))
        .endsWith(new Fact.NotificationWithheld("escalation ladder", "acknowledged by carol"));
  }

  @Test
  void aSecondAcknowledgementIsRefused() {
    paged();
    shell.acknowledges("carol");
    assertThat(shell.acknowledges("dave"))
        .containsExactly(
            new Fact.CommandRefused("dave", "acknowledge", "already acknowledged by carol"));
    assertThat(shell.incident().acknowledgedBy()).isEqualTo("carol");
  }

  @Test
  void resolvedItIsOverWhateverItsAlertsSay() {
    paged();
    assertThat(shell.resolves("carol"))
        .containsExactly(
            new Fact.IncidentResolved("carol", "fixed", 1),
            new Fact.NotificationRequested(
                FIRST_INCIDENT + "-n3", SCREEN, Event.RESOLVED, "resolved by carol", 1),
            new Fact.NotificationRequested(
                FIRST_INCIDENT + "-n4", ALICE, Event.RESOLVED, "resolved by carol", 1));
    shell.delivers(SCREEN);
    shell.delivers(ALICE);
    assertThat(shell.incident().nextDeadline()).isEmpty();
    assertThat(shell.incident().extent().firing()).isEqualTo(1);
    assertThat(shell.incident().resolvedAt()).isEqualTo(shell.now());
  }

  @Test
  void anAcknowledgedIncidentCanBeResolved() {
    paged();
    shell.acknowledges("carol");
    assertThat(shell.resolves("carol")).startsWith(new Fact.IncidentResolved("carol", "fixed", 1));
  }

  @Test
  void whatIsOverCanNeitherBeAcknowledgedNorResolved() {
    paged();
    shell.resolves("carol");
    assertThat(shell.acknowledges("dave"))
        .containsExactly(new Fact.CommandRefused("dave", "acknowledge", "the incident is over"));
    assertThat(shell.resolves("dave"))
        .containsExactly(new Fact.CommandRefused("dave", "resolve", "the incident is over"));
    assertThat(shell.incident().status()).isEqualTo(Status.RESOLVED);
  }

  @Test
  void whatIsMeantForAnEarlierIncidentOfTheGroupIsRefused() {
    paged();
    shell.resolves("carol");
    shell.waits(Duration.ofMinutes(6));
    shell.fires(A);
    assertThat(shell.asks(FIRST_INCIDENT, "dave", ACKNOWLEDGE))
        .containsExactly(
            new Fact.CommandRefused(
                "dave", "acknowledge", "the incident is over; now there is " + GROUP.key() + "-2"));
    assertThat(shell.incident().status()).isEqualTo(Status.TRIGGERED);
  }

  @Test
  void whatIsMeantForAnIncidentThatThereIsNotIsRefusedWithoutAFact() {
    assertThat(shell.asks(FIRST_INCIDENT, "dave", RESOLVE)).isEmpty();
    assertThat(shell.effects())
        .containsExactly(new Effect.Refuse("there is no incident " + FIRST_INCIDENT));
    shell.fires(A);
    String second = GROUP.key() + "-2";
    assertThat(shell.asks(second, "dave", ACKNOWLEDGE)).isEmpty();
    assertThat(shell.effects()).endsWith(new Effect.Refuse("there is no incident " + second));
  }

  @Test
  void whatIsMeantForAnotherGroupsIncidentIsRefused() {
    paged();
    String others = OTHER_GROUP.key() + "-1";
    assertThat(shell.asks(others, "dave", ACKNOWLEDGE)).isEmpty();
    assertThat(shell.effects())
        .endsWith(new Effect.Refuse("incident " + others + " is not of group " + GROUP.key()));
  }

  @Test
  void aCommandThatComesAgainIsNeitherFollowedNorRefusedAgain() {
    paged();
    assertThat(shell.asks("carol", new Action.AddNote("hm"))).hasSize(1);
    assertThat(shell.asksAgain()).isEmpty();
    assertThat(shell.asks("carol", new Action.Escalate(""))).isNotEmpty();
    assertThat(shell.asksAgain()).isEmpty();
    shell.resolves("dave");
    assertThat(shell.acknowledges("carol")).hasSize(1);
    assertThat(shell.asksAgain()).isEmpty();
  }

  @Test
  void onlyTheLastCommandsAreKnownAgain() {
    paged();
    for (int i = 0; i < 100; i++) {
      shell.asks("carol", new Action.AddNote("note " + i));
    }
    assertThat(shell.incident().commands()).hasSize(32).endsWith("c100").startsWith("c69");
  }

  @Test
  void whatAnotherTenantAsksForIsRefusedAsIfThereWereNoIncident() {
    paged();
    assertThat(shell.takes(asked("another"))).isEmpty();
    assertThat(shell.effects())
        .endsWith(new Effect.Refuse("there is no incident " + FIRST_INCIDENT));
    assertThat(shell.takes(asked(GROUP.tenant())))
        .first()
        .isInstanceOf(Fact.IncidentAcknowledged.class);
  }

  private static Signal asked(String tenant) {
    return new Signal.Commanded(
        new Command("of " + tenant, tenant, FIRST_INCIDENT, "dave", ACKNOWLEDGE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "7f3a9c1e5b2d4f60", "7f3a9c1e5b2d4f60-0"})
  void aCommandForNoIncidentAtAllIsRefused(String id) {
    assertThatThrownBy(() -> new Command("c1", id, "dave", RESOLVE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(id);
  }

  @Test
  void aCommandThatComesWithADeadlineFindsTheDeadlineTaken() {
    paged();
    shell.sleeps(Duration.ofMinutes(5));
    List<Fact> facts = shell.acknowledges("carol");
    assertThat(facts).first().isInstanceOf(Fact.StepReached.class);
    assertThat(facts).contains(new Fact.IncidentAcknowledged("carol", "on it", null));
  }

  private void paged() {
    shell.fires(A);
    shell.waits(Duration.ofSeconds(30));
    shell.delivers(SCREEN);
    shell.delivers(ALICE);
  }
}
