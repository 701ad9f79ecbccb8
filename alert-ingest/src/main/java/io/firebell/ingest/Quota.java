package io.firebell.ingest;

/// How many alerts are taken of a tenant.
///
/// @param perSecond on the average; positive
/// @param burst at once, when there have been few before; positive. A batch that is larger is never
///   taken
public record Quota(int perSecond, int burst) {

  /// More than anybody can send.
  public static final Quota UNLIMITED = new Quota(Integer.MAX_VALUE, Integer.MAX_VALUE);

  /// Where several tenants share a Firebell and nothing else is said: more than a tenant sends in a
  /// bad night, and less than would keep the others waiting. The largest batch fits into it.
  public static final Quota USUAL = new Quota(1_000, Batch.MOST_ALERTS);

  /// @throws IllegalArgumentException if nothing could be taken
  public Quota {
    if (perSecond < 1 || burst < 1) {
      throw new IllegalArgumentException(
          "a quota should be at least 1 alert per second and 1 at once: was "
              + perSecond
              + " and "
              + burst);
    }
  }
}
