package io.firebell.schemas.policy;

import io.firebell.core.escalate.Layer;
import io.firebell.core.escalate.Restriction;
import io.firebell.core.escalate.Rotation;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads a layer of a schedule: who takes turns, how long they are, and in which hours.
final class LayerReader {

  static final List<String> KEYS = List.of("rotate", "handoff", "start", "users", "restrict");

  /// Turns are counted from here when a layer does not say from when.
  private static final LocalDate USUAL_START = LocalDate.EPOCH;

  private final Names names;

  LayerReader(Names names) {
    this.names = names;
  }

  /// The layer that these keys describe; empty, with complaints, if they describe none.
  Optional<Layer> read(YamlFields fields) {
    Optional<TurnLength> length =
        fields
            .require("rotate", "how long a turn is: daily, weekly, monthly, or such as 12h, 3d, 2w")
            .flatMap(value -> value.as(TurnLength::parse));
    Optional<YamlValue> handoff =
        fields.require("handoff", "when turns change, such as 'Mon 09:00' or '09:00'");
    LocalDate start =
        fields.get("start").flatMap(value -> value.as(LocalTimes::date)).orElse(USUAL_START);
    Optional<Rotation> rotation =
        handoff
            .flatMap(value -> value.as(Handoff::parse))
            .flatMap(
                parsed -> length.flatMap(turn -> rotation(handoff.get(), turn, parsed, start)));
    List<String> users =
        fields.require("users", "who takes turns").map(this::users).orElse(List.of());
    List<Restriction> restrictions =
        fields.get("restrict").map(LayerReader::restrictions).orElse(List.of());
    return rotation.isEmpty() || users.isEmpty()
        ? Optional.empty()
        : Optional.of(new Layer(rotation.get(), users, restrictions));
  }

  private static Optional<Rotation> rotation(
      YamlValue value, TurnLength length, Handoff handoff, LocalDate start) {
    try {
      return Optional.of(length.rotation(handoff, start));
    } catch (IllegalArgumentException e) {
      value.refuse(String.valueOf(e.getMessage()));
      return Optional.empty();
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

  private static List<Restriction> restrictions(YamlValue value) {
    List<YamlValue> items =
        value.isMapping() ? List.of(value) : value.items("should have hours: has none");
    List<Restriction> restrictions = new ArrayList<>();
    for (YamlValue item : items) {
      item.fields("days", "from", "to")
          .flatMap(fields -> restriction(item, fields))
          .ifPresent(restrictions::add);
    }
    return restrictions;
  }

  private static Optional<Restriction> restriction(YamlValue item, YamlFields fields) {
    if (fields.keys().isEmpty()) {
      item.refuse("should have days, or from and to: has neither");
      return Optional.empty();
    }
    Set<DayOfWeek> days =
        fields.get("days").map(LayerReader::days).orElse(EnumSet.allOf(DayOfWeek.class));
    if (!fields.has("from") && !fields.has("to")) {
      return restriction(days, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);
    }
    Optional<LocalTime> from =
        fields
            .require("from", "when the hours begin; comes with to")
            .flatMap(value -> value.as(LocalTimes::time));
    Optional<LocalTime> to =
        fields
            .require("to", "when the hours end; comes with from")
            .flatMap(value -> value.as(LocalTimes::endTime));
    return from.flatMap(begin -> to.flatMap(end -> restriction(days, begin, end)));
  }

  /// Empty where no day could be read.
  private static Optional<Restriction> restriction(
      Set<DayOfWeek> days, LocalTime from, LocalTime to) {
    return days.isEmpty() ? Optional.empty() : Optional.of(new Restriction(days, from, to));
  }

  private static Set<DayOfWeek> days(YamlValue value) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (YamlValue item : value.oneOrMore("should have a day: has none")) {
      item.as(Weekdays::parse).ifPresent(days::addAll);
    }
    return days;
  }
}
