package io.firebell.notifier;

import io.firebell.schemas.policy.Rate;
import java.time.Duration;
import java.time.Instant;

/// How often somebody has been written to of late. For one thread.
///
/// Time is what is saved: each message costs the rate's interval, and no more is saved than a whole
/// burst is worth.
final class Pace {

  private Instant paidUntil = Instant.MIN;

  /// How many messages may be sent now.
  long allowance(Rate rate, Instant now) {
    Duration saved = Duration.between(earliest(rate, now), now.plus(rate.interval()));
    return saved.dividedBy(rate.interval());
  }

  /// A message is sent, whether or not it may be.
  void spend(Rate rate, Instant now) {
    paidUntil = earliest(rate, now).plus(rate.interval());
  }

  /// From when on the next message is reckoned.
  private Instant earliest(Rate rate, Instant now) {
    Instant full = now.minus(rate.interval().multipliedBy(rate.count() - 1L));
    return paidUntil.isBefore(full) ? full : paidUntil;
  }
}
