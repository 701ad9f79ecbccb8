package io.firebell.core.notify;

import java.time.Duration;

/// How a notification is handed over again that has not arrived. The notifier's own quick attempts
/// are not counted.
public final class Backoff {

  /// How often it is handed over before it is given up.
  public static final int ATTEMPTS = 10;

  /// How long the notifier has to report on what it was handed. It tries for seconds; what it has
  /// said nothing about by then is lost, and must not keep what waits behind it for ever.
  public static final Duration REPORT_WITHIN = Duration.ofHours(1);

  private static final Duration FIRST = Duration.ofSeconds(15);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /// However long the far side asks to be left alone: it must not silence an incident for a night.
  private static final Duration LONGEST_ASKED = Duration.ofHours(1);

  private Backoff() {}

  /// How long to wait: what the far side asks for, up to an hour, and not less than 15 s, 30 s, 1
  /// min and so on up to 5 min.
  ///
  /// @param attempt how often it was handed over, from 1
  /// @param asked zero if the far side asks for nothing
  public static Duration wait(int attempt, Duration asked) {
    Duration doubled = FIRST.multipliedBy(1L << Math.min(attempt - 1, ATTEMPTS));
    Duration backoff = least(doubled, LONGEST);
    return asked.compareTo(backoff) > 0 ? least(asked, LONGEST_ASKED) : backoff;
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
