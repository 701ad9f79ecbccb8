package io.firebell.core.time;

import java.time.LocalDate;

/// Days of a month, both ends included.
///
/// @param first from 1, or counted from the end of the month: -1 is its last day
/// @param last likewise
public record DayRange(int first, int last) {

  private static final int LONGEST_MONTH = 31;

  /// What every month has: a range that is empty even in the shortest is a mistake.
  private static final int SHORTEST_MONTH = 28;

  /// @throws IllegalArgumentException if a month has no such day, if it begins from the end and
  ///   ends from the beginning of a month, or if it is over before it begins in every month
  public DayRange {
    check(first);
    check(last);
    if (first < 0 && last > 0) {
      throw new IllegalArgumentException(
          "days should end from the end of the month where they begin from it: were "
              + first
              + " to "
              + last);
    }
    if (inMonthOf(first, SHORTEST_MONTH) > inMonthOf(last, SHORTEST_MONTH)) {
      throw new IllegalArgumentException(
          "days should end no earlier than they begin: were " + first + " to " + last);
    }
  }

  private static void check(int day) {
    if (day == 0 || Math.abs(day) > LONGEST_MONTH) {
      throw new IllegalArgumentException(
          "a day of the month should be from 1 to 31, or from -1 to -31 counted from its end: was "
              + day);
    }
  }

  /// Whether a day is among these. A range that begins after the end of a month has no day in it;
  /// one that ends after it ends with it.
  boolean contains(LocalDate date) {
    int length = date.lengthOfMonth();
    int day = date.getDayOfMonth();
    return day >= inMonthOf(first, length) && day <= inMonthOf(last, length);
  }

  private static int inMonthOf(int day, int length) {
    return day < 0 ? length + day + 1 : day;
  }
}
