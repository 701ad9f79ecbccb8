package io.firebell.ingest;

import java.time.Duration;

/// A tenant has used up its quota.
final class OverQuotaException extends Exception {

  private static final long serialVersionUID = 1L;

  private final long retryAfterSeconds;

  /// @param wait how long it is until as much is left as was asked for; positive
  OverQuotaException(String tenant, Quota quota, Duration wait) {
    this(tenant, quota, wait.plusSeconds(1).minusNanos(1).toSeconds());
  }

  private OverQuotaException(String tenant, Quota quota, long retryAfterSeconds) {
    super(
        "tenant %s has used up its quota of %d per second, %d at once: nothing of this is taken, send it again in %d s"
            .formatted(tenant, quota.perSecond(), quota.burst(), retryAfterSeconds));
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /// When the same would be taken, if nothing else is until then.
  long retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
