package io.firebell.core.time;

/// A stretch of a day on a local clock, in minutes since midnight.
///
/// @param start its first minute, from 0 to 1439
/// @param end the first minute after it, from 1 to 1440, which is 24:00. When it is not later than
///   `start` the stretch crosses midnight and ends on the day after
public record TimeRange(int start, int end) {

  /// How many minutes a day of the clock has: when a stretch ends at 24:00.
  public static final int DAY = 24 * 60;

  /// @throws IllegalArgumentException if an end is out of its range
  public TimeRange {
    if (start < 0 || start >= DAY) {
      throw new IllegalArgumentException(
          "a time should begin between 00:00 and 23:59: was minute " + start);
    }
    if (end <= 0 || end > DAY) {
      throw new IllegalArgumentException(
          "a time should end between 00:01 and 24:00: was minute " + end);
    }
  }

  /// Whether it ends on the day after the one on which it begins.
  public boolean crossesMidnight() {
    return end <= start;
  }

  /// Whether a minute of the day on which it begins is in it.
  boolean contains(int minute) {
    return minute >= start && (crossesMidnight() || minute < end);
  }

  /// Whether a minute of the day after the one on which it begins is in it.
  boolean reaches(int minute) {
    return crossesMidnight() && minute < end;
  }
}
