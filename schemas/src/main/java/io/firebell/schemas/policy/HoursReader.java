package io.firebell.schemas.policy;

import io.firebell.core.time.DayRange;
import io.firebell.core.time.Hours;
import io.firebell.core.time.TimeInterval;
import io.firebell.core.time.TimeRange;
import io.firebell.core.time.YearRange;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads the section `hours`: times that recur, by the name that other parts use. Each is one
/// stretch or a list of several.
final class HoursReader {

  private static final List<String> PARTS =
      List.of("days", "from", "to", "times", "daysOfMonth", "months", "years");
  private static final List<String> KEYS =
      List.of("timezone", "days", "from", "to", "times", "daysOfMonth", "months", "years");

  Map<String, Hours> read(YamlValue section) {
    Map<String, Hours> hours = new HashMap<>();
    section
        .byName()
        .forEach((name, value) -> {
          List<TimeInterval> intervals = intervals(value);
          if (!intervals.isEmpty()) {
            hours.put(name, new Hours(name, intervals));
          }
        });
    return hours;
  }

  private static List<TimeInterval> intervals(YamlValue value) {
    List<YamlValue> items =
        value.isMapping() ? List.of(value) : value.items("should have a stretch: has none");
    List<TimeInterval> intervals = new ArrayList<>();
    for (YamlValue item : items) {
      item.fields(KEYS).flatMap(fields -> interval(item, fields)).ifPresent(intervals::add);
    }
    return intervals;
  }

  private static Optional<TimeInterval> interval(YamlValue item, YamlFields fields) {
    if (PARTS.stream().noneMatch(fields::has)) {
      item.refuse("should have times, days, months or years: has none");
    }
    Optional<ZoneId> zone =
        fields
            .require("timezone", "whose clock the hours are on, such as Europe/London")
            .flatMap(value -> value.as(LocalTimes::zone));
    List<TimeRange> times = times(fields);
    Set<DayOfWeek> days = union(fields, "days", value -> value.as(Weekdays::parse));
    List<DayRange> daysOfMonth =
        all(fields, "daysOfMonth", value -> value.charactersAs(CalendarText::daysOfMonth));
    Set<Month> months = union(fields, "months", value -> value.as(CalendarText::months));
    List<YearRange> years = all(fields, "years", value -> value.charactersAs(CalendarText::years));
    return zone.map(known -> new TimeInterval(times, days, daysOfMonth, months, years, known));
  }

  private static List<TimeRange> times(YamlFields fields) {
    if (!fields.has("from") && !fields.has("to")) {
      return all(fields, "times", value -> value.as(CalendarText::times));
    }
    fields
        .get("times")
        .ifPresent(value -> value.refuse("should stand alone, or be from and to: has both"));
    Optional<String> from =
        fields
            .require("from", "when the hours begin; comes with to")
            .flatMap(value -> value.as(text -> LocalTimes.time(text).toString()));
    Optional<String> to =
        fields
            .require("to", "when the hours end; comes with from")
            .flatMap(value -> value.as(text -> LocalTimes.endTime(text).toString()));
    return from.flatMap(begin -> to.map(end -> CalendarText.times(begin, end))).stream().toList();
  }

  /// What each item under a key means.
  private static <T> List<T> all(
      YamlFields fields, String key, Function<YamlValue, Optional<T>> reading) {
    return fields
        .get(key)
        .map(value -> value.oneOrMore("should not be empty: leave it out for any"))
        .orElse(List.of())
        .stream()
        .flatMap(value -> reading.apply(value).stream())
        .toList();
  }

  /// All that the items under a key mean together.
  private static <T> Set<T> union(
      YamlFields fields, String key, Function<YamlValue, Optional<Set<T>>> reading) {
    return all(fields, key, reading).stream().flatMap(Set::stream).collect(Collectors.toSet());
  }
}
