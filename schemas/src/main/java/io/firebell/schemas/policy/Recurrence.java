package io.firebell.schemas.policy;

import io.firebell.core.time.DayRange;
import io.firebell.core.time.Hours;
import io.firebell.core.time.TimeInterval;
import io.firebell.core.time.TimeRange;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What recurs, in a line: days, times, and the zone whose clock they are on.
///
/// `Sun 04:00-05:00 UTC`, `Tue,Thu 03:00-03:30 UTC`, `Mon-Fri 22:00-02:00 Europe/London`, `daily
/// 02:00-03:00 UTC`, `first Sun 02:00-04:00 UTC`, and on a day of the month `1 00:00-01:00 UTC`.
/// What ends no later than it begins ends on the next day.
final class Recurrence {

  private static final Pattern WRITTEN =
      Pattern.compile("(?<days>.*\\S) +(?<times>\\S+-\\S+) +(?<zone>\\S+)");
  private static final Pattern IN_MONTH =
      Pattern.compile("(?<which>first|second|third|fourth|last) (?<day>" + Weekdays.DAY + ")");
  private static final Pattern DAY_OF_MONTH = Pattern.compile("[0-9]+");
  private static final Pattern DAYS_OF_WEEK = Pattern.compile("[A-Z][a-z]{2}[A-Za-z,-]*");

  private Recurrence() {}

  /// @return hours that have the text as their name
  /// @throws IllegalArgumentException if the text is nothing that recurs: with the part that is
  ///   wrong
  static Hours parse(String text) {
    Matcher matcher = WRITTEN.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "should be days, times and a time zone such as 'Sun 04:00-05:00 UTC': was \""
              + text
              + "\"");
    }
    TimeRange times = CalendarText.times(matcher.group("times"));
    ZoneId zone = LocalTimes.zone(matcher.group("zone"));
    return new Hours(text.strip(), List.of(on(matcher.group("days"), times, zone)));
  }

  private static TimeInterval on(String days, TimeRange times, ZoneId zone) {
    Matcher inMonth = IN_MONTH.matcher(days);
    if (inMonth.matches()) {
      Set<DayOfWeek> day = Set.of(Weekdays.day(inMonth.group("day")));
      return interval(times, day, List.of(week(inMonth.group("which"))), zone);
    }
    if (DAY_OF_MONTH.matcher(days).matches()) {
      return interval(times, Set.of(), List.of(CalendarText.daysOfMonth(days)), zone);
    }
    if (days.equals("daily")) {
      return interval(times, Set.of(), List.of(), zone);
    }
    if (DAYS_OF_WEEK.matcher(days).matches()) {
      Set<DayOfWeek> named = EnumSet.noneOf(DayOfWeek.class);
      for (String day : days.split(",", -1)) {
        named.addAll(Weekdays.parse(day));
      }
      return interval(times, named, List.of(), zone);
    }
    throw new IllegalArgumentException(
        "should begin with daily, days of the week such as Sun, Mon-Fri or Tue,Thu, one of the month"
            + " such as first Sun or last Fri, or a day of the month such as 1: was \""
            + days
            + "\"");
  }

  /// The days of a month on which its first, second, … day of the week falls.
  private static DayRange week(String which) {
    return switch (which) {
      case "first" -> new DayRange(1, 7);
      case "second" -> new DayRange(8, 14);
      case "third" -> new DayRange(15, 21);
      case "fourth" -> new DayRange(22, 28);
      default -> new DayRange(-7, -1);
    };
  }

  private static TimeInterval interval(
      TimeRange times, Set<DayOfWeek> days, List<DayRange> daysOfMonth, ZoneId zone) {
    return new TimeInterval(List.of(times), days, daysOfMonth, Set.of(), List.of(), zone);
  }
}
