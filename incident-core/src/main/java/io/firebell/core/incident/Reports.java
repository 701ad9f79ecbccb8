package io.firebell.core.incident;

import io.firebell.core.notify.Backoff;
import io.firebell.core.notify.Delivery;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Outcome;
import io.firebell.core.notify.Recipient;
import io.firebell.core.policy.Quiet;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reacts to what becomes of a notification: tries it again, tries another way, or lets the
/// escalation go on, so that a page never silently disappears.
final class Reports {

  private static final String NOT_HEARD = "none of its alerts is to be heard any more";

  private static final String MOOT = "the incident has been taken or is over";

  private Reports() {}

  /// Takes in what became of a notification.
  static void report(Decision decision, Delivery delivery, Instant at) {
    Recipient recipient = delivery.recipient();
    Optional<Conversation> found = open(decision, delivery);
    if (found.isEmpty()) {
      decision.then(new Effect.Refuse("no notification waits for " + delivery.notificationId()));
      return;
    }
    Cause cause = new Cause(Cause.Kind.DELIVERY, delivery.notificationId());
    String id = delivery.notificationId();
    switch (delivery.outcome()) {
      case Outcome.Delivered(String remoteId) -> {
        decision.append(
            new Fact.NotificationDelivered(
                id, recipient, remoteId, delivery.attempts(), delivery.latency()),
            at,
            cause);
        Conversations.sendQueued(decision, found.get(), at, cause);
      }
      case Outcome.Retry(String reason, Duration after) ->
          delayed(decision, found.get(), reason, after, at, cause);
      case Outcome.Rejected(String reason) -> failed(decision, found.get(), reason, at, cause);
    }
  }

  /// The conversation that waits for this report; empty for one of another episode or time.
  private static Optional<Conversation> open(Decision decision, Delivery delivery) {
    @Nullable Incident incident = decision.incidentOrNull();
    if (incident == null || !incident.id().toString().equals(delivery.incidentId())) {
      return Optional.empty();
    }
    return incident
        .with(delivery.recipient())
        .filter(one -> one.state() == Conversation.State.SENDING)
        .filter(one -> one.notificationId().equals(delivery.notificationId()));
  }

  private static void delayed(
      Decision decision,
      Conversation conversation,
      String reason,
      Duration after,
      Instant at,
      Cause cause) {
    if (conversation.attempt() >= Backoff.ATTEMPTS) {
      String given = reason + ", given up after " + Backoff.ATTEMPTS + " attempts";
      failed(decision, conversation, given, at, cause);
      return;
    }
    String id = conversation.notificationId();
    Recipient recipient = conversation.recipient();
    Instant retryAt = at.plus(Backoff.wait(conversation.attempt(), after));
    decision.append(new Fact.NotificationDelayed(id, recipient, reason, retryAt), at, cause);
    boolean saysNothingElse = conversation.queued() == null || !conversation.reached();
    if (conversation.isMoot(decision.incident()) && saysNothingElse) {
      decision.append(new Fact.NotificationWithdrawn(id, recipient, MOOT), at, cause);
    }
  }

  private static void failed(
      Decision decision, Conversation conversation, String reason, Instant at, Cause cause) {
    Recipient recipient = conversation.recipient();
    decision.append(
        new Fact.NotificationFailed(conversation.notificationId(), recipient, reason), at, cause);
    @Nullable Event queued = conversation.queued();
    boolean escalates = conversation.event() == Event.PAGED && decision.incident().isPaging();
    if (queued != null && isWorthSaying(queued, conversation, escalates)) {
      Conversations.sendQueued(decision, conversation, at, cause);
    } else if (queued != null) {
      decision.append(
          new Fact.NotificationWithheld(recipient.toString(), "the notification before it failed"),
          at,
          cause);
    }
    if (escalates && queued != Event.PAGED) {
      pageFailed(decision, conversation, at, cause);
    }
  }

  /// Whether to try what waited for a notification that failed. What only adds to something that
  /// the recipient has never heard is not; nor is what would hide that a page has failed.
  ///
  /// @param escalates whether it was a page whose failure leads on
  private static boolean isWorthSaying(Event queued, Conversation failed, boolean escalates) {
    return switch (queued) {
      case OPENED, PAGED -> true;
      case UPDATED -> failed.reached() && failed.event() != Event.PAGED;
      case REPORTED, REMINDED, UPDATE_OVERDUE, POSTMORTEM_DUE -> !escalates;
      case ACKNOWLEDGED -> failed.reached() && !escalates;
      case RESOLVED -> failed.reached();
    };
  }

  private static void pageFailed(
      Decision decision, Conversation conversation, Instant at, Cause cause) {
    Recipient recipient = conversation.recipient();
    Optional<Recipient> fallback = decision.policy().fallback(recipient);
    if (fallback.isPresent()) {
      decision.append(new Fact.RecipientReplaced(recipient, fallback.get()), at, cause);
      String way = conversation.reason() + ", since " + recipient + " failed";
      Conversations.tell(decision, fallback.get(), Event.PAGED, way, at, cause);
    } else {
      Ladder.pageFailed(decision, recipient, at, cause);
    }
  }

  /// Hands over again what has waited until `due`, and gives up what nobody has reported on.
  static void retry(Decision decision, Instant due, Instant at) {
    for (Conversation one : decision.incident().conversations()) {
      if (!due.equals(decision.incident().goesOnAt(one))) {
        continue;
      }
      Cause cause = new Cause(Cause.Kind.TIMER, "retry " + one.notificationId());
      switch (one.state()) {
        case WAITING -> handOverAgain(decision, one, at, cause);
        case HELD -> release(decision, one, at, cause);
        case SENDING, IDLE, FAILED ->
            failed(decision, one, "nobody has reported on it for an hour", at, cause);
      }
    }
  }

  /// Says what was held, unless there is nothing to be heard of it any more.
  private static void release(Decision decision, Conversation held, Instant at, Cause cause) {
    @Nullable Event queued = held.queued();
    boolean isHeard = decision.incident().extent().audible() > 0;
    if (queued == null || isHeard || !speaksOfAlerts(queued)) {
      Conversations.sendQueued(decision, held, at, cause);
    } else {
      String id = held.notificationId();
      decision.append(new Fact.NotificationWithdrawn(id, held.recipient(), NOT_HEARD), at, cause);
    }
  }

  /// Whether an event has no point while no alert is to be heard.
  private static boolean speaksOfAlerts(Event event) {
    return switch (event) {
      case OPENED, UPDATED, REMINDED, UPDATE_OVERDUE -> true;
      // It has waited for one that is, or is sent by hand.
      case PAGED -> false;
      case ACKNOWLEDGED, REPORTED, RESOLVED, POSTMORTEM_DUE -> false;
    };
  }

  /// Takes back the pages that have not been handed over, and says what waited behind them.
  static void withdrawPages(Decision decision, String reason, Instant at, Cause cause) {
    for (Conversation one : decision.incident().conversations()) {
      if (one.waitsToPage()) {
        String id = one.notificationId();
        decision.append(new Fact.NotificationWithdrawn(id, one.recipient(), reason), at, cause);
        if (one.queued() != Event.PAGED) {
          Conversations.sendQueued(decision, one, at, cause);
        }
      }
    }
  }

  /// Hands over one last time what has not arrived when the next incident of the group begins,
  /// since no report on it is heard any more: an end that was not told would stay open at the far
  /// side.
  static void finish(Decision decision, Instant at, Cause cause) {
    for (Conversation one : decision.incident().conversations()) {
      if (one.state() == Conversation.State.WAITING) {
        handOverAgain(decision, one, at, cause);
      } else if (one.isOwed()) {
        Conversations.sendQueued(decision, one, at, cause);
      }
    }
  }

  private static void handOverAgain(
      Decision decision, Conversation waiting, Instant at, Cause cause) {
    String id = waiting.notificationId();
    Recipient recipient = waiting.recipient();
    if (waiting.isMoot(decision.incident())) {
      decision.append(new Fact.NotificationWithdrawn(id, recipient, MOOT), at, cause);
      Conversations.sendQueued(decision, waiting, at, cause);
      return;
    }
    Optional<Quiet> quiet = decision.quiet(at);
    if (quiet.isPresent()) {
      Instant until = quiet.get().until();
      decision.append(
          new Fact.NotificationDelayed(id, recipient, quiet.get().reason(), until), at, cause);
    } else {
      int attempt = waiting.attempt() + 1;
      decision.send(id, recipient, waiting.event(), waiting.reason(), attempt, at, cause);
    }
  }
}
