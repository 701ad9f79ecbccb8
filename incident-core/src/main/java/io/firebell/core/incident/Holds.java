package io.firebell.core.incident;

import io.firebell.core.notify.Event;
import io.firebell.core.policy.Quiet;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lets go of what waits for hours where the policy has them no more, or they come sooner: it is
/// due now, or then. Under the policy by which it waits this changes nothing.
final class Holds {

  private Holds() {}

  /// Looks again at everything of an incident that waits for hours.
  static void reconsider(Decision decision, Instant at, Cause cause) {
    if (!decision.hasIncident()) {
      return;
    }
    group(decision, at, cause);
    step(decision, at, cause);
    // What is told now changes nothing of what others wait for.
    decision.incident().conversations().stream()
        .filter(Conversation::isHeld)
        .forEach(one -> conversation(decision, one, at, cause));
  }

  private static void group(Decision decision, Instant at, Cause cause) {
    Rounds rounds = decision.incident().rounds();
    // When all alerts have ended it waits for the end of the incident, and for no hours.
    if (rounds.held() && decision.incident().extent().firing() > 0) {
      sooner(decision, rounds.nextAt(), at)
          .ifPresent(
              next -> decision.append(new Fact.GroupHeld(next.reason(), next.until()), at, cause));
    }
  }

  private static void step(Decision decision, Instant at, Cause cause) {
    Climb climb = decision.incident().climb();
    if (climb.held()) {
      sooner(decision, climb.nextAt(), at)
          .ifPresent(next ->
              decision.append(
                  new Fact.StepHeld(climb.escalation(), next.reason(), next.until()), at, cause));
    }
  }

  private static void conversation(Decision decision, Conversation held, Instant at, Cause cause) {
    @Nullable Event queued = held.queued();
    if (queued != null) {
      sooner(decision, held.retryAt(), at)
          .ifPresent(next ->
              decision.append(
                  new Fact.NotificationHeld(
                      held.recipient(), queued, held.queuedText(), next.reason(), next.until()),
                  at,
                  cause));
    }
  }

  /// What is to be waited for in place of `until`; empty where that stays.
  private static Optional<Quiet> sooner(Decision decision, @Nullable Instant until, Instant at) {
    if (until == null || !until.isAfter(at)) {
      return Optional.empty();
    }
    Quiet now =
        decision
            .quiet(at)
            .orElseGet(() -> new Quiet("let go by policy " + decision.policy().version(), at));
    return Optional.of(now).filter(quiet -> quiet.until().isBefore(until));
  }
}
