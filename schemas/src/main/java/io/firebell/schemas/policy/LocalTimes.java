package io.firebell.schemas.policy;

import io.firebell.schemas.spelling.Nearest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.regex.Pattern;

/// Days and times as they are written on a local clock.
final class LocalTimes {

  static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9]";

  private static final String END_OF_DAY = "24:00";
  private static final String LOCAL = "[0-9]{4}-[0-9]{2}-[0-9]{2}T" + TIME + "(:[0-5][0-9])?";
  private static final Pattern LOCAL_DATE_TIME = Pattern.compile(LOCAL);
  private static final Pattern OFFSET_DATE_TIME = Pattern.compile(LOCAL + "(Z|[+-]" + TIME + ")");

  private LocalTimes() {}

  /// A day, `2026-01-05`.
  static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "should be a date such as 2026-01-05: was \"" + text + "\"", e);
    }
  }

  /// A time of day, from `00:00` to `23:59`.
  static LocalTime time(String text) {
    if (!text.matches(TIME)) {
      throw new IllegalArgumentException("should be a time such as '09:00': was \"" + text + "\"");
    }
    return LocalTime.parse(text);
  }

  /// A time of day at which something ends, which may be written `24:00`.
  static LocalTime endTime(String text) {
    return text.equals(END_OF_DAY) ? LocalTime.MIDNIGHT : time(text);
  }

  /// A time on the clock of a zone, `2026-12-24T09:00`, or one with its offset,
  /// `2026-12-24T09:00+01:00`. Time that the clock skips is as much later as is skipped; time that
  /// it repeats is the first.
  static Instant instant(String text, ZoneId zone) {
    try {
      return LOCAL_DATE_TIME.matcher(text).matches()
          ? LocalDateTime.parse(text).atZone(zone).toInstant()
          : offsetDateTime(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "should be a date and a time such as 2026-12-24T09:00, or with an offset such as"
              + " 2026-12-24T09:00+01:00: was \""
              + text
              + "\"",
          e);
    }
  }

  private static Instant offsetDateTime(String text) {
    if (!OFFSET_DATE_TIME.matcher(text).matches()) {
      throw new DateTimeException("neither a local time nor one with an offset");
    }
    return OffsetDateTime.parse(text).toInstant();
  }

  /// A time zone, `Europe/London`.
  static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "should be a time zone such as Europe/London or UTC: was \""
              + text
              + "\""
              + Nearest.hint(text, ZoneId.getAvailableZoneIds()),
          e);
    }
  }
}
