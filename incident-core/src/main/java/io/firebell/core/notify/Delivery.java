package io.firebell.core.notify;

import java.time.Duration;

/// What the notifier reports of one notification: the record on the `deliveries` topic.
///
/// @param notificationId which notification
/// @param incidentId whose
/// @param attempts how often the notifier tried; 0 when it handed it back without a try, which is a
///   `Retry`
/// @param latency from the first attempt to the outcome
public record Delivery(
    String notificationId,
    String incidentId,
    Recipient recipient,
    Outcome outcome,
    int attempts,
    Duration latency) {

  /// @throws IllegalArgumentException if there was no attempt at what was delivered or rejected
  public Delivery {
    int least = outcome instanceof Outcome.Retry ? 0 : 1;
    if (attempts < least) {
      throw new IllegalArgumentException(
          "attempts should be at least " + least + ": was " + attempts);
    }
  }
}
