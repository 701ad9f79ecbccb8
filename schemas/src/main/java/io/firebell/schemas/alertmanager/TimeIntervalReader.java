package io.firebell.schemas.alertmanager;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Reads the section `time_intervals` and the older `mute_time_intervals`. Followed:
/// [timeinterval.go](https://github.com/prometheus/alertmanager/blob/main/timeinterval/timeinterval.go).
final class TimeIntervalReader {

  private static final Keys NAMED = Keys.reading("name", "time_intervals");
  private static final Keys STRETCH =
      Keys.reading("times", "weekdays", "days_of_month", "months", "years", "location");
  private static final Keys TIMES = Keys.reading("start_time", "end_time");
  private static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9]|24:00";

  private final SequencedMap<String, HoursDraft> byName = new LinkedHashMap<>();
  private final ZoneId local;

  /// @param local what `Local` stands for
  TimeIntervalReader(ZoneId local) {
    this.local = local;
  }

  /// In the order of the text, both sections together.
  List<HoursDraft> read(List<Value> items) {
    SequencedMap<String, Section> sections = new LinkedHashMap<>();
    for (Value item : items) {
      item.section(NAMED)
          .ifPresent(section -> {
            String name = section.text("name").orElse("");
            if (name.isEmpty()) {
              item.refuse("should have a name: has none");
            } else if (sections.putIfAbsent(name, section) != null) {
              section
                  .get("name")
                  .ifPresent(again -> again.refuse("should be there once: is before"));
            }
          });
    }
    LegalNames names = LegalNames.of(List.copyOf(sections.keySet()));
    sections.forEach((name, section) -> {
      List<SequencedMap<String, Object>> stretches = new ArrayList<>();
      for (Value item : section.items("time_intervals")) {
        item.section(STRETCH).map(this::stretch).ifPresent(stretches::add);
      }
      if (stretches.isEmpty()) {
        section.mapping().refuse("should have an interval under time_intervals: has none");
      }
      byName.put(name, new HoursDraft(name, names.of(name), stretches));
    });
    return List.copyOf(byName.values());
  }

  /// The policy's names by those of the configuration.
  Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    byName.forEach((name, hours) -> names.put(name, hours.hours()));
    return names;
  }

  private SequencedMap<String, Object> stretch(Section section) {
    SequencedMap<String, Object> stretch = new LinkedHashMap<>();
    stretch.put("timezone", zone(section.filled("location")));
    put(
        stretch,
        "times",
        section.items("times").stream()
            .flatMap(item -> item.section(TIMES).flatMap(TimeIntervalReader::times).stream())
            .toList());
    put(stretch, "days", CalendarRanges.days(section.items("weekdays")));
    put(stretch, "daysOfMonth", CalendarRanges.daysOfMonth(section.items("days_of_month")));
    put(stretch, "months", CalendarRanges.months(section.items("months")));
    put(stretch, "years", CalendarRanges.years(section.items("years")));
    if (stretch.size() == 1) {
      stretch.put("times", List.of("00:00-24:00"));
    }
    return stretch;
  }

  private static void put(SequencedMap<String, Object> stretch, String key, List<String> texts) {
    if (!texts.isEmpty()) {
      stretch.put(key, texts);
    }
  }

  private String zone(Optional<Value> location) {
    if (location.isEmpty()) {
      return "UTC";
    }
    String name = location.get().text().orElse("");
    if (name.equals("Local")) {
      location.get().warn("is taken for " + local.getId() + ", where this was read");
      return local.getId();
    }
    try {
      return ZoneId.of(name).getId();
    } catch (DateTimeException e) {
      location.get().refuse("should be a time zone such as Europe/London: is not known");
      return "UTC";
    }
  }

  private static Optional<String> times(Section section) {
    Optional<String> start = time(section, "start_time");
    Optional<String> end = time(section, "end_time");
    if (start.isEmpty() || end.isEmpty()) {
      return Optional.empty();
    }
    if (start.get().compareTo(end.get()) >= 0) {
      section.mapping().refuse("should end later than it begins: does not");
      return Optional.empty();
    }
    return Optional.of(start.get() + "-" + end.get());
  }

  private static Optional<String> time(Section section, String key) {
    Optional<String> time = section.text(key).filter(text -> text.matches(TIME));
    if (time.isEmpty()) {
      section
          .get(key)
          .orElse(section.mapping())
          .refuse("should have a " + key + " such as '09:00': has none");
    }
    return time;
  }
}
