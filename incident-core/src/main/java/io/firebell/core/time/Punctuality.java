package io.firebell.core.time;

import java.time.Duration;
import java.time.Instant;

/// From when to reckon what follows from something that is looked at later than it happened.
///
/// What is looked at in time is reckoned from when it happened or was due, so that a replay of the
/// night, which is never late, comes to the same decisions. What is looked at late, because nothing
/// was running, is reckoned from now, so that people get the whole of the time that they were
/// promised: nobody can have answered a page that had not been sent.
public final class Punctuality {

  /// How late still counts as in time.
  public static final Duration TOLERANCE = Duration.ofSeconds(5);

  private Punctuality() {}

  /// `due` if `now` is at most [#TOLERANCE] later, and `now` otherwise.
  public static Instant reckonedFrom(Instant due, Instant now) {
    return isLate(due, now) ? now : due;
  }

  /// Whether `now` is more than [#TOLERANCE] after `due`.
  public static boolean isLate(Instant due, Instant now) {
    return due.plus(TOLERANCE).isBefore(now);
  }
}
