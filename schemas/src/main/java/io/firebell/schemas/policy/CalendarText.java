package io.firebell.schemas.policy;

import io.firebell.core.time.DayRange;
import io.firebell.core.time.TimeRange;
import io.firebell.core.time.YearRange;
import java.time.Month;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Parts of a calendar as they are written: `09:00-17:30`, `1-7`, `Jun-Aug`, `2026`.
final class CalendarText {

  private static final String MONTH = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec";
  private static final List<String> MONTHS = List.of(MONTH.split("\\|"));

  private static final Pattern TIMES =
      Pattern.compile("(?<from>" + LocalTimes.TIME + ")-(?<to>" + LocalTimes.TIME + "|24:00)");
  private static final Pattern DAYS =
      Pattern.compile("(?<first>-?[0-9]{1,2})(-(?<last>-?[0-9]{1,2}))?");
  private static final Pattern MONTH_RANGE =
      Pattern.compile("(?<first>" + MONTH + ")(-(?<last>" + MONTH + "))?");
  private static final Pattern YEARS = Pattern.compile("(?<first>[0-9]{4})(-(?<last>[0-9]{4}))?");

  private CalendarText() {}

  /// A stretch of the day, which ends on the next day if its end is not later than its beginning.
  static TimeRange times(String text) {
    Matcher matcher = TIMES.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "should be times such as 09:00-17:30 or 22:00-06:00: was \"" + text + "\"");
    }
    return times(matcher.group("from"), matcher.group("to"));
  }

  /// The stretch of the day between two times.
  static TimeRange times(String from, String to) {
    int end = minute(to);
    return new TimeRange(minute(from), end == 0 ? TimeRange.DAY : end);
  }

  private static int minute(String time) {
    return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
  }

  /// Days of the month, where `-1` is the last: `1`, `1-7`, `-1`, `-7--1`.
  static DayRange daysOfMonth(String text) {
    Matcher matcher = DAYS.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "should be a day of the month such as 1 or, from its end, -1, or days such as 1-7 or"
              + " -7--1: was \""
              + text
              + "\"");
    }
    int first = Integer.parseInt(matcher.group("first"));
    return new DayRange(
        first, matcher.group("last") == null ? first : Integer.parseInt(matcher.group("last")));
  }

  /// Months, which may go on in the next year: `Jun-Aug`, `Nov-Feb`.
  static Set<Month> months(String text) {
    Matcher matcher = MONTH_RANGE.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "should be a month such as Jan, or months such as Jun-Aug: was \"" + text + "\"");
    }
    Month month = month(matcher.group("first"));
    Month last = matcher.group("last") == null ? month : month(matcher.group("last"));
    Set<Month> months = EnumSet.of(last);
    for (; month != last; month = month.plus(1)) {
      months.add(month);
    }
    return months;
  }

  private static Month month(String name) {
    return Month.of(MONTHS.indexOf(name) + 1);
  }

  /// Years: `2026`, `2026-2028`.
  static YearRange years(String text) {
    Matcher matcher = YEARS.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "should be a year such as 2026, or years such as 2026-2028: was \"" + text + "\"");
    }
    int first = Integer.parseInt(matcher.group("first"));
    return new YearRange(
        first, matcher.group("last") == null ? first : Integer.parseInt(matcher.group("last")));
  }
}
