package io.firebell.core.incident;

import io.firebell.core.alert.Alert;
import io.firebell.core.classify.Classification;
import io.firebell.core.classify.Priority;
import io.firebell.core.dedup.AlertChange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What an incident makes of a change of one of its alerts.
final class AlertSignals {

  private AlertSignals() {}

  static void apply(Decision decision, AlertChange change, @Nullable Member member, Instant at) {
    Cause cause = new Cause(Cause.Kind.ALERT, change.alert().fingerprint().hash());
    switch (change.kind()) {
      case FIRED -> fired(decision, change, member, at, cause);
      case CHANGED -> changed(decision, change, member, at, cause);
      case RESOLVED, EXPIRED, LEFT -> ended(decision, change, member, at, cause);
    }
  }

  private static void fired(
      Decision decision, AlertChange change, @Nullable Member known, Instant at, Cause cause) {
    boolean begins = !decision.hasIncident() || decision.incident().isOver();
    if (begins) {
      begin(decision, change, at, cause);
    }
    Incident incident = decision.incident();
    Alert alert = change.alert();
    int flushes = incident.rounds().flushes();
    @Nullable Member member = begins ? null : current(incident, known);
    if (member != null && member.firing()) {
      return;
    }
    boolean isNews = member == null || !member.wasShownFiring(flushes);
    Instant flushAt = Flush.afterFiring(decision, alert, at);
    decision.append(
        new Fact.AlertFired(alert.fingerprint(), alert.labels(), member == null, isNews, flushAt),
        at,
        cause);
    // An alert that the last flush showed as firing goes on counting as shown.
    int firedInRound = isNews || member == null ? flushes : member.firedInRound();
    decision.then(
        new Effect.Remember(
            new Member(incident.episode(), alert, true, change.endsAt(), firedInRound, -1)));
    classify(decision, alert, begins, at, cause);
  }

  private static void begin(Decision decision, AlertChange change, Instant at, Cause cause) {
    if (!decision.hasIncident()) {
      decision.open(change.group(), 1, at, cause);
      return;
    }
    Incident over = decision.incident();
    @Nullable Instant resolvedAt = over.resolvedAt();
    Instant reopenUntil =
        (resolvedAt == null ? at : resolvedAt).plus(decision.policy().reopenWithin());
    if (at.isBefore(reopenUntil)) {
      decision.then(new Effect.ForgetAll());
      decision.append(new Fact.IncidentReopened(), at, cause);
    } else {
      Conversations.finish(decision, at, cause);
      decision.then(new Effect.ForgetAll());
      decision.open(change.group(), over.episode() + 1, at, cause);
    }
  }

  private static void changed(
      Decision decision, AlertChange change, @Nullable Member known, Instant at, Cause cause) {
    if (!decision.hasIncident() || decision.incident().isOver()) {
      return;
    }
    Incident incident = decision.incident();
    @Nullable Member member = current(incident, known);
    if (member == null || !member.firing()) {
      return;
    }
    decision.then(
        new Effect.Remember(
            new Member(
                incident.episode(),
                change.alert(),
                true,
                change.endsAt(),
                member.firedInRound(),
                member.resolvedInRound())));
    classify(decision, change.alert(), false, at, cause);
  }

  private static void ended(
      Decision decision, AlertChange change, @Nullable Member known, Instant at, Cause cause) {
    if (!decision.hasIncident() || decision.incident().isOver()) {
      return;
    }
    Incident incident = decision.incident();
    @Nullable Member member = current(incident, known);
    if (member == null || !member.firing()) {
      return;
    }
    int flushes = incident.rounds().flushes();
    boolean wasNews = !member.wasShownFiring(flushes);
    Instant flushAt = Flush.afterEnding(decision, at);
    decision.append(
        new Fact.AlertEnded(
            change.alert().fingerprint(),
            change.alert().labels(),
            change.kind(),
            change.endsAt(),
            wasNews,
            flushAt),
        at,
        cause);
    decision.then(
        new Effect.Remember(
            new Member(
                incident.episode(),
                change.alert(),
                false,
                change.endsAt(),
                member.firedInRound(),
                flushes)));
  }

  /// What the alert means for the priority. An incident is as urgent as its most urgent alert has
  /// made it: a less urgent one that joins changes nothing.
  private static void classify(
      Decision decision, Alert alert, boolean isFirst, Instant at, Cause cause) {
    Incident incident = decision.incident();
    Classification classified =
        decision.policy().classifier().classify(alert, incident.extent(), at);
    Priority before = incident.priority();
    if (!isFirst && !classified.priority().isMoreUrgentThan(before)) {
      return;
    }
    decision.append(
        new Fact.PriorityAssigned(
            classified.priority(),
            classified.rule(),
            isFirst ? null : before,
            classified.failures()),
        at,
        cause);
    if (!incident.rounds().isFirst()) {
      Flush.raised(decision, at, cause);
    }
  }

  /// What the group knows of the alert now. A flush forgets the alerts that have ended, and one
  /// that fell due before this signal may have been applied in the same step, after the member was
  /// read.
  private static @Nullable Member current(Incident incident, @Nullable Member member) {
    if (member == null || member.episode() != incident.episode()) {
      return null;
    }
    boolean isForgotten =
        !member.firing() && member.resolvedInRound() != incident.rounds().flushes();
    return isForgotten ? null : member;
  }
}
