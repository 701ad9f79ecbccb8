package io.firebell.notifier.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The header `Retry-After`: seconds, or a date in any of HTTP's three forms ([RFC 9110,
/// 10.2.3](https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3)).
public final class RetryAfter {

  /// The most that is honoured: a page that waits longer is as good as lost.
  public static final Duration LONGEST = Duration.ofHours(1);

  /// How a date may be written, of which senders should use the first.
  private static final List<DateTimeFormatter> DATES =
      List.of(
          DateTimeFormatter.RFC_1123_DATE_TIME,
          DateTimeFormatter.ofPattern("EEEE, dd-MMM-yy HH:mm:ss zzz", Locale.ENGLISH),
          DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
              .withZone(ZoneOffset.UTC));

  private RetryAfter() {}

  /// How long to wait from `now` on, at most [#LONGEST]; zero for what is past or not understood.
  public static Duration parse(String header, Instant now) {
    if (header.isEmpty()) {
      return Duration.ZERO;
    }
    Duration wait = header.matches("[0-9]+") ? seconds(header) : until(header, now);
    return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }

  private static Duration seconds(String header) {
    return header.length() > 9 ? LONGEST : Duration.ofSeconds(Long.parseLong(header));
  }

  private static Duration until(String header, Instant now) {
    for (DateTimeFormatter form : DATES) {
      Optional<Instant> then = parsed(header, form);
      if (then.isPresent()) {
        return Duration.between(now, then.get());
      }
    }
    return Duration.ZERO;
  }

  private static Optional<Instant> parsed(String header, DateTimeFormatter form) {
    try {
      return Optional.of(form.parse(header, Instant::from));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
