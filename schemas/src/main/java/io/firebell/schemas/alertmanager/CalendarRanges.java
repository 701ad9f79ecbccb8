package io.firebell.schemas.alertmanager;

import io.firebell.core.time.DayRange;
import io.firebell.core.time.YearRange;
import java.time.DayOfWeek;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Ranges of the calendar as Alertmanager writes them, `monday:friday` or `-3:-1`, in the way
/// policies do, `Mon-Fri` or `-3--1`.
final class CalendarRanges {

  private static final int DAYS = DayOfWeek.values().length;

  private CalendarRanges() {}

  /// Alertmanager's weeks begin on Sunday: no range goes on beyond Saturday.
  static List<String> days(List<Value> items) {
    NavigableSet<Integer> chosen = new TreeSet<>();
    for (Value item : items) {
      ends(item, CalendarRanges::day)
          .map(day -> day % DAYS)
          .forEach(day -> chosen.add(day == 0 ? DAYS : day));
    }
    return runs(chosen, day -> DayOfWeek.of(day).name());
  }

  static List<String> months(List<Value> items) {
    NavigableSet<Integer> chosen = new TreeSet<>();
    items.forEach(item -> ends(item, CalendarRanges::month).forEach(chosen::add));
    return runs(chosen, month -> Month.of(month).name());
  }

  static List<String> daysOfMonth(List<Value> items) {
    return numbers(items, DayRange::new);
  }

  static List<String> years(List<Value> items) {
    return numbers(items, YearRange::new);
  }

  /// Checks a range.
  @FunctionalInterface
  private interface Check {
    /// @throws IllegalArgumentException if it is none
    Object range(int first, int last);
  }

  private static List<String> numbers(List<Value> items, Check check) {
    return items.stream().flatMap(item -> item.as(text -> numbers(text, check)).stream()).toList();
  }

  private static String numbers(String text, Check check) {
    if (!text.matches("-?[0-9]{1,4}(:-?[0-9]{1,4})?")) {
      throw new IllegalArgumentException(
          "should be a number, or two with a colon between them such as '1:7': is neither");
    }
    String[] ends = text.split(":", -1);
    check.range(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
    return text.replace(":", "-");
  }

  /// Every number from the first to the last word of a range; none and a complaint for what is no
  /// range.
  private static Stream<Integer> ends(Value item, ToIntFunction<String> word) {
    String[] ends = item.text().orElse("").toLowerCase(Locale.ROOT).split(":", -1);
    int first = word.applyAsInt(ends[0]);
    int last = word.applyAsInt(ends[ends.length - 1]);
    if (ends.length > 2 || first < 0 || last < first) {
      item.refuse("should be a name, or two in their order with a colon between them: is neither");
      return Stream.of();
    }
    return IntStream.rangeClosed(first, last).boxed();
  }

  /// Counted from Sunday, 0; negative for what is no day.
  private static int day(String text) {
    return Stream.of(DayOfWeek.values())
        .filter(day -> day.name().equalsIgnoreCase(text))
        .mapToInt(day -> day.getValue() % DAYS)
        .findFirst()
        .orElse(-1);
  }

  private static int month(String text) {
    if (text.matches("0?[1-9]|1[0-2]")) {
      return Integer.parseInt(text);
    }
    return Stream.of(Month.values())
        .filter(month -> month.name().equalsIgnoreCase(text))
        .mapToInt(Month::getValue)
        .findFirst()
        .orElse(-1);
  }

  private static List<String> runs(NavigableSet<Integer> chosen, IntFunction<String> name) {
    List<String> runs = new ArrayList<>();
    for (int first : chosen) {
      if (!chosen.contains(first - 1)) {
        int last = first;
        while (chosen.contains(last + 1)) {
          last++;
        }
        String begin = abbreviated(name.apply(first));
        runs.add(first == last ? begin : begin + "-" + abbreviated(name.apply(last)));
      }
    }
    return runs;
  }

  private static String abbreviated(String name) {
    return name.charAt(0) + name.substring(1, 3).toLowerCase(Locale.ROOT);
  }
}
