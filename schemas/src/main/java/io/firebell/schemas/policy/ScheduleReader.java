package io.firebell.schemas.policy;

import io.firebell.core.escalate.Schedule;
import io.firebell.core.escalate.Schedule.Rotation;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the section `schedules`: who takes turns when.
final class ScheduleReader {

  private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");

  /// Turns are counted from here when a schedule does not say from when.
  private static final LocalDate USUAL_START = LocalDate.EPOCH;

  private final Names names;

  ScheduleReader(Names names) {
    this.names = names;
  }

  /// When turns change.
  ///
  /// @param day empty when only a time was written
  private record Handoff(Optional<DayOfWeek> day, LocalTime time) {}

  Map<String, Schedule> read(YamlValue section) {
    Map<String, Schedule> schedules = new HashMap<>();
    section
        .byName()
        .forEach((name, value) ->
            value
                .fields("timezone", "rotate", "handoff", "start", "users")
                .flatMap(fields -> schedule(name, fields))
                .ifPresent(schedule -> schedules.put(name, schedule)));
    return schedules;
  }

  private Optional<Schedule> schedule(String name, YamlFields fields) {
    Optional<ZoneId> zone =
        fields
            .require("timezone", "whose clock the handoff is on, such as Europe/London")
            .flatMap(value -> value.as(ScheduleReader::zone));
    Optional<Rotation> rotation =
        fields
            .require("rotate", "daily or weekly")
            .flatMap(value -> value.as(ScheduleReader::rotation));
    Optional<YamlValue> handoffValue =
        fields.require("handoff", "when turns change, such as 'Mon 09:00' or '09:00'");
    Optional<Handoff> handoff = handoffValue.flatMap(value -> value.as(ScheduleReader::handoff));
    LocalDate start =
        fields.get("start").flatMap(value -> value.as(ScheduleReader::date)).orElse(USUAL_START);
    List<String> users =
        fields.require("users", "who takes turns").map(this::users).orElse(List.of());
    if (zone.isEmpty() || rotation.isEmpty() || handoff.isEmpty() || users.isEmpty()) {
      return Optional.empty();
    }
    handoffValue.ifPresent(value -> checkDay(value, rotation.get(), handoff.get()));
    DayOfWeek day = handoff.get().day.orElse(DayOfWeek.MONDAY);
    return Optional.of(
        new Schedule(name, zone.get(), rotation.get(), day, handoff.get().time, start, users));
  }

  private static void checkDay(YamlValue value, Rotation rotation, Handoff handoff) {
    switch (rotation) {
      case DAILY -> {
        if (handoff.day.isPresent()) {
          value.refuse("a daily handoff should be a time such as '09:00': has a day");
        }
      }
      case WEEKLY -> {
        if (handoff.day.isEmpty()) {
          value.refuse("a weekly handoff should have a day, such as 'Mon 09:00': has none");
        }
      }
    }
  }

  private List<String> users(YamlValue value) {
    List<String> users = new ArrayList<>();
    for (YamlValue item : value.oneOrMore("should name a user: names none")) {
      Optional<String> user = item.text();
      user.ifPresent(name -> names.users().check(item, "a user", name));
      user.ifPresent(users::add);
    }
    return users;
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "should be a time zone such as Europe/London or UTC: was \""
              + text
              + "\""
              + Nearest.hint(text, ZoneId.getAvailableZoneIds()),
          e);
    }
  }

  private static Rotation rotation(String text) {
    return switch (text) {
      case "daily" -> Rotation.DAILY;
      case "weekly" -> Rotation.WEEKLY;
      default ->
          throw new IllegalArgumentException("should be daily or weekly: was \"" + text + "\"");
    };
  }

  private static Handoff handoff(String text) {
    int blank = text.indexOf(' ');
    String day = blank < 0 ? "" : text.substring(0, blank);
    String time = text.substring(blank + 1);
    if (!time.matches("([01][0-9]|2[0-3]):[0-5][0-9]") || (blank >= 0 && !DAYS.contains(day))) {
      throw new IllegalArgumentException(
          "should be a day and a time such as 'Mon 09:00', or a time such as '09:00': was \""
              + text
              + "\"");
    }
    return new Handoff(
        blank < 0 ? Optional.empty() : Optional.of(DayOfWeek.of(DAYS.indexOf(day) + 1)),
        LocalTime.parse(time));
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "should be a date such as 2026-01-05: was \"" + text + "\"", e);
    }
  }
}
