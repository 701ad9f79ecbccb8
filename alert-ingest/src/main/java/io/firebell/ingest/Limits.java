package io.firebell.ingest;

import java.time.Duration;

/// How much is taken in at once.
///
/// @param longestBody the most bytes that a body may have
/// @param allBodies the most bytes that the bodies being worked on may have together
/// @param atOnce how many requests may wait for the log at the same time
/// @param bodyWithin how long a body may take to arrive
record Limits(int longestBody, int allBodies, int atOnce, Duration bodyWithin) {

  static final Limits DEFAULT =
      new Limits(10 * 1024 * 1024, 40 * 1024 * 1024, 256, Duration.ofSeconds(10));
}
