package io.firebell.notifier.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/// The header `Retry-After`: seconds, or a date ([RFC 9110,
/// 10.2.3](https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3)).
public final class RetryAfter {

  /// The most that is honoured: a page that waits longer is as good as lost.
  public static final Duration LONGEST = Duration.ofHours(1);

  private RetryAfter() {}

  /// How long to wait from `now` on, at most [#LONGEST]; zero for what is past or not understood.
  public static Duration parse(String header, Instant now) {
    Duration wait = header.matches("[0-9]{1,9}") ? seconds(header) : until(header, now);
    return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }

  private static Duration seconds(String header) {
    return Duration.ofSeconds(Long.parseLong(header));
  }

  private static Duration until(String header, Instant now) {
    try {
      Instant then = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Duration.between(now, then);
    } catch (DateTimeException e) {
      return Duration.ZERO;
    }
  }
}
