package io.firebell.core.notify;

import java.time.Instant;
import java.util.List;

/// A request to tell one recipient of one incident, or of one maintenance: the record on the
/// `notifications` topics.
///
/// @param id unique, the same when the decision is replayed: the idempotency key of everything that
///   is sent for it. A retry keeps it
/// @param event why the recipient is written to
/// @param reason which decision asked for it, for people: `step 2 of production, round 1`
/// @param attempt which try of the core's this is, from 1
/// @param remoteId what the far side called this recipient's first message; empty when there is
///   none or it gave no name
/// @param at when it was decided
/// @param subject what it is about
/// @param alerts those of the incident that fit, firing ones first
/// @param truncatedAlerts how many did not fit: all others that fire, and those others that have
///   ended as far as they were looked at
public record Notification(
    String id,
    Recipient recipient,
    Event event,
    String reason,
    int attempt,
    String remoteId,
    Instant at,
    Subject subject,
    List<NotifiedAlert> alerts,
    int truncatedAlerts) {

  public Notification {
    alerts = List.copyOf(alerts);
  }

  /// The incident that it is about.
  ///
  /// @throws IllegalStateException if it is about a maintenance
  public IncidentSummary incident() {
    if (subject instanceof IncidentSummary incident) {
      return incident;
    }
    throw new IllegalStateException(
        "a notification should be about an incident: was about " + subject.id());
  }

  /// The same notification with the incident's alerts filled in.
  public Notification showing(List<NotifiedAlert> shown, int truncated) {
    return new Notification(
        id, recipient, event, reason, attempt, remoteId, at, subject, shown, truncated);
  }
}
