package io.firebell.core.incident;

import static io.firebell.core.incident.Nights.ofEachIncident;
import static io.firebell.core.incident.Nights.played;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Alert;
import io.firebell.core.alert.Fingerprint;
import io.firebell.core.classify.Priority;
import io.firebell.core.dedup.AlertState;
import io.firebell.core.dedup.Deduplicator;
import io.firebell.core.escalate.Until;
import io.firebell.core.notify.Event;
import io.firebell.core.policy.Policy;
import io.firebell.core.policy.Quiet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.jspecify.annotations.Nullable;

/// Who is paged and told, and who is not, whatever happens.
@Domain(Nights.class)
@Domain(DomainContext.Global.class)
class PagingPropertyTest {

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

  /// An acknowledgement stops only an escalation that is climbed until then.
  @Property
  void nobodyIsPagedForWhatIsAcknowledgedSnoozedOrOver(
      @ForAll Policy policy, @ForAll List<Happening> night) {
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
      @ForAll Policy policy, @ForAll List<Happening> night) {
    ofEachIncident(
        policy,
        night,
        (incident, _) -> {
          if (!incident.isOver()
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
      @ForAll Policy policy, @ForAll List<Happening> night) {
    ofEachIncident(
        policy,
        night,
        (incident, _) -> {
          if (incident.status() == Status.TRIGGERED
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
  void noStepIsWaitedForOfWhichEveryPageHasFailed(
      @ForAll Policy policy, @ForAll List<Happening> night) {
    ofEachIncident(
        policy,
        night,
        (incident, shell) -> {
          if (incident.climbAt() != null
              && incident.climb().step() > 0
              && quiet(policy, incident.answeredAs(), shell.now()).isEmpty()) {
            assertThat(incident.climb().paged())
                .as("%s", incident)
                .anyMatch(one -> incident.with(one).filter(Conversation::isFailedPage).isEmpty());
          }
        });
  }

  @Property
  void whoeverHasTakenItForAWhileIsAskedAgain(
      @ForAll Policy policy, @ForAll List<Happening> night) {
    ofEachIncident(
        policy,
        night,
        (incident, _) -> {
          if (incident.acknowledgedUntil() != null) {
            assertThat(incident.status()).isEqualTo(Status.ACKNOWLEDGED);
            assertThat(incident.extent().audible() == 0 || incident.nextDeadline().isPresent())
                .as("%s", incident)
                .isTrue();
          }
        });
  }

  @Property
  void nobodyIsWokenForWhatIsMuted(@ForAll Policy policy, @ForAll List<Happening> night) {
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
  void nobodyIsToldOutsideTheHoursForIt(@ForAll Policy policy, @ForAll List<Happening> night) {
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

  /// The one notification that is left is that there will be no more.
  @Property
  void whatIsMergedTellsNobodyAnything(@ForAll Policy policy, @ForAll List<Happening> night) {
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

  private static Optional<Quiet> quiet(Policy policy, Priority priority, Instant at) {
    return policy.quiet(policy.routing().root(), priority, at);
  }
}
