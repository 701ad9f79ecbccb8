package io.firebell.streams.topology;

import java.time.Duration;
import java.time.Instant;

/// Until when a task has heard all that was said to it. What is due later has to wait: the
/// acknowledgement that would stop it may lie in the topic, unread, after a restart or behind a
/// flood of alerts.
///
/// A task that reads what has just been written has heard everything, and so has one that has read
/// nothing for a while. One that reads what was written some time ago has heard what was written
/// until then.
final class Horizon {

  /// How long nothing is read before there is taken to be nothing more.
  static final Duration QUIET = Duration.ofMillis(250);

  /// How soon after it was written a record is read by a task that keeps up.
  static final Duration PROMPT = Duration.ofMillis(250);

  /// How long a deadline waits for a task that does not catch up: longer, and not to page is worse
  /// than to page somebody who has answered.
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Instant begun;
  private Instant readAt;
  private Instant writtenAt = Instant.EPOCH;

  /// @param now when the task begins, which may be behind
  Horizon(Instant now) {
    begun = now;
    readAt = now;
  }

  /// Takes note of a record.
  ///
  /// @param written its timestamp
  /// @param now when it is read
  void heard(Instant written, Instant now) {
    writtenAt = written;
    readAt = now;
  }

  /// What is due until then can be done now.
  Instant at(Instant now) {
    boolean keepsUp = !writtenAt.isBefore(readAt.minus(PROMPT));
    boolean isQuiet = !now.isBefore(readAt.plus(QUIET));
    if (keepsUp || isQuiet) {
      return now;
    }
    Instant given = now.minus(PATIENCE);
    return given.isBefore(begun) || given.isBefore(writtenAt) ? writtenAt : given;
  }
}
