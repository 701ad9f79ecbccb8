package io.firebell.core.notify;

import java.time.Duration;

/// What the notifier reports of one notification: the record on the `deliveries` topic.
///
/// @param notificationId which notification
/// @param incidentId whose
/// @param attempts how often the notifier tried, at least 1
/// @param latency from the first attempt to the outcome
public record Delivery(
    String notificationId,
    String incidentId,
    Recipient recipient,
    Outcome outcome,
    int attempts,
    Duration latency) {

  /// @throws IllegalArgumentException if there was no attempt
  public Delivery {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts should be at least 1: was " + attempts);
    }
  }
}
