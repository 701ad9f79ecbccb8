package io.firebell.core.time;

/// Years, both ends included.
public record YearRange(int first, int last) {

  /// @throws IllegalArgumentException if it is over before it begins
  public YearRange {
    if (first > last) {
      throw new IllegalArgumentException(
          "years should end no earlier than they begin: were " + first + " to " + last);
    }
  }

  boolean contains(int year) {
    return year >= first && year <= last;
  }
}
