package io.firebell.core.incident;

import static io.firebell.core.classify.Priority.P1;
import static io.firebell.core.incident.Given.ALICE;
import static io.firebell.core.incident.Given.FIRST_INCIDENT;
import static io.firebell.core.incident.Given.GROUP;
import static io.firebell.core.incident.Given.SCREEN;
import static io.firebell.core.incident.Given.alert;
import static io.firebell.core.incident.Given.second;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.firebell.core.alert.Alert;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The history of an incident: every fact with its place, its time, its policy and its cause.
class HistoryTest {

  private static final Alert A = alert("a", P1, second(0));
  private static final Cause ALERT = new Cause(Cause.Kind.ALERT, A.fingerprint().hash());

  private final Shell shell = new Shell(Given.POLICY);

  @Test
  void everyFactNamesWhatMadeItHappen() {
    shell.fires(A);
    shell.waits(Duration.ofSeconds(30));
    shell.delays(ALICE);
    shell.waits(Duration.ofSeconds(15));
    shell.acknowledges("carol");
    assertThat(shell.facts())
        .extracting(one -> one.fact().getClass().getSimpleName(), LoggedFact::cause)
        .containsExactly(
            tuple("IncidentOpened", ALERT),
            tuple("AlertFired", ALERT),
            tuple("PriorityAssigned", ALERT),
            tuple("GroupFlushed", new Cause(Cause.Kind.TIMER, "group wait")),
            tuple("NotificationRequested", new Cause(Cause.Kind.TIMER, "group wait")),
            tuple("EscalationStarted", new Cause(Cause.Kind.TIMER, "group wait")),
            tuple("StepReached", new Cause(Cause.Kind.TIMER, "escalation ladder")),
            tuple("NotificationRequested", new Cause(Cause.Kind.TIMER, "escalation ladder")),
            tuple("NotificationDelayed", new Cause(Cause.Kind.DELIVERY, FIRST_INCIDENT + "-n2")),
            tuple(
                "NotificationRequested",
                new Cause(Cause.Kind.TIMER, "retry " + FIRST_INCIDENT + "-n2")),
            tuple("IncidentAcknowledged", new Cause(Cause.Kind.COMMAND, "c1")),
            tuple("NotificationQueued", new Cause(Cause.Kind.COMMAND, "c1")),
            tuple("NotificationQueued", new Cause(Cause.Kind.COMMAND, "c1")));
  }

  @Test
  void factsAreNumberedWithoutGapsInTheOrderOfTimeUnderTheirPolicy() {
    shell.fires(A);
    shell.waits(Duration.ofMinutes(6));
    shell.resolves("carol");
    List<LoggedFact> facts = shell.facts();
    assertThat(facts)
        .extracting(LoggedFact::sequence)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, facts.size()).boxed().toList());
    assertThat(facts).extracting(LoggedFact::at).isSorted();
    assertThat(facts).extracting(LoggedFact::policyVersion).containsOnly(7L);
    assertThat(facts).extracting(LoggedFact::incidentId).containsOnly(FIRST_INCIDENT);
  }

  @Test
  void aNotificationShowsTheIncidentAsItWasDecided() {
    shell.fires(A);
    shell.waits(Duration.ofSeconds(30));
    assertThat(shell.sent()).extracting(one -> one.recipient()).containsExactly(SCREEN, ALICE);
    var page = shell.sent().getLast().incident();
    assertThat(page.id()).isEqualTo(FIRST_INCIDENT);
    assertThat(page.group()).isEqualTo(GROUP);
    assertThat(page.status()).isEqualTo("triggered");
    assertThat(page.priority()).isEqualTo(P1);
    assertThat(page.rule()).isEqualTo("severity");
    assertThat(page.policyVersion()).isEqualTo(7);
    assertThat(page.step()).isEqualTo(1);
    assertThat(page.firing()).isEqualTo(1);
    assertThat(page.openedAt()).isEqualTo(second(0));
  }

  @Test
  void aHistoryWithoutFactsIsRefused() {
    assertThatThrownBy(() -> History.fold(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a history should have a fact: has none");
  }

  @Test
  void aHistoryBeginsWithTheOpening() {
    var reopened =
        new LoggedFact(FIRST_INCIDENT, 1, second(0), 7, ALERT, new Fact.IncidentReopened());
    assertThatThrownBy(() -> History.fold(List.of(reopened)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a history should begin with the incident's opening: began with IncidentReopened[]");
  }
}
