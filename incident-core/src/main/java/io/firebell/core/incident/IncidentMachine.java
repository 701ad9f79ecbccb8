package io.firebell.core.incident;

import io.firebell.core.policy.Policy;
import io.firebell.core.time.Punctuality;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The state machine of an incident: a pure function from a state and a signal to the next state
/// and what has to be done.
///
/// | status | alert fires | all alerts over, at the next flush | acknowledge | snooze | resolve | its time runs out |
/// |---|---|---|---|---|---|---|
/// | none | TRIGGERED | | refused | refused | refused | |
/// | TRIGGERED | joins | RESOLVED | ACKNOWLEDGED | ACKNOWLEDGED | RESOLVED | |
/// | ACKNOWLEDGED | joins | RESOLVED | refused | ACKNOWLEDGED | RESOLVED | TRIGGERED |
/// | RESOLVED | TRIGGERED: the same incident soon after, a new episode later | | refused | refused | refused | |
///
/// What an acknowledgement and a snooze do to the escalation depends on what ends its climb, see
/// [Ladder].
///
/// Of an incident that is resolved while alerts of it fire, these are kept and counted until they
/// end. They open nothing: only one that begins to fire does, and where that opens the same
/// incident again they are part of it.
///
/// Deadlines that are due when a signal is sent are applied before it, in the order of their times,
/// and what it makes due at once is applied after it. A signal that is seen late, because nothing
/// ran, still goes before the deadlines that came while it waited: whoever acknowledges in time is
/// not overtaken by the step that he has stopped.
public final class IncidentMachine {

  private IncidentMachine() {}

  /// Decides what a signal leads to.
  ///
  /// @param incident the group's last incident; null when it has had none
  /// @param sentAt the time of the signal; of a deadline, until when deadlines are to be applied
  /// @param now when it is looked at: `sentAt` or later
  /// @param policy the policy in force
  public static Step step(
      @Nullable Incident incident, Signal signal, Instant sentAt, Instant now, Policy policy) {
    return step(incident, signal, sentAt, now, policy, Footing.LISTED);
  }

  /// The same with another limit.
  ///
  /// @param listed how many alerts of an incident are listed, and not only counted
  public static Step step(
      @Nullable Incident incident,
      Signal signal,
      Instant sentAt,
      Instant now,
      Policy policy,
      int listed) {
    Decision decision = new Decision(incident, policy);
    boolean wasSettled = incident != null && incident.isSettled();
    applyDeadlines(decision, sentAt, now);
    Instant at = notBeforeTheLastFact(decision, Punctuality.reckonedFrom(sentAt, now));
    switch (signal) {
      case Signal.AlertChanged(var change, var known) ->
          AlertSignals.apply(decision, change, known, listed, at);
      case Signal.Commanded(Command command) -> CommandSignals.apply(decision, command, at);
      case Signal.DeliveryReported(var delivery) -> Reports.report(decision, delivery, at);
      case Signal.DeadlineReached _ -> {}
      case Signal.PolicyChanged _ -> {
        Cause cause = new Cause(Cause.Kind.POLICY, Long.toString(policy.version()));
        Holds.underPolicy(decision, at, cause);
      }
    }
    // Behind a signal that is late there may be others, which go before what is due by now.
    applyDeadlines(decision, Punctuality.isLate(sentAt, now) ? sentAt : at, now);
    if (!wasSettled && decision.hasIncident() && decision.incident().isSettled()) {
      boolean firesOn = decision.incident().extent().firing() > 0;
      decision.then(firesOn ? new Effect.ForgetEnded() : new Effect.ForgetAll());
    }
    return decision.step();
  }

  /// What a signal leads to that means something only to an incident, in a group that has had none.
  /// No policy is asked: without an incident it is not known whose it would be.
  public static Step unknown(Signal signal) {
    List<Effect> effects = new ArrayList<>();
    effects.add(new Effect.Refuse("the group has had no incident"));
    if (signal instanceof Signal.Commanded(Command command)) {
      String unknown = "there is no incident " + command.incidentId();
      Merging.answer(command, unknown).ifPresent(effects::add);
    }
    return new Step(null, effects);
  }

  private static void applyDeadlines(Decision decision, Instant until, Instant now) {
    while (decision.hasIncident()) {
      @Nullable Instant due = decision.incident().nextDeadline().orElse(null);
      if (due == null || due.isAfter(until)) {
        return;
      }
      // What was held back past its time is due by the fact that let it go.
      Instant at = Punctuality.reckonedFrom(notBeforeTheLastFact(decision, due), now);
      applyDeadline(decision, due, notBeforeTheLastFact(decision, at));
    }
  }

  private static void applyDeadline(Decision decision, Instant due, Instant at) {
    Incident incident = decision.incident();
    if (due.equals(incident.rounds().nextAt())) {
      Flush.apply(decision, at);
    } else if (due.equals(incident.climbAt())) {
      Ladder.climb(decision, at);
    } else if (due.equals(incident.ackExpiresAt())) {
      Ladder.ackExpired(decision, at);
    } else if (due.equals(incident.promiseDueAt())) {
      Promises.expire(decision, due, at);
    } else if (due.equals(incident.updateDueAt())) {
      Updates.missed(decision, due, at);
    } else if (incident.postmortems().stream().anyMatch(one -> due.equals(one.remindAt()))) {
      Postmortems.missed(decision, due, at);
    } else {
      Reports.retry(decision, due, at);
    }
  }

  private static Instant notBeforeTheLastFact(Decision decision, Instant at) {
    if (!decision.hasIncident()) {
      return at;
    }
    Instant last = decision.incident().changedAt();
    return last.isAfter(at) ? last : at;
  }
}
