package io.firebell.core.incident;

import io.firebell.core.policy.Policy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The state machine of an incident: a pure function from a state and a signal to the next state
/// and what has to be done.
///
/// | status | alert fires | all alerts over, at the next flush | acknowledge | resolve |
/// |---|---|---|---|---|
/// | none | TRIGGERED | | refused | refused |
/// | TRIGGERED | joins | RESOLVED | ACKNOWLEDGED | RESOLVED |
/// | ACKNOWLEDGED | joins | RESOLVED | refused | RESOLVED |
/// | RESOLVED | TRIGGERED: the same incident soon after, a new episode later | | refused | refused |
///
/// Deadlines that are due at or before a signal's time are applied before the signal, in the order
/// of their times; those that the signal makes due at once are applied after it.
public final class IncidentMachine {

  private IncidentMachine() {}

  /// Decides what a signal leads to.
  ///
  /// @param incident the group's last incident; null when it has had none
  /// @param now the time of the signal, by [Punctuality] if it had to wait
  /// @param policy the policy in force
  public static Step step(@Nullable Incident incident, Signal signal, Instant now, Policy policy) {
    Decision decision = new Decision(incident, policy);
    boolean wasSettled = incident != null && incident.isSettled();
    applyDeadlines(decision, now);
    Instant at = notBeforeTheLastFact(decision, now);
    switch (signal) {
      case Signal.AlertChanged(var change, var member) ->
          AlertSignals.apply(decision, change, member, at);
      case Signal.Commanded(Command command) -> CommandSignals.apply(decision, command, at);
      case Signal.DeliveryReported(var delivery) -> Conversations.report(decision, delivery, at);
      case Signal.DeadlineReached _ -> {}
    }
    applyDeadlines(decision, at);
    if (!wasSettled && decision.hasIncident() && decision.incident().isSettled()) {
      decision.then(new Effect.ForgetAll());
    }
    return decision.step();
  }

  private static void applyDeadlines(Decision decision, Instant now) {
    while (decision.hasIncident()) {
      @Nullable Instant due = decision.incident().nextDeadline().orElse(null);
      if (due == null || due.isAfter(now)) {
        return;
      }
      Instant at = Punctuality.reckonedFrom(due, now);
      applyDeadline(decision, due, notBeforeTheLastFact(decision, at));
    }
  }

  private static void applyDeadline(Decision decision, Instant due, Instant at) {
    Incident incident = decision.incident();
    if (due.equals(incident.rounds().nextAt())) {
      Flush.apply(decision, at);
    } else if (due.equals(incident.climbAt())) {
      Ladder.climb(decision, at);
    } else {
      Conversations.retry(decision, due, at);
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
