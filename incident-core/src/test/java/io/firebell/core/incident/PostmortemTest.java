package io.firebell.core.incident;

import static io.firebell.core.classify.Priority.P1;
import static io.firebell.core.classify.Priority.P4;
import static io.firebell.core.incident.Given.ALICE;
import static io.firebell.core.incident.Given.FIRST_INCIDENT;
import static io.firebell.core.incident.Given.GROUP;
import static io.firebell.core.incident.Given.SCREEN;
import static io.firebell.core.incident.Given.agreed;
import static io.firebell.core.incident.Given.alert;
import static io.firebell.core.incident.Given.minute;
import static io.firebell.core.incident.Given.second;
import static io.firebell.core.incident.Hushed.hushing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.firebell.core.alert.Alert;
import io.firebell.core.classify.Priority;
import io.firebell.core.incident.Command.Action;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Notification;
import io.firebell.core.policy.Policy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Post-mortems that are to be written within a day.
class PostmortemTest {

  private static final Duration DAY = Duration.ofDays(1);
  private static final Alert A = alert("a", P1, second(0));
  private static final Action WRITTEN = new Action.Report(Phase.DOCUMENTATION, "in the wiki");
  private static final String SECOND_INCIDENT = GROUP.key() + "-2";

  private final Shell shell = new Shell(agreed().examining(P1, DAY).policy());

  @Test
  void itIsDueADayAfterTheEnd() {
    resolved();
    assertThat(shell.facts())
        .extracting(LoggedFact::fact)
        .contains(
            new Fact.PostmortemDue(
                new Postmortem(
                    FIRST_INCIDENT, P1, minute(0.5), minute(1440.5), "alice", false, 0)));
  }

  @Test
  void whenItIsWrittenIsMeasuredAndNobodyIsReminded() {
    resolved();
    shell.waits(Duration.ofHours(3));
    assertThat(shell.asks("alice", WRITTEN))
        .startsWith(
            new Fact.PhaseReported("alice", Phase.DOCUMENTATION, "in the wiki"),
            new Fact.PostmortemWritten(FIRST_INCIDENT, "alice", "", Duration.ofHours(3)));
    assertThat(shell.incident().postmortems()).isEmpty();
    shell.waits(Duration.ofDays(2));
    assertThat(reminders()).isEmpty();
  }

  @Test
  void whatIsNotWrittenInTimeIsSaidOnceToWhoeverHadItAndToTheChannels() {
    resolved();
    shell.waits(DAY.minusMillis(1));
    assertThat(reminders()).isEmpty();
    assertThat(shell.waits(Duration.ofMillis(1)))
        .startsWith(new Fact.PostmortemMissed(FIRST_INCIDENT, minute(1440.5)));
    shell.waits(Duration.ofDays(7));
    assertThat(reminders()).extracting(Notification::recipient).containsExactly(ALICE, SCREEN);
    assertThat(reminders())
        .extracting(Notification::reason)
        .containsOnly("the post-mortem of " + FIRST_INCIDENT + " was due at " + minute(1440.5));
    assertThat(shell.asks("alice", WRITTEN))
        .contains(new Fact.PostmortemWritten(FIRST_INCIDENT, "alice", "", Duration.ofDays(8)));
  }

  @Test
  void whatIsOpenedAgainIsNotExaminedYet() {
    resolved();
    shell.fires(alert("b", P1, shell.now()));
    assertThat(shell.incident().postmortems()).isEmpty();
    shell.waits(Duration.ofMinutes(1));
    shell.resolves("bob");
    assertThat(shell.incident().postmortems())
        .extracting(Postmortem::dueAt, Postmortem::owner)
        .containsExactly(tuple(minute(1441.5), "bob"));
  }

  @Test
  void whatAsksForNonePromisesNone() {
    shell.fires(alert("a", P4, second(0)));
    shell.waits(Duration.ofMinutes(1));
    shell.resolves("alice");
    assertThat(shell.incident().postmortems()).isEmpty();
  }

  @Test
  void theNextIncidentOfTheGroupCarriesItAndRemindsInItsPlace() {
    resolved();
    shell.waits(Duration.ofHours(1));
    int facts = shell.facts().getLast().sequence();
    shell.fires(alert("b", P4, shell.now()));
    assertThat(shell.incident().id()).hasToString(SECOND_INCIDENT);
    shell.waits(DAY);
    assertThat(about(Fact.PostmortemMissed.class))
        .extracting(LoggedFact::incidentId, LoggedFact::fact)
        .containsExactly(
            tuple(FIRST_INCIDENT, new Fact.PostmortemMissed(FIRST_INCIDENT, minute(1440.5))),
            tuple(SECOND_INCIDENT, new Fact.PostmortemMissed(FIRST_INCIDENT, minute(1440.5))));
    assertThat(about(Fact.PostmortemMissed.class).getFirst().sequence()).isEqualTo(facts + 1);
    assertThat(reminders()).extracting(Notification::recipient).containsExactly(ALICE, SCREEN);
  }

  @Test
  void itIsWrittenOfAnEarlierIncidentToo() {
    resolved();
    shell.waits(Duration.ofHours(1));
    next(P4);
    assertThat(shell.asks(FIRST_INCIDENT, "alice", WRITTEN))
        .containsExactly(
            written(FIRST_INCIDENT, Duration.ofHours(1)),
            written(FIRST_INCIDENT, Duration.ofHours(1)));
    assertThat(shell.incident().postmortems()).isEmpty();
    assertThat(shell.incident().phase()).isEqualTo(Phase.DETECTION);
    List<LoggedFact> first =
        shell.facts().stream().filter(one -> one.incidentId().equals(FIRST_INCIDENT)).toList();
    Incident folded = History.fold(first);
    assertThat(folded.phase()).isEqualTo(Phase.DOCUMENTATION);
    assertThat(folded.postmortems()).isEmpty();
    shell.waits(Duration.ofDays(2));
    assertThat(reminders()).isEmpty();
    assertThat(shell.asks(FIRST_INCIDENT, "alice", WRITTEN))
        .singleElement()
        .isInstanceOf(Fact.CommandRefused.class);
  }

  @Test
  void itIsCarriedThroughSeveralIncidentsAndEachHasItsOwnFacts() {
    Shell busy = new Shell(agreed().reopening(Duration.ZERO).examining(P1, DAY).policy());
    for (int i = 0; i < 3; i++) {
      busy.fires(alert("a" + i, P1, busy.now()));
      busy.waits(Duration.ofMinutes(1));
      busy.resolves("alice");
      busy.waits(Duration.ofMinutes(1));
    }
    busy.waits(DAY);
    for (String id : List.of(FIRST_INCIDENT, SECOND_INCIDENT)) {
      assertThat(busy.asks(id, "alice", WRITTEN))
          .hasSize(2)
          .hasOnlyElementsOfType(Fact.PostmortemWritten.class);
      List<LoggedFact> facts =
          busy.facts().stream().filter(one -> one.incidentId().equals(id)).toList();
      assertThat(facts.getLast().sequence()).isEqualTo(facts.size());
      assertThat(facts)
          .extracting(one -> one.fact().getClass().getSimpleName())
          .endsWith("PostmortemMissed", "PostmortemWritten");
    }
  }

  @Test
  void whatIsDueOutsideTheHoursIsSaidWhenTheyCome() {
    Policy policy = agreed().examining(P1, Duration.ofMinutes(20)).policy();
    Shell quiet =
        new Shell(hushing(policy).calling("early", "03:10-04:00").mutedIn("early").toPolicy());
    quiet.fires(A);
    quiet.waits(Duration.ofSeconds(30));
    quiet.delivers(SCREEN);
    quiet.delivers(ALICE);
    quiet.acknowledges("alice");
    quiet.resolves("alice");
    quiet.delivers(SCREEN);
    quiet.delivers(ALICE);
    quiet.ends(A);
    quiet.waits(Duration.ofMinutes(59));
    assertThat(quiet.sent()).extracting(Notification::event).doesNotContain(Event.POSTMORTEM_DUE);
    quiet.waits(Duration.ofMinutes(1));
    assertThat(quiet.sent())
        .filteredOn(one -> one.event() == Event.POSTMORTEM_DUE)
        .extracting(Notification::recipient)
        .containsExactlyInAnyOrder(ALICE, SCREEN);
  }

  @Test
  void whoeverOwesManyIsWaitedForNoLonger() {
    Shell busy = new Shell(agreed().reopening(Duration.ZERO).examining(P1, DAY).policy());
    for (int i = 0; i < Postmortems.KEPT + 3; i++) {
      busy.fires(alert("a" + i, P1, busy.now()));
      busy.waits(Duration.ofMinutes(1));
      busy.resolves("alice");
      busy.waits(Duration.ofMinutes(1));
    }
    assertThat(busy.incident().postmortems()).hasSize(Postmortems.KEPT + 1);
    assertThat(busy.incident().postmortems().getFirst().incidentId()).isEqualTo(GROUP.key() + "-3");
    assertThat(busy.facts().stream().map(LoggedFact::fact))
        .filteredOn(Fact.PostmortemsCarried.class::isInstance)
        .last()
        .extracting("dropped")
        .isEqualTo(1);
  }

  private static Fact written(String id, Duration took) {
    return new Fact.PostmortemWritten(id, "alice", "in the wiki", took);
  }

  private void resolved() {
    shell.fires(A);
    shell.waits(Duration.ofSeconds(30));
    answer();
    shell.acknowledges("alice");
    answer();
    shell.resolves("carol");
    answer();
    shell.ends(A);
  }

  private void next(Priority priority) {
    shell.fires(alert("b", priority, shell.now()));
    assertThat(shell.incident().id()).hasToString(SECOND_INCIDENT);
  }

  private void answer() {
    shell.delivers(SCREEN);
    shell.delivers(ALICE);
  }

  private List<Notification> reminders() {
    return shell.sent().stream()
        .filter(one -> one.event() == Event.POSTMORTEM_DUE && one.attempt() == 1)
        .toList();
  }

  private List<LoggedFact> about(Class<? extends Fact> kind) {
    return shell.facts().stream().filter(one -> kind.isInstance(one.fact())).toList();
  }
}
