package io.firebell.core.incident;

import static io.firebell.core.incident.Nights.ofEachIncident;
import static io.firebell.core.incident.Nights.played;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.policy.Policy;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.jspecify.annotations.Nullable;

/// What is due of people, that it is asked for once, and not when it has been done, whatever
/// happens.
@Domain(Nights.class)
@Domain(DomainContext.Global.class)
class DuePropertyTest {

  @Property
  void aMissedUpdateIsRaisedOnceForEachTimeThatOneWasExpected(
      @ForAll Policy policy, @ForAll List<Happening> night) {
    Map<String, Instant> expected = new HashMap<>();
    Map<String, Incident> incidents = new HashMap<>();
    for (LoggedFact logged : played(policy, night).facts()) {
      String id = logged.incidentId();
      boolean answersAnew = answersAnew(incidents, logged);
      switch (logged.fact()) {
        case Fact.PriorityAssigned _ when answersAnew -> expected.remove(id);
        case Fact.UpdateExpected(Instant until) when until != null -> expected.put(id, until);
        case Fact.UpdateMissed(Instant dueAt) -> {
          assertThat(expected.remove(id)).as("%s", logged).isEqualTo(dueAt);
          assertThat(logged.at()).isEqualTo(dueAt);
        }
        case Fact.UpdatePosted _,
            Fact.PhaseReported _,
            Fact.IncidentMerged _,
            Fact.IncidentResolved _ ->
            expected.remove(id);
        case Fact _ -> {}
      }
    }
  }

  @Property
  void anUpdateIsExpectedOfWhatIsOpenWhileItsPriorityHasAClock(
      @ForAll Policy policy, @ForAll List<Happening> night) {
    ofEachIncident(
        policy,
        night,
        (incident, _) -> {
          boolean hasClock = policy.level(incident.answeredAs()).update() != null;
          assertThat(incident.updateDueAt() != null)
              .as("%s", incident)
              .isEqualTo(hasClock && !incident.isOver() && !incident.isMerged());
        });
  }

  @Property
  void peopleAreRemindedOnceOfAPostmortemThatIsLate(
      @ForAll Policy policy, @ForAll List<Happening> night) {
    Map<String, Instant> due = new HashMap<>();
    Shell shell = played(policy, night);
    for (LoggedFact logged : shell.facts()) {
      String id = logged.incidentId();
      switch (logged.fact()) {
        case Fact.PostmortemDue(Postmortem one) -> due.put(id, one.dueAt());
        case Fact.IncidentReopened _ -> due.remove(id);
        case Fact.PostmortemWritten written when written.incidentId().equals(id) ->
            assertThat(due.remove(id)).as("%s", logged).isNotNull();
        case Fact.PostmortemMissed(String missed, Instant dueAt) when missed.equals(id) -> {
          assertThat(due).as("%s", logged).containsEntry(id, dueAt);
          assertThat(logged.at()).isEqualTo(dueAt);
        }
        case Fact _ -> {}
      }
    }
    List<String> pending =
        shell.incidentOrNull() == null
            ? List.of()
            : shell.incident().postmortems().stream().map(Postmortem::incidentId).toList();
    assertThat(due.keySet()).containsExactlyInAnyOrderElementsOf(pending);
  }

  @Property
  void onlyAPromiseThatHasNotBeenKeptIsMissedAndOnce(
      @ForAll Policy policy, @ForAll List<Happening> night) {
    Map<Promise.Kind, Instant> open = new EnumMap<>(Promise.Kind.class);
    Map<String, Incident> incidents = new HashMap<>();
    for (LoggedFact logged : played(policy, night).facts()) {
      boolean answersAnew = answersAnew(incidents, logged);
      switch (logged.fact()) {
        case Fact.PriorityAssigned _ when answersAnew -> open.clear();
        case Fact.IncidentAcknowledged _, Fact.IncidentSnoozed _ ->
            open.keySet().retainAll(List.of(Promise.Kind.RECOVERY));
        case Fact.IncidentResolved _ -> open.clear();
        case Fact.NotificationDelivered _ -> open.remove(Promise.Kind.NOTICE);
        case Fact.PromiseMade made -> open.put(made.promise(), made.due());
        case Fact.PromiseMissed missed -> {
          assertThat(open.remove(missed.promise())).as("%s", logged).isEqualTo(missed.due());
          assertThat(logged.at()).isAfterOrEqualTo(missed.due());
        }
        case Fact _ -> {}
      }
    }
  }

  /// Whether a priority leads to another plan than before, or to the same one from its start.
  ///
  /// @param incidents those so far: changed
  private static boolean answersAnew(Map<String, Incident> incidents, LoggedFact logged) {
    String id = logged.incidentId();
    @Nullable Incident before = incidents.get(id);
    Incident after = History.evolve(before, logged);
    incidents.put(id, after);
    return logged.fact() instanceof Fact.PriorityAssigned assigned
        && (before == null
            || assigned.previous() == null
            || assigned.byHand()
            || before.answeredAs() != after.answeredAs());
  }
}
