package io.firebell.notifier.send;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long the notifier itself keeps trying. What takes longer is the core's to wait for.
///
/// @param attempts how often a notification is tried at most, at least 1
/// @param window the time from the first attempt within which another may begin
/// @param attemptWithin how long an attempt may take before it is given up
/// @param pause how long to wait before the second attempt, at most; it doubles from one to the
///   next
public record Patience(int attempts, Duration window, Duration attemptWithin, Duration pause) {

  public static final Patience DEFAULT =
      new Patience(3, Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofMillis(500));

  /// @throws IllegalArgumentException if there is to be no attempt, or no time for one
  public Patience {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts should be at least 1: was " + attempts);
    }
    if (!attemptWithin.isPositive()) {
      throw new IllegalArgumentException("attemptWithin should be positive: was " + attemptWithin);
    }
  }

  /// How long to wait after this many attempts: a random part of the pause, so that those who
  /// failed together do not come back together, and never less than the far side asks for.
  Duration pauseAfter(int attempt, Duration asked, RandomGenerator random) {
    long most = pause.toMillis() << Math.min(attempt - 1, 20);
    Duration own = Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
    return own.compareTo(asked) > 0 ? own : asked;
  }
}
