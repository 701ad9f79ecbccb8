package io.firebell.core.incident;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Alert;
import io.firebell.core.alert.Fingerprint;
import io.firebell.core.classify.Priority;
import io.firebell.core.classify.Urgency;
import io.firebell.core.dedup.AlertState;
import io.firebell.core.dedup.Deduplicator;
import io.firebell.core.escalate.Until;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Notification;
import io.firebell.core.policy.Policy;
import io.firebell.core.policy.Quiet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/// What holds for an incident whatever happens. That its state is the fold of its facts, [Shell]
/// makes sure of after every step of each of these nights.
class IncidentPropertyTest {

  @Property
  void aDeadlineThatHasNotComeChangesNothing(
      @ForAll("policies") Policy policy, @ForAll("nights") List<Happening> night) {
    afterEach(
        policy,
        night,
        shell -> {
          @Nullable Incident before = shell.incidentOrNull();
          int effects = shell.effects().size();
          assertThat(shell.ticks()).isEmpty();
          assertThat(shell.incidentOrNull()).isEqualTo(before);
          assertThat(shell.effects()).hasSize(effects);
        });
  }

  /// An acknowledgement stops only an escalation that is climbed until then.
  @Property
  void nobodyIsPagedForWhatIsAcknowledgedSnoozedOrOver(
      @ForAll("policies") Policy policy, @ForAll("nights") List<Happening> night) {
    Set<String> acknowledged = new HashSet<>();
    Set<String> left = new HashSet<>();
    Map<String, Until> until = new HashMap<>();
    for (LoggedFact logged : played(policy, night).facts()) {
      String id = logged.incidentId();
      switch (logged.fact()) {
        case Fact.EscalationStarted started -> until.put(id, started.until());
        case Fact.IncidentAcknowledged _ -> acknowledged.add(id);
        case Fact.IncidentSnoozed _, Fact.IncidentResolved _ -> left.add(id);
        case Fact.IncidentReopened _ -> {
          acknowledged.remove(id);
          left.remove(id);
          until.remove(id);
        }
        case Fact.AcknowledgementExpired _, Fact.IncidentAssigned _, Fact.IncidentMerged _ -> {
          acknowledged.remove(id);
          left.remove(id);
        }
        case Fact.NotificationRequested page when page.event() == Event.PAGED -> {
          assertThat(left).as("%s", logged).doesNotContain(id);
          assertThat(acknowledged.contains(id) && until.get(id) == Until.ACKNOWLEDGED)
              .as("%s", logged)
              .isFalse();
        }
        case Fact _ -> {}
      }
    }
  }

  @Property
  void whatIsClimbedUntilItIsResolvedHasADeadlineUntilItsLadderIsExhausted(
      @ForAll("policies") Policy policy, @ForAll("nights") List<Happening> night) {
    afterEach(
        policy,
        night,
        shell -> {
          @Nullable Incident incident = shell.incidentOrNull();
          if (incident != null
              && !incident.isOver()
              && incident.extent().audible() > 0
              && incident.climb().until() == Until.RESOLVED
              && !incident.isMerged()
              && !incident.climb().exhausted()) {
            assertThat(incident.snoozed() ? incident.ackExpiresAt() : incident.climbAt())
                .as("%s", incident)
                .isNotNull();
          }
        });
  }

  @Property
  void whatFiresAsP1AndIsNotTakenHasADeadlineUntilItsLadderIsExhausted(
      @ForAll("policies") Policy policy, @ForAll("nights") List<Happening> night) {
    afterEach(
        policy,
        night,
        shell -> {
          @Nullable Incident incident = shell.incidentOrNull();
          if (incident != null
              && incident.status() == Status.TRIGGERED
              && incident.answeredAs() == Priority.P1
              && !incident.isMerged()
              && incident.extent().audible() > 0
              && !incident.climb().exhausted()) {
            boolean waitsForFlush = incident.rounds().isFirst() || incident.rounds().raised();
            assertThat(waitsForFlush ? incident.rounds().nextAt() : incident.climbAt())
                .as("%s", incident)
                .isNotNull();
          }
        });
  }

  @Property
  void nobodyIsWokenForWhatIsMuted(
      @ForAll("policies") Policy policy, @ForAll("nights") List<Happening> night) {
    Set<Fingerprint> heard = new HashSet<>();
    boolean isGivenByHand = false;
    for (LoggedFact logged : played(policy, night).facts()) {
      switch (logged.fact()) {
        case Fact.IncidentOpened _ -> {
          heard.clear();
          isGivenByHand = false;
        }
        case Fact.IncidentAssigned _ -> isGivenByHand = true;
        case Fact.NotificationRequested page when page.event() == Event.PAGED ->
            assertThat(!heard.isEmpty() || isGivenByHand).as("%s", logged).isTrue();
        case Fact.AlertFired fired when fired.mutes().isEmpty() -> heard.add(fired.alert());
        case Fact.AlertUnmuted unmuted -> heard.add(unmuted.alert());
        case Fact.AlertMuted muted -> heard.remove(muted.alert());
        case Fact.AlertEnded ended -> heard.remove(ended.alert());
        case Fact.StepReached _ -> {
          assertThat(heard).as("%s", logged).isNotEmpty();
          isGivenByHand = false;
        }
        case Fact.EscalationExhausted _ -> assertThat(heard).as("%s", logged).isNotEmpty();
        case Fact _ -> {}
      }
    }
  }

  @Property
  void whatIsToBeHeardIsToldOrWaitsForItsFlush(
      @ForAll("policies") Policy policy, @ForAll("nights") List<Happening> night) {
    afterEach(
        policy,
        night,
        shell -> {
          @Nullable Incident incident = shell.incidentOrNull();
          if (incident != null
              && !incident.isOver()
              && !incident.isMerged()
              && incident.rounds().news() > 0) {
            assertThat(incident.rounds().nextAt()).as("%s", incident).isNotNull();
          }
        });
  }

  @Property
  void aMissedUpdateIsRaisedOnceForEachTimeThatOneWasExpected(
      @ForAll("policies") Policy policy, @ForAll("nights") List<Happening> night) {
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
      @ForAll("policies") Policy policy, @ForAll("nights") List<Happening> night) {
    afterEach(
        policy,
        night,
        shell -> {
          @Nullable Incident incident = shell.incidentOrNull();
          if (incident != null) {
            boolean hasClock = policy.level(incident.answeredAs()).update() != null;
            assertThat(incident.updateDueAt() != null)
                .as("%s", incident)
                .isEqualTo(hasClock && !incident.isOver() && !incident.isMerged());
          }
        });
  }

  @Property
  void whatFiresOnAfterTheEndStaysCounted(
      @ForAll("policies") Policy policy, @ForAll("nights") List<Happening> night) {
    afterEach(
        policy,
        night,
        shell -> {
          @Nullable Incident incident = shell.incidentOrNull();
          if (incident != null && incident.isOver()) {
            assertThat(shell.members().values())
                .filteredOn(Member::firing)
                .hasSize(incident.extent().firing());
          }
        });
  }

  @Property
  void peopleAreRemindedOnceOfAPostmortemThatIsLate(
      @ForAll("policies") Policy policy, @ForAll("nights") List<Happening> night) {
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

  /// The one notification that is left is that there will be no more.
  @Property
  void whatIsMergedTellsNobodyAnything(
      @ForAll("policies") Policy policy, @ForAll("nights") List<Happening> night) {
    Set<String> merged = new HashSet<>();
    for (LoggedFact logged : played(policy, night).facts()) {
      String id = logged.incidentId();
      switch (logged.fact()) {
        case Fact.IncidentMerged _ -> merged.add(id);
        case Fact.IncidentSplit _ -> merged.remove(id);
        case Fact.NotificationRequested told when told.event() != Event.RESOLVED ->
            assertThat(merged).as("%s", logged).doesNotContain(id);
        case Fact _ -> {}
      }
    }
  }

  @Property
  void whoeverHasTakenItForAWhileIsAskedAgain(
      @ForAll("policies") Policy policy, @ForAll("nights") List<Happening> night) {
    afterEach(
        policy,
        night,
        shell -> {
          @Nullable Incident incident = shell.incidentOrNull();
          if (incident != null && incident.acknowledgedUntil() != null) {
            assertThat(incident.status()).isEqualTo(Status.ACKNOWLEDGED);
            assertThat(incident.extent().audible() == 0 || incident.nextDeadline().isPresent())
                .as("%s", incident)
                .isTrue();
          }
        });
  }

  @Property
  void noStepIsWaitedForOfWhichEveryPageHasFailed(
      @ForAll("policies") Policy policy, @ForAll("nights") List<Happening> night) {
    afterEach(
        policy,
        night,
        shell -> {
          @Nullable Incident incident = shell.incidentOrNull();
          if (incident != null
              && incident.climbAt() != null
              && incident.climb().step() > 0
              && quiet(policy, incident.answeredAs(), shell.now()).isEmpty()) {
            assertThat(incident.climb().paged())
                .as("%s", incident)
                .anyMatch(one -> incident.with(one).filter(Conversation::isFailedPage).isEmpty());
          }
        });
  }

  @Property
  void nobodyIsToldOutsideTheHoursForIt(
      @ForAll("policies") Policy policy, @ForAll("nights") List<Happening> night) {
    Map<String, List<LoggedFact>> histories = new HashMap<>();
    for (LoggedFact logged : played(policy, night).facts()) {
      List<LoggedFact> history =
          histories.computeIfAbsent(logged.incidentId(), _ -> new ArrayList<>());
      history.add(logged);
      if (logged.fact() instanceof Fact.NotificationRequested) {
        Priority priority = History.fold(history).answeredAs();
        assertThat(quiet(policy, priority, logged.at())).as("%s", logged).isEmpty();
      }
    }
  }

  @Property
  void onlyAPromiseThatHasNotBeenKeptIsMissedAndOnce(
      @ForAll("policies") Policy policy, @ForAll("nights") List<Happening> night) {
    Map<Promise.Kind, Instant> open = new EnumMap<>(Promise.Kind.class);
    Map<String, Incident> incidents = new HashMap<>();
    for (LoggedFact logged : played(policy, night).facts()) {
      boolean answersAnew = answersAnew(incidents, logged);
      switch (logged.fact()) {
        case Fact.PriorityAssigned _ when answersAnew -> open.clear();
        case Fact.IncidentAcknowledged _, Fact.IncidentSnoozed _, Fact.IncidentResolved _ ->
            open.clear();
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

  private static Optional<Quiet> quiet(Policy policy, Priority priority, Instant at) {
    return policy.quiet(policy.routing().root(), priority, at);
  }

  @Property
  void whatWaitsItsTurnWaitsForSomething(
      @ForAll("policies") Policy policy, @ForAll("nights") List<Happening> night) {
    afterEach(
        policy,
        night,
        shell -> {
          @Nullable Incident incident = shell.incidentOrNull();
          if (incident != null) {
            assertThat(incident.conversations())
                .allMatch(one -> one.isOwed() || one.queued() == null);
          }
        });
  }

  @Property
  void theCountsAreThoseOfTheMembers(
      @ForAll("policies") Policy policy, @ForAll("nights") List<Happening> night) {
    afterEach(
        policy,
        night,
        shell -> {
          @Nullable Incident incident = shell.incidentOrNull();
          if (incident != null && !incident.isOver()) {
            int flushes = incident.rounds().flushes();
            Collection<Member> members = shell.members().values();
            assertThat(members).allMatch(one -> one.episode() == incident.episode());
            assertThat(members).filteredOn(Member::firing).hasSize(incident.extent().firing());
            assertThat(members)
                .filteredOn(one -> one.firing() && !one.isAudible())
                .hasSize(incident.extent().muted());
            assertThat(members)
                .filteredOn(Member::firing)
                .filteredOn(one -> one.isAudible() && !one.wasShownFiring(flushes))
                .hasSize(incident.rounds().news());
            assertThat(members).filteredOn(one -> !one.firing()).hasSize(incident.rounds().ended());
          }
        });
  }

  @Property
  void theStandingsAreThoseOfTheMembers(
      @ForAll("policies") Policy policy, @ForAll("nights") List<Happening> night) {
    afterEach(
        policy,
        night,
        shell -> {
          @Nullable Incident incident = shell.incidentOrNull();
          if (incident != null && !incident.isOver()) {
            Map<Priority, Long> ofMembers =
                shell.members().values().stream()
                    .filter(one -> one.firing() && one.isAudible())
                    .collect(groupingBy(one -> requireNonNull(one.priority()), counting()));
            Map<Priority, Long> standings =
                incident.urgency().standings().stream()
                    .collect(toMap(Urgency.Standing::priority, one -> (long) one.alerts()));
            assertThat(standings).as("%s", incident).isEqualTo(ofMembers);
            assertThat(standings.keySet())
                .as("%s", incident)
                .noneMatch(one -> one.isMoreUrgentThan(incident.priority()));
          }
        });
  }

  @Property
  void whatHasBeenFlushedIsNeverAnsweredAsLessUrgentThanBefore(
      @ForAll("policies") Policy policy, @ForAll("nights") List<Happening> night) {
    Map<String, Priority> answered = new HashMap<>();
    afterEach(
        policy,
        night,
        shell -> {
          @Nullable Incident incident = shell.incidentOrNull();
          if (incident == null || incident.isOver() || incident.rounds().isFirst()) {
            answered.clear();
            return;
          }
          @Nullable Priority before = answered.put(incident.id().toString(), incident.answeredAs());
          assertThat(before == null || !before.isMoreUrgentThan(incident.answeredAs()))
              .as("%s", incident)
              .isTrue();
          assertThat(incident.priority().isMoreUrgentThan(incident.answeredAs())).isFalse();
        });
  }

  @Property
  void aPriorityIsLoweredOnlyAtAFlushOrBeforeAnybodyHasHeardOfIt(
      @ForAll("policies") Policy policy, @ForAll("nights") List<Happening> night) {
    Map<String, Priority> priorities = new HashMap<>();
    Set<String> flushed = new HashSet<>();
    for (LoggedFact logged : played(policy, night).facts()) {
      if (logged.fact() instanceof Fact.IncidentReopened) {
        priorities.remove(logged.incidentId());
        flushed.remove(logged.incidentId());
      }
      if (logged.fact() instanceof Fact.GroupFlushed) {
        flushed.add(logged.incidentId());
      }
      if (logged.fact() instanceof Fact.PriorityAssigned assigned) {
        @Nullable Priority before = priorities.put(logged.incidentId(), assigned.priority());
        assertThat(assigned.previous()).isEqualTo(before);
        assertThat(assigned.priority()).isNotEqualTo(before);
        assertThat(
                before == null
                    || !flushed.contains(logged.incidentId())
                    || logged.cause().kind() == Cause.Kind.TIMER
                    || assigned.priority().isMoreUrgentThan(before))
            .as("%s", logged)
            .isTrue();
      }
    }
  }

  @Property
  void factsAreNumberedWithoutGapsAndTimeDoesNotRunBackwards(
      @ForAll("policies") Policy policy, @ForAll("nights") List<Happening> night) {
    Map<String, Integer> last = new HashMap<>();
    List<LoggedFact> facts = played(policy, night).facts();
    assertThat(facts).extracting(LoggedFact::at).isSorted();
    for (LoggedFact logged : facts) {
      assertThat(logged.sequence()).isEqualTo(last.merge(logged.incidentId(), 1, Integer::sum));
    }
  }

  @Property
  void aNotificationKeepsItsIdThroughItsAttemptsAndNoOtherHasIt(
      @ForAll("policies") Policy policy, @ForAll("nights") List<Happening> night) {
    Map<String, Notification> last = new HashMap<>();
    for (Notification one : played(policy, night).sent()) {
      @Nullable Notification before = last.put(one.id(), one);
      assertThat(one.attempt()).isEqualTo(before == null ? 1 : before.attempt() + 1);
      if (before != null) {
        assertThat(one.recipient()).isEqualTo(before.recipient());
        assertThat(one.event()).isEqualTo(before.event());
      }
    }
  }

  @Property
  void anAlertSentAnyNumberOfTimesPagesOnce(@ForAll @IntRange(min = 1, max = 299) int sendings) {
    Shell shell = new Shell(Given.POLICY);
    Alert alert = Given.alert("a", Priority.P1, Given.START);
    @Nullable AlertState known = null;
    for (int i = 0; i < sendings; i++) {
      var decided = Deduplicator.receive(known, alert, shell.now(), Given.POLICY);
      decided.changes().forEach(one -> shell.hears(one.kind(), one.alert(), one.endsAt()));
      known = decided.next();
      shell.waits(Duration.ofSeconds(1));
    }
    shell.waits(Duration.ofSeconds(30));
    assertThat(shell.sent()).filteredOn(one -> one.event() == Event.PAGED).hasSize(1);
    assertThat(shell.facts())
        .filteredOn(one -> one.fact() instanceof Fact.IncidentOpened)
        .hasSize(1);
  }

  @Provide
  Arbitrary<List<Happening>> nights() {
    return Happening.nights();
  }

  @Provide
  Arbitrary<Policy> policies() {
    return Happening.policies();
  }

  private static Shell played(Policy policy, List<Happening> night) {
    return afterEach(policy, night, _ -> {});
  }

  private static Shell afterEach(Policy policy, List<Happening> night, Consumer<Shell> check) {
    Shell shell = new Shell(policy);
    for (Happening happening : night) {
      happening.playTo(shell);
      check.accept(shell);
    }
    return shell;
  }
}
