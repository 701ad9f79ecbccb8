package io.firebell.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Counts what tenants send against their quotas, each in a [token
/// bucket](https://en.wikipedia.org/wiki/Token_bucket) of its own: what one has used up is no
/// other's. Thread-safe.
final class Allowance {

  private static final long NANOS = 1_000_000_000;

  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

  /// Takes so many of a tenant's quota.
  ///
  /// @param count at most the quota's burst
  /// @throws OverQuotaException if there are not so many left; then none is taken
  void take(String tenant, int count, Quota quota, Instant now) throws OverQuotaException {
    refuse(tenant, quota, bucket(tenant, quota, now).take(count, quota, now));
  }

  /// Takes none.
  ///
  /// @throws OverQuotaException if there is none left
  void check(String tenant, Quota quota, Instant now) throws OverQuotaException {
    refuse(tenant, quota, bucket(tenant, quota, now).until(1, quota, now));
  }

  private Bucket bucket(String tenant, Quota quota, Instant now) {
    return buckets.computeIfAbsent(tenant, _ -> new Bucket(quota, now));
  }

  private static void refuse(String tenant, Quota quota, Duration wait) throws OverQuotaException {
    if (wait.isPositive()) {
      throw new OverQuotaException(tenant, quota, wait);
    }
  }

  /// What is left of one quota, in billionths of an alert, of which as many are given in a
  /// nanosecond as there are alerts per second: so nothing is rounded.
  private static final class Bucket {

    private long left;
    private Instant at;

    Bucket(Quota quota, Instant now) {
      left = NANOS * quota.burst();
      at = now;
    }

    /// @return zero if they are taken, or else how long it is until there are as many
    synchronized Duration take(int count, Quota quota, Instant now) {
      Duration wait = until(count, quota, now);
      if (wait.isZero()) {
        left -= NANOS * count;
      }
      return wait;
    }

    /// How long it is until there are as many; zero if there are.
    synchronized Duration until(int count, Quota quota, Instant now) {
      // A clock that is set back gives nothing, and takes nothing away.
      long passed = Math.max(0, Duration.between(at, now).toNanos());
      long full = NANOS * quota.burst();
      boolean isFull = passed > (full - left) / quota.perSecond();
      left = isFull ? full : left + passed * quota.perSecond();
      at = now;
      long missing = NANOS * count - left;
      return missing <= 0
          ? Duration.ZERO
          : Duration.ofNanos(Math.ceilDiv(missing, quota.perSecond()));
    }
  }
}
