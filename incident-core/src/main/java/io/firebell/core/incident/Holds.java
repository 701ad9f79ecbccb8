package io.firebell.core.incident;

import io.firebell.core.notify.Event;
import io.firebell.core.policy.Quiet;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lets go of what waits for hours where these are not its hours any more, since the policy or the
/// priority is another, or where they come sooner: it is due now, or then. Under the policy and the
/// priority by which it waits this changes nothing.
final class Holds {

  private Holds() {}

  /// Looks again at everything of an incident that waits for hours, by a policy that may be new.
  static void underPolicy(Decision decision, Instant at, Cause cause) {
    if (decision.hasIncident()) {
      reconsider(decision, "policy " + decision.policy().version(), at, cause);
    }
  }

  /// The same, by a priority that is new.
  static void underPriority(Decision decision, Instant at, Cause cause) {
    reconsider(decision, "priority " + decision.incident().answeredAs(), at, cause);
  }

  private static void reconsider(Decision decision, String by, Instant at, Cause cause) {
    Quiet over = new Quiet("let go by " + by, at);
    group(decision, over, cause);
    step(decision, over, cause);
    // What is told now changes nothing of what others wait for.
    decision.incident().conversations().stream()
        .filter(Conversation::isHeld)
        .forEach(one -> conversation(decision, one, over, cause));
  }

  private static void group(Decision decision, Quiet over, Cause cause) {
    Rounds rounds = decision.incident().rounds();
    // When all alerts have ended it waits for the end of the incident, and for no hours.
    if (rounds.held() && decision.incident().extent().firing() > 0) {
      sooner(decision, rounds.nextAt(), over)
          .ifPresent(next ->
              decision.append(
                  new Fact.GroupHeld(next.reason(), next.until()), over.until(), cause));
    }
  }

  private static void step(Decision decision, Quiet over, Cause cause) {
    Climb climb = decision.incident().climb();
    if (climb.held()) {
      sooner(decision, climb.nextAt(), over)
          .ifPresent(next ->
              decision.append(
                  new Fact.StepHeld(climb.escalation(), next.reason(), next.until()),
                  over.until(),
                  cause));
    }
  }

  private static void conversation(Decision decision, Conversation held, Quiet over, Cause cause) {
    @Nullable Event queued = held.queued();
    if (queued != null) {
      sooner(decision, held.retryAt(), over)
          .ifPresent(next ->
              decision.append(
                  new Fact.NotificationHeld(
                      held.recipient(), queued, held.queuedText(), next.reason(), next.until()),
                  over.until(),
                  cause));
    }
  }

  /// What is to be waited for in place of `until`; empty where that stays.
  ///
  /// @param over what it is where nothing is waited for any more
  private static Optional<Quiet> sooner(Decision decision, @Nullable Instant until, Quiet over) {
    if (until == null || !until.isAfter(over.until())) {
      return Optional.empty();
    }
    Quiet now = decision.quiet(over.until()).orElse(over);
    return Optional.of(now).filter(quiet -> quiet.until().isBefore(until));
  }
}
