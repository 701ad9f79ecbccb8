package io.firebell.schemas.policy;

import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Days of the week as they are written: `Sat`, `Mon-Fri`, `Fri-Mon`.
final class Weekdays {

  static final String DAY = "Mon|Tue|Wed|Thu|Fri|Sat|Sun";

  private static final List<String> NAMES = List.of(DAY.split("\\|"));
  private static final Pattern RANGE =
      Pattern.compile("(?<first>" + DAY + ")(-(?<last>" + DAY + "))?");

  private Weekdays() {}

  static DayOfWeek day(String name) {
    return DayOfWeek.of(NAMES.indexOf(name) + 1);
  }

  /// @throws IllegalArgumentException if the text is neither a day nor a range of days
  static Set<DayOfWeek> parse(String text) {
    Matcher matcher = RANGE.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "should be a day such as Sat, or days such as Mon-Fri: was \"" + text + "\"");
    }
    DayOfWeek day = day(matcher.group("first"));
    DayOfWeek last = matcher.group("last") == null ? day : day(matcher.group("last"));
    Set<DayOfWeek> days = EnumSet.of(last);
    for (; day != last; day = day.plus(1)) {
      days.add(day);
    }
    return days;
  }
}
