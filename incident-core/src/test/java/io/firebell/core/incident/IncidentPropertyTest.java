package io.firebell.core.incident;

import static io.firebell.core.incident.Nights.afterEach;
import static io.firebell.core.incident.Nights.ofEachIncident;
import static io.firebell.core.incident.Nights.played;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Fingerprint;
import io.firebell.core.classify.Priority;
import io.firebell.core.classify.Urgency;
import io.firebell.core.dedup.AlertChange.Kind;
import io.firebell.core.notify.Notification;
import io.firebell.core.policy.Policy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.jspecify.annotations.Nullable;

/// What holds for the state and the facts of an incident whatever happens. That its state is the
/// fold of its facts, [Shell] makes sure of after every step of each of these nights.
@Domain(Nights.class)
@Domain(DomainContext.Global.class)
class IncidentPropertyTest {

  @Property
  void aDeadlineThatHasNotComeChangesNothing(@ForAll Policy policy, @ForAll List<Happening> night) {
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

  @Property
  void whatWaitsItsTurnWaitsForSomething(@ForAll Policy policy, @ForAll List<Happening> night) {
    ofEachIncident(
        policy,
        night,
        (incident, _) -> {
          assertThat(incident.conversations())
              .allMatch(one -> one.isOwed() || one.queued() == null);
        });
  }

  @Property
  void whatIsToBeHeardIsToldOrWaitsForItsFlush(
      @ForAll Policy policy, @ForAll List<Happening> night) {
    ofEachIncident(
        policy,
        night,
        (incident, _) -> {
          if (!incident.isOver() && !incident.isMerged() && incident.rounds().news() > 0) {
            assertThat(incident.rounds().nextAt()).as("%s", incident).isNotNull();
          }
        });
  }

  @Property
  void whatHasEndedIsForgottenWhenItHasBeenTold(
      @ForAll Policy policy, @ForAll List<Happening> night) {
    ofEachIncident(
        policy,
        night,
        (incident, shell) -> {
          Rounds rounds = incident.rounds();
          if (!incident.isOver() && !rounds.isFirst() && rounds.ended() == 0) {
            assertThat(shell.members().values()).as("%s", incident).allMatch(Member::firing);
          }
        });
  }

  @Property
  void whatFiresOnAfterTheEndStaysCounted(@ForAll Policy policy, @ForAll List<Happening> night) {
    ofEachIncident(
        policy,
        night,
        (incident, shell) -> {
          if (incident.isOver()) {
            assertThat(footings(shell))
                .filteredOn(Footing::firing)
                .filteredOn(one -> one.episode() == incident.episode())
                .hasSize(incident.extent().firing());
          }
        });
  }

  /// However few of them are listed.
  @Property
  void whatFiresIsCountedAndWhatHasEndedIsNot(
      @ForAll Policy policy, @ForAll List<Happening> night) {
    Set<Fingerprint> counted = new HashSet<>();
    Shell shell = new Shell(policy);
    for (Happening happening : night) {
      int before = shell.facts().size();
      happening.playTo(shell);
      for (LoggedFact logged : shell.facts().subList(before, shell.facts().size())) {
        switch (logged.fact()) {
          case Fact.IncidentOpened _ -> counted.clear();
          case Fact.AlertFired fired -> assertThat(counted.add(fired.alert())).isTrue();
          case Fact.AlertEnded ended -> assertThat(counted.remove(ended.alert())).isTrue();
          case Fact _ -> {}
        }
      }
      if (happening instanceof Happening.AlertDoes does && does.kind() == Kind.FIRED) {
        assertThat(counted).contains(does.alert().fingerprint());
      } else if (happening instanceof Happening.AlertDoes does && does.kind() != Kind.CHANGED) {
        assertThat(counted).doesNotContain(does.alert().fingerprint());
        assertThat(shell.counted()).doesNotContainKey(does.alert().fingerprint());
      }
      @Nullable Incident incident = shell.incidentOrNull();
      assertThat(incident == null ? 0 : incident.extent().firing()).isEqualTo(counted.size());
    }
  }

  @Property
  void theCountsAreThoseOfTheMembers(@ForAll Policy policy, @ForAll List<Happening> night) {
    ofEachIncident(
        policy,
        night,
        (incident, shell) -> {
          if (!incident.isOver()) {
            int flushes = incident.rounds().flushes();
            List<Footing> members =
                footings(shell).stream()
                    .filter(one -> one.listed() || one.episode() == incident.episode())
                    .toList();
            assertThat(members).allMatch(one -> one.episode() == incident.episode());
            assertThat(members).filteredOn(Footing::firing).hasSize(incident.extent().firing());
            assertThat(members)
                .filteredOn(one -> !one.listed())
                .hasSize(incident.extent().unlisted());
            assertThat(members)
                .filteredOn(one -> one.firing() && !one.isAudible())
                .hasSize(incident.extent().muted());
            assertThat(members)
                .filteredOn(Footing::firing)
                .filteredOn(one -> one.isAudible() && !one.wasShownFiring(flushes))
                .hasSize(incident.rounds().news());
            // Of those that are only counted nothing is kept when they have ended.
            boolean isLimited = night.stream().anyMatch(Happening.Limited.class::isInstance);
            int ended = incident.rounds().ended();
            assertThat(members)
                .filteredOn(one -> !one.firing())
                .hasSizeBetween(isLimited ? 0 : ended, ended);
          }
        });
  }

  /// Where all alerts of the group stand, listed or only counted.
  private static List<Footing> footings(Shell shell) {
    Stream<Footing> listed = shell.members().values().stream().map(Member::footing);
    return Stream.concat(listed, shell.counted().values().stream()).toList();
  }

  @Property
  void theStandingsAreThoseOfTheMembers(@ForAll Policy policy, @ForAll List<Happening> night) {
    ofEachIncident(
        policy,
        night,
        (incident, shell) -> {
          if (!incident.isOver()) {
            Map<Priority, Long> ofMembers =
                footings(shell).stream()
                    .filter(one -> one.listed() || one.episode() == incident.episode())
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
      @ForAll Policy policy, @ForAll List<Happening> night) {
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
      @ForAll Policy policy, @ForAll List<Happening> night) {
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
      @ForAll Policy policy, @ForAll List<Happening> night) {
    Map<String, Integer> last = new HashMap<>();
    List<LoggedFact> facts = played(policy, night).facts();
    assertThat(facts).extracting(LoggedFact::at).isSorted();
    for (LoggedFact logged : facts) {
      assertThat(logged.sequence()).isEqualTo(last.merge(logged.incidentId(), 1, Integer::sum));
    }
  }

  @Property
  void aNotificationKeepsItsIdThroughItsAttemptsAndNoOtherHasIt(
      @ForAll Policy policy, @ForAll List<Happening> night) {
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
}
