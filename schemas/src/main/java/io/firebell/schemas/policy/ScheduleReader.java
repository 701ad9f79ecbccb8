package io.firebell.schemas.policy;

import io.firebell.core.escalate.Layer;
import io.firebell.core.escalate.Schedule;
import io.firebell.core.escalate.ScheduleOverride;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the section `schedules`: who is on call when. A schedule has `layers`, or the keys of its
/// only layer itself.
final class ScheduleReader {

  private static final List<String> LAYERED = List.of("timezone", "layers", "overrides");
  private static final List<String> SINGLE =
      List.of("timezone", "rotate", "handoff", "start", "users", "restrict", "layers", "overrides");

  private final Names names;
  private final LayerReader layers;

  ScheduleReader(Names names) {
    this.names = names;
    this.layers = new LayerReader(names);
  }

  Map<String, Schedule> read(YamlValue section) {
    Map<String, Schedule> schedules = new HashMap<>();
    section
        .byName()
        .forEach((name, value) ->
            value
                .fields(value.has("layers") ? LAYERED : SINGLE)
                .flatMap(fields -> schedule(name, fields))
                .ifPresent(schedule -> schedules.put(name, schedule)));
    return schedules;
  }

  private Optional<Schedule> schedule(String name, YamlFields fields) {
    Optional<ZoneId> zone =
        fields
            .require("timezone", "whose clock the handoff is on, such as Europe/London")
            .flatMap(value -> value.as(LocalTimes::zone));
    List<Layer> read =
        fields
            .get("layers")
            .map(this::layers)
            .orElseGet(() -> layers.read(fields).stream().toList());
    List<ScheduleOverride> overrides =
        fields
            .get("overrides")
            .map(value -> overrides(value, zone.orElse(ZoneOffset.UTC)))
            .orElse(List.of());
    return zone.isEmpty() || read.isEmpty()
        ? Optional.empty()
        : Optional.of(new Schedule(name, zone.get(), read, overrides));
  }

  private List<Layer> layers(YamlValue value) {
    List<Layer> read = new ArrayList<>();
    for (YamlValue item : value.items("should have a layer: has none")) {
      item.fields(LayerReader.KEYS).flatMap(layers::read).ifPresent(read::add);
    }
    return read;
  }

  private List<ScheduleOverride> overrides(YamlValue value, ZoneId zone) {
    List<ScheduleOverride> overrides = new ArrayList<>();
    for (YamlValue item : value.items("")) {
      item.fields("user", "from", "to")
          .flatMap(fields -> override(fields, zone))
          .ifPresent(overrides::add);
    }
    return overrides;
  }

  private Optional<ScheduleOverride> override(YamlFields fields, ZoneId zone) {
    Optional<YamlValue> named = fields.require("user", "who is on call instead");
    Optional<String> user = named.flatMap(YamlValue::text);
    named.ifPresent(value -> user.ifPresent(name -> names.users().check(value, "a user", name)));
    Optional<Instant> from = time(fields.require("from", "when it begins"), zone);
    Optional<YamlValue> end = fields.require("to", "when it is over");
    Optional<Instant> to = time(end, zone);
    if (user.isEmpty() || from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    if (!from.get().isBefore(to.get())) {
      end.ifPresent(value -> value.refuse("should be later than from: is not"));
      return Optional.empty();
    }
    return Optional.of(new ScheduleOverride(user.get(), from.get(), to.get()));
  }

  private static Optional<Instant> time(Optional<YamlValue> value, ZoneId zone) {
    return value.flatMap(written -> written.as(text -> LocalTimes.instant(text, zone)));
  }
}
