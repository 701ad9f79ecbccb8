package io.firebell.core.incident;

import java.time.Duration;

/// Times as people say them.
final class Span {

  private Span() {}

  /// `2d 3h`, `3h 5m`, `5m` or `30s`: the two coarsest units that there are, or one.
  static String of(Duration time) {
    if (time.toDays() > 0) {
      return parts(time.toDays(), "d", time.toHoursPart(), "h");
    }
    if (time.toHours() > 0) {
      return parts(time.toHours(), "h", time.toMinutesPart(), "m");
    }
    return parts(time.toMinutes(), "m", time.toSecondsPart(), "s");
  }

  private static String parts(long coarse, String unit, long fine, String smaller) {
    if (coarse == 0) {
      return fine + smaller;
    }
    return coarse + unit + (fine == 0 ? "" : " " + fine + smaller);
  }
}
