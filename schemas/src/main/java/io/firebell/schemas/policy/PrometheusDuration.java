package io.firebell.schemas.policy;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as Prometheus writes them: `500ms`, `90s`, `5m`, `1h30m`, `2d`, `1w`, `1y`.
///
/// Whole numbers, the largest unit first and each at most once; a year is 365 days. Followed:
/// [model/time.go](https://github.com/prometheus/common/blob/main/model/time.go).
public final class PrometheusDuration {

  static final String REGEXP =
      "^([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$";

  /// The longest that is understood: beyond it something else was meant.
  private static final Duration LONGEST = Duration.ofDays(10L * 365);

  private static final Pattern WHOLE = Pattern.compile(REGEXP);
  private static final Pattern PART = Pattern.compile("(?<number>[0-9]+)(?<unit>[a-z]+)");

  private static final Map<String, Duration> UNITS =
      Map.of(
          "y", Duration.ofDays(365),
          "w", Duration.ofDays(7),
          "d", Duration.ofDays(1),
          "h", Duration.ofHours(1),
          "m", Duration.ofMinutes(1),
          "s", Duration.ofSeconds(1),
          "ms", Duration.ofMillis(1));

  private PrometheusDuration() {}

  /// @throws IllegalArgumentException if the text is no duration or more than ten years
  public static Duration parse(String text) {
    if (text.isEmpty() || !WHOLE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "should be a duration such as 90s, 5m, 1h30m or 2d: was \"" + text + "\"");
    }
    Duration sum = Duration.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      Duration unit = UNITS.getOrDefault(part.group("unit"), Duration.ZERO);
      String number = part.group("number");
      long count = number.length() > 12 ? Long.MAX_VALUE : Long.parseLong(number);
      if (count > LONGEST.dividedBy(unit)) {
        throw new IllegalArgumentException("should be at most 10y: was \"" + text + "\"");
      }
      sum = sum.plus(unit.multipliedBy(count));
    }
    if (sum.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("should be at most 10y: was \"" + text + "\"");
    }
    return sum;
  }

  /// The shortest text that [#parse] reads as this duration, cut to milliseconds.
  ///
  /// @throws IllegalArgumentException if the duration is negative
  public static String format(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("a duration should not be negative: was " + duration);
    }
    if (duration.toMillis() == 0) {
      return "0s";
    }
    return part(duration.toDays(), "d")
        + part(duration.toHoursPart(), "h")
        + part(duration.toMinutesPart(), "m")
        + part(duration.toSecondsPart(), "s")
        + part(duration.toMillisPart(), "ms");
  }

  private static String part(long count, String unit) {
    return count == 0 ? "" : count + unit;
  }
}
