package io.firebell.core.incident;

import io.firebell.core.escalate.Escalation;
import io.firebell.core.escalate.EscalationStep;
import io.firebell.core.escalate.Until;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Recipient;
import io.firebell.core.policy.Quiet;
import io.firebell.core.policy.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How an incident climbs from one step of its escalation to the next.
///
/// | until | acknowledge | snooze | the time of either runs out | resolve |
/// |---|---|---|---|---|
/// | acknowledged | stops | stops | begins anew | stops |
/// | resolved | goes on | pauses | goes on, and the last step is paged again | stops |
///
/// Where the last step of the last round has passed in vain, a time that runs out begins anew.
final class Ladder {

  private Ladder() {}

  /// Sets up the escalation from its first step, also where the incident is on its way up this one
  /// for a lower priority, unless whoever has taken the incident stops it.
  static void start(Decision decision, Response response, Instant at, Cause cause) {
    Incident incident = decision.incident();
    boolean isStopped = incident.snoozed() || until(decision, response) == Until.ACKNOWLEDGED;
    if (incident.status() == Status.ACKNOWLEDGED && isStopped) {
      decision.append(
          new Fact.NotificationWithheld(
              "escalation " + response.escalate(), "acknowledged by " + incident.acknowledgedBy()),
          at,
          cause);
    } else {
      Duration headStart = Assignment.headStart(incident, escalation(decision, response));
      begin(decision, response, at.plus(response.after()).plus(headStart), at, cause);
    }
  }

  private static void begin(
      Decision decision, Response response, Instant firstStepAt, Instant at, Cause cause) {
    Until until = until(decision, response);
    decision.append(new Fact.EscalationStarted(response.escalate(), firstStepAt, until), at, cause);
  }

  private static Until until(Decision decision, Response response) {
    return escalation(decision, response).map(Escalation::until).orElse(Until.ACKNOWLEDGED);
  }

  private static Optional<Escalation> escalation(Decision decision, Response response) {
    return decision.policy().escalation(response.escalate());
  }

  /// Begins again from the first step if one fell due while the alerts were muted, unless somebody
  /// has taken the incident: then the steps that go on all the same do so where they stood.
  static void resume(Decision decision, Instant firstStepAt, Instant at, Cause cause) {
    Climb climb = decision.incident().climb();
    @Nullable Instant missedAt = climb.nextAt();
    boolean isTaken = decision.incident().status() == Status.ACKNOWLEDGED;
    if (missedAt != null && !missedAt.isAfter(at) && !isTaken) {
      decision.append(
          new Fact.EscalationStarted(climb.escalation(), firstStepAt, climb.until()), at, cause);
      Reports.withdrawPages(decision, "the escalation begins anew", at, cause);
    }
  }

  /// How long an acknowledgement of the incident holds; empty for ever.
  static Optional<Duration> ackTimeout(Decision decision) {
    return decision
        .policy()
        .escalation(decision.response().escalate())
        .flatMap(escalation -> Optional.ofNullable(escalation.ackTimeout()));
  }

  /// Wakes people again, since whoever took the incident has not ended it in time.
  static void ackExpired(Decision decision, Instant at) {
    String by = decision.incident().acknowledgedBy();
    Cause cause = new Cause(Cause.Kind.TIMER, "acknowledgement of " + by);
    decision.append(new Fact.AcknowledgementExpired(by), at, cause);
    Response response = decision.response();
    Climb climb = decision.incident().climb();
    String reason = "the time of " + by + " has run out";
    if (climb.isUnderWay() && climb.escalation().equals(response.escalate())) {
      page(decision, climb.paged(), reason, at, cause);
    } else if (response.pages()) {
      begin(decision, response, at, at, cause);
    }
    Flush.reminded(decision, reason, at, cause);
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
      String what = climb.until() == Until.RESOLVED ? "resolved it" : "acknowledged";
      exhausted(decision, "nobody has " + what + " in round " + climb.round(), at, cause);
      return;
    }
    int step = roundIsOver ? 1 : climb.step() + 1;
    int round = roundIsOver ? climb.round() + 1 : climb.round();
    take(decision, escalation.get(), step, round, at, cause);
  }

  private static void take(
      Decision decision, Escalation escalation, int step, int round, Instant at, Cause cause) {
    String name = escalation.name();
    Optional<Quiet> quiet = decision.quiet(at);
    if (quiet.isPresent()) {
      Instant until = quiet.get().until();
      decision.append(new Fact.StepHeld(name, quiet.get().reason(), until), at, cause);
      return;
    }
    EscalationStep rung = escalation.steps().get(step - 1);
    List<Recipient> reachable = reachable(decision, rung, round, at);
    List<Recipient> paged = rung.roundRobin() ? firstOf(reachable) : reachable;
    if (paged.isEmpty()) {
      String reason = "nobody can be reached through " + rung.page();
      decision.append(new Fact.StepSkipped(name, step, round, reason), at, cause);
      return;
    }
    Instant nextAt = at.plus(rung.waitFor());
    decision.append(new Fact.StepReached(name, step, round, paged, nextAt), at, cause);
    page(decision, paged, decision.incident().climb().position(), at, cause);
  }

  /// Whom a step pages, in the order of their turns where they take turns.
  private static List<Recipient> reachable(
      Decision decision, EscalationStep rung, int round, Instant at) {
    return rung.inTurn(turn(decision.incident(), round)).stream()
        .flatMap(target -> decision.policy().recipient(target, at).stream())
        .distinct()
        .toList();
  }

  /// Nothing counts the incidents of all groups, so that each is decided without regard to the
  /// others. Each group gives the next of its incidents, and the next round, to the next in turn,
  /// and begins with another one than most other groups.
  private static long turn(Incident incident, int round) {
    long offset = Long.parseUnsignedLong(incident.group().key().hash(), 16);
    return (offset >>> 1) + incident.episode() + round;
  }

  private static List<Recipient> firstOf(List<Recipient> recipients) {
    return recipients.isEmpty() ? List.of() : List.of(recipients.getFirst());
  }

  private static void page(
      Decision decision, List<Recipient> whom, String reason, Instant at, Cause cause) {
    whom.forEach(
        recipient -> Conversations.tell(decision, recipient, Event.PAGED, reason, at, cause));
  }

  /// Goes on at once when a page has definitely failed: to the next in turn, or to the next step
  /// when nobody else of this one can be reached.
  static void pageFailed(Decision decision, Recipient recipient, Instant at, Cause cause) {
    Incident incident = decision.incident();
    Climb climb = incident.climb();
    if (climb.nextAt() == null || !climb.paged().contains(recipient)) {
      return;
    }
    Optional<Recipient> next = nextInTurn(decision, recipient, at);
    if (next.isPresent()) {
      decision.append(new Fact.RecipientReplaced(recipient, next.get()), at, cause);
      String reason = climb.position() + ", since " + recipient + " failed";
      page(decision, List.of(next.get()), reason, at, cause);
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

  /// Who comes after `failed` in the step that has been reached; empty where nobody does, or where
  /// they take no turns.
  private static Optional<Recipient> nextInTurn(Decision decision, Recipient failed, Instant at) {
    Climb climb = decision.incident().climb();
    return decision
        .policy()
        .escalation(climb.escalation())
        .filter(escalation -> climb.step() >= 1 && climb.step() <= escalation.steps().size())
        .map(escalation -> escalation.steps().get(climb.step() - 1))
        .filter(EscalationStep::roundRobin)
        .flatMap(rung ->
            // Somebody may be there twice, by a schedule too, and failed by his last contact.
            reachable(decision, rung, climb.round(), at).stream()
                .dropWhile(one -> !one.reference().equals(failed.reference()))
                .filter(one -> !one.reference().equals(failed.reference()))
                .findFirst());
  }

  private static void exhausted(Decision decision, String reason, Instant at, Cause cause) {
    String name = decision.incident().climb().escalation();
    decision.append(new Fact.EscalationExhausted(name, reason), at, cause);
  }
}
