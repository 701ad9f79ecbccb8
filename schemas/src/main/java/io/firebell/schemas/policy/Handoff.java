package io.firebell.schemas.policy;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// When turns change: `09:00`, `Mon 09:00`, or on a day of the month `1 09:00`.
sealed interface Handoff {

  Pattern WRITTEN =
      Pattern.compile(
          "((?<weekday>"
              + Weekdays.DAY
              + ") |(?<day>[1-9]|[12][0-9]|3[01]) )?(?<time>"
              + LocalTimes.TIME
              + ")");

  /// At a time of day.
  record Daily(LocalTime time) implements Handoff {}

  /// On a day of the week.
  record Weekly(DayOfWeek day, LocalTime time) implements Handoff {}

  /// On a day of the month, from 1 to 31.
  record Monthly(int day, LocalTime time) implements Handoff {}

  /// @throws IllegalArgumentException if the text is none of these
  static Handoff parse(String text) {
    Matcher matcher = WRITTEN.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "should be a time such as '09:00', with a day of the week such as 'Mon 09:00', or with a"
              + " day of the month such as '1 09:00': was \""
              + text
              + "\"");
    }
    LocalTime time = LocalTime.parse(matcher.group("time"));
    if (matcher.group("weekday") != null) {
      return new Weekly(Weekdays.day(matcher.group("weekday")), time);
    }
    return matcher.group("day") == null
        ? new Daily(time)
        : new Monthly(Integer.parseInt(matcher.group("day")), time);
  }
}
