package io.firebell.schemas.policy;

import io.firebell.core.escalate.Rotation;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How long a turn is, as written under `rotate`: `daily`, `weekly`, `monthly`, `12h`, `3d`, `2w`.
record TurnLength(int count, Unit unit, String text) {

  enum Unit {
    HOURS,
    DAYS,
    WEEKS,
    MONTHS
  }

  private static final Pattern CUSTOM = Pattern.compile("(?<count>[1-9][0-9]{0,2})(?<unit>[hdw])");

  /// @throws IllegalArgumentException if the text is none of these
  static TurnLength parse(String text) {
    return switch (text) {
      case "daily" -> new TurnLength(1, Unit.DAYS, text);
      case "weekly" -> new TurnLength(1, Unit.WEEKS, text);
      case "monthly" -> new TurnLength(1, Unit.MONTHS, text);
      default -> custom(text);
    };
  }

  private static TurnLength custom(String text) {
    Matcher matcher = CUSTOM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "should be daily, weekly, monthly, or up to 999 hours, days or weeks such as 12h, 3d or"
              + " 2w: was \""
              + text
              + "\"");
    }
    Unit unit =
        switch (matcher.group("unit")) {
          case "h" -> Unit.HOURS;
          case "d" -> Unit.DAYS;
          default -> Unit.WEEKS;
        };
    return new TurnLength(Integer.parseInt(matcher.group("count")), unit, text);
  }

  /// The turns of this length that change at a handoff.
  ///
  /// @param start a day of the first turn
  /// @throws IllegalArgumentException if the handoff is not one for turns of this length
  Rotation rotation(Handoff handoff, LocalDate start) {
    return switch (unit) {
      case HOURS -> Rotation.hours(count, time(handoff), start);
      case DAYS -> Rotation.days(count, time(handoff), start);
      case WEEKS -> weeks(handoff, start);
      case MONTHS -> months(handoff, start);
    };
  }

  private LocalTime time(Handoff handoff) {
    if (handoff instanceof Handoff.Daily(var time)) {
      return time;
    }
    throw wrong("a time such as '09:00'");
  }

  private Rotation weeks(Handoff handoff, LocalDate start) {
    if (handoff instanceof Handoff.Weekly(var day, var time)) {
      return Rotation.weeks(count, day, time, start);
    }
    throw wrong("a day of the week and a time such as 'Mon 09:00'");
  }

  private Rotation months(Handoff handoff, LocalDate start) {
    if (handoff instanceof Handoff.Monthly(int day, var time)) {
      return Rotation.monthly(day, time, start);
    }
    throw wrong("a day of the month and a time such as '1 09:00'");
  }

  private IllegalArgumentException wrong(String expected) {
    return new IllegalArgumentException(
        "should be " + expected + " where rotate is " + text + ": is another");
  }
}
