package io.firebell.core.incident;

import static io.firebell.core.classify.Priority.P1;
import static io.firebell.core.incident.Given.ALICE;
import static io.firebell.core.incident.Given.FIRST_INCIDENT;
import static io.firebell.core.incident.Given.SCREEN;
import static io.firebell.core.incident.Given.agreed;
import static io.firebell.core.incident.Given.alert;
import static io.firebell.core.incident.Given.minute;
import static io.firebell.core.incident.Given.second;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.firebell.core.alert.Alert;
import io.firebell.core.escalate.Until;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Notification;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How long an acknowledgement holds, snoozes, and notes.
class AcknowledgementTest {

  private static final Alert A = alert("a", P1, second(0));
  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

  private final Shell shell = new Shell(agreed().timingOut("ladder", HALF_AN_HOUR).policy());

  @Test
  void whatIsNotOverWhenTheAcknowledgementRunsOutPagesAgainFromTheFirstStep() {
    paged();
    assertThat(shell.acknowledges("carol"))
        .startsWith(new Fact.IncidentAcknowledged("carol", "on it", minute(30.5)));
    tell();
    assertThat(shell.waits(HALF_AN_HOUR.minusMillis(1))).isEmpty();

    assertThat(shell.waits(Duration.ofMillis(1)))
        .contains(
            new Fact.AcknowledgementExpired("carol"),
            new Fact.EscalationStarted("ladder", minute(30.5), Until.ACKNOWLEDGED),
            new Fact.StepReached("ladder", 1, 1, List.of(ALICE), minute(35.5)));
    assertThat(shell.incident().status()).isEqualTo(Status.TRIGGERED);
    assertThat(shell.incident().acknowledgedBy()).isEmpty();
    assertThat(shell.sent())
        .extracting(Notification::recipient, Notification::event)
        .endsWith(tuple(SCREEN, Event.UPDATED), tuple(ALICE, Event.PAGED));
  }

  @Test
  void whoeverAcknowledgesAgainHasTheWholeTimeAgain() {
    paged();
    shell.acknowledges("carol");
    tell();
    shell.waits(HALF_AN_HOUR);
    assertThat(shell.acknowledges("dave"))
        .startsWith(new Fact.IncidentAcknowledged("dave", "on it", minute(60.5)));
  }

  @Test
  void whatIsOverIsNotAskedAfter() {
    paged();
    shell.acknowledges("carol");
    tell();
    shell.resolves("carol");
    tell();
    assertThat(shell.waits(Duration.ofDays(1))).isEmpty();
  }

  @Test
  void nobodyIsAskedWhileNothingFires() {
    paged();
    shell.acknowledges("carol");
    tell();
    shell.waits(HALF_AN_HOUR.minusSeconds(10));
    shell.ends(A);
    assertThat(shell.waits(Duration.ofMinutes(10)))
        .noneMatch(Fact.AcknowledgementExpired.class::isInstance)
        .contains(new Fact.IncidentResolved("", "all its alerts are over", 0));
  }

  @Test
  void withoutATimeoutAnAcknowledgementHoldsForEver() {
    Shell patient = new Shell(Given.POLICY);
    patient.fires(A);
    patient.waits(Duration.ofSeconds(30));
    patient.delivers(ALICE);
    patient.acknowledges("carol");
    assertThat(patient.waits(Duration.ofDays(2)))
        .noneMatch(Fact.AcknowledgementExpired.class::isInstance);
  }

  @Test
  void aSnoozeHoldsForItsOwnTime() {
    paged();
    assertThat(shell.snoozes("dave", Duration.ofHours(8)))
        .startsWith(new Fact.IncidentSnoozed("dave", "later", minute(480.5)));
    assertThat(shell.incident().status()).isEqualTo(Status.ACKNOWLEDGED);
    assertThat(shell.waits(Duration.ofMinutes(479))).noneMatch(Fact.StepReached.class::isInstance);
    assertThat(shell.waits(Duration.ofMinutes(1)))
        .contains(
            new Fact.AcknowledgementExpired("dave"),
            new Fact.StepReached("ladder", 1, 1, List.of(ALICE), minute(485.5)));
  }

  @Test
  void whatSomebodyHasTakenCanBeSnoozedByAnother() {
    paged();
    shell.acknowledges("carol");
    shell.snoozes("dave", Duration.ofHours(1));
    assertThat(shell.incident().acknowledgedBy()).isEqualTo("dave");
    assertThat(shell.incident().acknowledgedUntil()).isEqualTo(minute(60.5));
  }

  @Test
  void whatIsOverCannotBeSnoozed() {
    paged();
    shell.resolves("carol");
    assertThat(shell.snoozes("dave", Duration.ofHours(1)))
        .containsExactly(new Fact.CommandRefused("dave", "snooze", "the incident is over"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "P7DT1S"})
  void aSnoozeIsNeitherNothingNorForEver(String time) {
    assertThatThrownBy(() -> new Command.Action.Snooze(Duration.parse(time), ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 7 days");
  }

  @Test
  void aNoteIsKeptAndChangesNothingElse() {
    paged();
    Incident before = shell.incident();
    var note = new Command.Action.AddNote("the runbook is out of date");
    assertThat(shell.asks(FIRST_INCIDENT, "dave", note))
        .containsExactly(new Fact.NoteAdded("dave", "the runbook is out of date"));
    assertThat(shell.incident().nextDeadline()).isEqualTo(before.nextDeadline());
    assertThat(shell.incident().status()).isEqualTo(before.status());
    shell.resolves("carol");
    assertThat(shell.asks(FIRST_INCIDENT, "dave", note)).hasSize(1);
    assertThatThrownBy(() -> new Command.Action.AddNote(" "))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void paged() {
    shell.fires(A);
    shell.waits(Duration.ofSeconds(30));
    tell();
  }

  /// The notifier delivers what was sent, and what waited for that.
  private void tell() {
    shell.delivers(SCREEN);
    shell.delivers(ALICE);
  }
}
