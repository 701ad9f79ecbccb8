package io.firebell.core.incident;

import io.firebell.core.escalate.Escalation;
import io.firebell.core.escalate.EscalationStep;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Recipient;
import io.firebell.core.policy.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How an incident that nobody acknowledges climbs from one step of its escalation to the next.
final class Ladder {

  private Ladder() {}

  /// Sets up the escalation from its first step, also where the incident is on its way up this one
  /// for a lower priority, unless the incident has been taken.
  static void start(Decision decision, Response response, Instant at, Cause cause) {
    Incident incident = decision.incident();
    if (incident.status() == Status.ACKNOWLEDGED) {
      decision.append(
          new Fact.NotificationWithheld(
              "escalation " + response.escalate(), "acknowledged by " + incident.acknowledgedBy()),
          at,
          cause);
    } else {
      decision.append(
          new Fact.EscalationStarted(response.escalate(), at.plus(response.after())), at, cause);
    }
  }

  /// How long an acknowledgement of the incident holds; empty for ever.
  static Optional<Duration> ackTimeout(Decision decision) {
    return decision
        .policy()
        .escalation(decision.response().escalate())
        .flatMap(escalation -> Optional.ofNullable(escalation.ackTimeout()));
  }

  /// Begins again from the first step, since whoever took the incident has not ended it in time.
  static void ackExpired(Decision decision, Instant at) {
    String by = decision.incident().acknowledgedBy();
    Cause cause = new Cause(Cause.Kind.TIMER, "acknowledgement of " + by);
    decision.append(new Fact.AcknowledgementExpired(by), at, cause);
    Response response = decision.response();
    if (response.pages()) {
      decision.append(new Fact.EscalationStarted(response.escalate(), at), at, cause);
    }
    Flush.reminded(decision, "the time of " + by + " has run out", at, cause);
  }

  /// Takes the step that is due.
  static void climb(Decision decision, Instant at) {
    Climb climb = decision.incident().climb();
    Cause cause = new Cause(Cause.Kind.TIMER, "escalation " + climb.escalation());
    Optional<Escalation> escalation = decision.policy().escalation(climb.escalation());
    if (escalation.isEmpty()) {
      exhausted(decision, "the policy has no such escalation any more", at, cause);
      return;
    }
    boolean roundIsOver = climb.step() >= escalation.get().steps().size();
    if (roundIsOver && climb.round() > escalation.get().repeat()) {
      exhausted(decision, "nobody has acknowledged in round " + climb.round(), at, cause);
      return;
    }
    int step = roundIsOver ? 1 : climb.step() + 1;
    int round = roundIsOver ? climb.round() + 1 : climb.round();
    take(decision, escalation.get(), step, round, at, cause);
  }

  private static void take(
      Decision decision, Escalation escalation, int step, int round, Instant at, Cause cause) {
    String name = escalation.name();
    EscalationStep rung = escalation.steps().get(step - 1);
    List<Recipient> paged =
        rung.page().stream()
            .flatMap(target -> decision.policy().recipient(target, at).stream())
            .distinct()
            .toList();
    if (paged.isEmpty()) {
      String reason = "nobody can be reached through " + rung.page();
      decision.append(new Fact.StepSkipped(name, step, round, reason), at, cause);
      return;
    }
    Instant nextAt = at.plus(rung.waitFor());
    decision.append(new Fact.StepReached(name, step, round, paged, nextAt), at, cause);
    String reason = decision.incident().climb().position();
    paged.forEach(
        recipient -> Conversations.tell(decision, recipient, Event.PAGED, reason, at, cause));
  }

  /// Goes on at once when a page has definitely failed and nobody else of its step can be reached.
  static void pageFailed(Decision decision, Recipient recipient, Instant at, Cause cause) {
    Incident incident = decision.incident();
    Climb climb = incident.climb();
    if (climb.nextAt() == null || !climb.paged().contains(recipient)) {
      return;
    }
    boolean allFailed =
        climb.paged().stream()
            .allMatch(paged -> incident.with(paged).map(Conversation::isFailedPage).orElse(false));
    if (allFailed) {
      decision.append(
          new Fact.StepFailed(
              climb.escalation(), climb.step(), climb.round(), "no page of it can be delivered"),
          at,
          cause);
    }
  }

  private static void exhausted(Decision decision, String reason, Instant at, Cause cause) {
    String name = decision.incident().climb().escalation();
    decision.append(new Fact.EscalationExhausted(name, reason), at, cause);
  }
}
