package io.firebell.notifier.text;

import java.time.Duration;

/// A duration as people say it: its two greatest parts.
public final class Elapsed {

  private Elapsed() {}

  /// `45s`, `12m 5s`, `3h 20m`, `2d 4h`. A negative duration counts as none.
  public static String text(Duration duration) {
    Duration length = duration.isNegative() ? Duration.ZERO : duration;
    if (length.toDays() > 0) {
      return pair(length.toDays(), "d", length.toHoursPart(), "h");
    }
    if (length.toHours() > 0) {
      return pair(length.toHours(), "h", length.toMinutesPart(), "m");
    }
    return length.toMinutes() > 0
        ? pair(length.toMinutes(), "m", length.toSecondsPart(), "s")
        : length.toSeconds() + "s";
  }

  private static String pair(long great, String greatUnit, int small, String smallUnit) {
    return great + greatUnit + (small == 0 ? "" : " " + small + smallUnit);
  }
}
