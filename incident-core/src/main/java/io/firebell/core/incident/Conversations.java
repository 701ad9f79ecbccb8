package io.firebell.core.incident;

import io.firebell.core.notify.Delivery;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Outcome;
import io.firebell.core.notify.Recipient;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells recipients what happened, one notification at a time each, and reacts to what becomes of
/// it.
final class Conversations {

  /// How often the core hands a notification over before it gives up, the notifier's own quick
  /// attempts not counted.
  static final int ATTEMPTS = 10;

  private static final Duration FIRST_BACKOFF = Duration.ofSeconds(15);
  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(5);

  private Conversations() {}

  /// Tells a recipient now, or as soon as it has been told what it is being told.
  static void tell(
      Decision decision, Recipient recipient, Event event, String reason, Instant at, Cause cause) {
    if (!recipient.type().carries(event)) {
      return;
    }
    boolean busy = decision.incident().with(recipient).map(Conversation::isBusy).orElse(false);
    if (busy) {
      decision.append(new Fact.NotificationQueued(recipient, event), at, cause);
    } else {
      decision.send(nextId(decision.incident()), recipient, event, reason, 1, at, cause);
    }
  }

  /// Somebody has taken the incident: those who know of it hear who.
  static void acknowledge(Decision decision, String by, String note, Instant at, Cause cause) {
    decision.append(new Fact.IncidentAcknowledged(by, note), at, cause);
    follow(decision, Event.ACKNOWLEDGED, "acknowledged by " + by, at, cause);
  }

  /// The incident is over: those who know of it and want to hear so do.
  static void resolve(Decision decision, String by, String reason, Instant at, Cause cause) {
    decision.append(new Fact.IncidentResolved(by, reason), at, cause);
    follow(decision, Event.RESOLVED, by.isEmpty() ? reason : "resolved by " + by, at, cause);
  }

  private static void follow(
      Decision decision, Event event, String reason, Instant at, Cause cause) {
    for (Conversation conversation : decision.incident().conversations()) {
      Recipient recipient = conversation.recipient();
      boolean wantsIt = event != Event.RESOLVED || decision.policy().sendsResolved(recipient);
      if (conversation.state() == Conversation.State.WAITING && !conversation.reached()) {
        decision.append(
            new Fact.NotificationWithdrawn(conversation.notificationId(), recipient, reason),
            at,
            cause);
      } else if (wantsIt && (conversation.reached() || conversation.isBusy())) {
        tell(decision, recipient, event, reason, at, cause);
      }
    }
  }

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
        sendQueued(decision, recipient, at, cause);
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

  private static void sendQueued(Decision decision, Recipient recipient, Instant at, Cause cause) {
    Incident incident = decision.incident();
    @Nullable Event queued = incident.with(recipient).map(Conversation::queued).orElse(null);
    if (queued != null) {
      String reason = "waited for the notification before it";
      decision.send(nextId(incident), recipient, queued, reason, 1, at, cause);
    }
  }

  private static void delayed(
      Decision decision,
      Conversation conversation,
      String reason,
      Duration after,
      Instant at,
      Cause cause) {
    if (conversation.attempt() >= ATTEMPTS) {
      String given = reason + ", given up after " + ATTEMPTS + " attempts";
      failed(decision, conversation, given, at, cause);
      return;
    }
    String id = conversation.notificationId();
    Recipient recipient = conversation.recipient();
    boolean pointless = conversation.queued() != null && !conversation.reached();
    Duration backoff = backoff(conversation.attempt());
    Duration wait = after.compareTo(backoff) > 0 ? after : backoff;
    decision.append(new Fact.NotificationDelayed(id, recipient, reason, at.plus(wait)), at, cause);
    boolean isTaken =
        conversation.queued() == Event.RESOLVED || conversation.queued() == Event.ACKNOWLEDGED;
    if (pointless && isTaken) {
      decision.append(
          new Fact.NotificationWithdrawn(id, recipient, "the incident has been taken or is over"),
          at,
          cause);
    }
  }

  private static void failed(
      Decision decision, Conversation conversation, String reason, Instant at, Cause cause) {
    Recipient recipient = conversation.recipient();
    decision.append(
        new Fact.NotificationFailed(conversation.notificationId(), recipient, reason), at, cause);
    if (conversation.event() != Event.PAGED || decision.incident().status() != Status.TRIGGERED) {
      return;
    }
    Optional<Recipient> fallback = decision.policy().fallback(recipient);
    if (fallback.isPresent()) {
      decision.append(new Fact.RecipientReplaced(recipient, fallback.get()), at, cause);
      String way = conversation.reason() + ", since " + recipient + " failed";
      tell(decision, fallback.get(), Event.PAGED, way, at, cause);
    } else {
      Ladder.pageFailed(decision, recipient, at, cause);
    }
  }

  /// Hands over again what has waited until `due`.
  static void retry(Decision decision, Instant due, Instant at) {
    for (Conversation waiting : decision.incident().conversations()) {
      if (waiting.state() == Conversation.State.WAITING && due.equals(waiting.retryAt())) {
        Cause cause = new Cause(Cause.Kind.TIMER, "retry " + waiting.notificationId());
        decision.send(
            waiting.notificationId(),
            waiting.recipient(),
            waiting.event(),
            waiting.reason(),
            waiting.attempt() + 1,
            at,
            cause);
      }
    }
  }

  /// 15 s, 30 s, 1 min and so on up to 5 min.
  private static Duration backoff(int attempt) {
    Duration doubled = FIRST_BACKOFF.multipliedBy(1L << Math.min(attempt - 1, 10));
    return doubled.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : doubled;
  }

  private static String nextId(Incident incident) {
    return incident.id() + "-n" + (incident.notifications() + 1);
  }
}
