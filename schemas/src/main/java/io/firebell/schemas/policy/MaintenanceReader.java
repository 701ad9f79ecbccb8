package io.firebell.schemas.policy;

import io.firebell.core.mute.Maintenance;
import io.firebell.core.route.Matcher;
import io.firebell.core.time.Hours;
import io.firebell.core.time.Occasions;
import io.firebell.core.time.Stretch;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads the section `maintenance`: work that is done at times that are known beforehand.
final class MaintenanceReader {

  private static final List<String> KEYS = List.of("name", "match", "every", "at");
  private static final List<String> NOT_YET = List.of("announce", "notify");

  private final Set<String> taken = new HashSet<>();

  List<Maintenance> read(List<YamlValue> items) {
    List<Maintenance> read = new ArrayList<>();
    for (YamlValue item : items) {
      item.fields(KEYS, NOT_YET).flatMap(fields -> maintenance(item, fields)).ifPresent(read::add);
    }
    return read;
  }

  private Optional<Maintenance> maintenance(YamlValue item, YamlFields fields) {
    Optional<YamlValue> called = fields.require("name", "what the work is called");
    Optional<String> name = called.flatMap(YamlValue::text);
    if (name.isPresent() && !taken.add(name.get())) {
      called.get().refuse("every maintenance should have a name of its own: " + name.get());
    }
    List<Matcher> match =
        MuteReader.matchers(fields, "match", "which alerts are expected of the work");
    if (!fields.has("every") && !fields.has("at")) {
      item.refuse("should say when the work is done, by every or at: says neither");
    }
    List<Hours> recurring =
        fields.get("every").stream()
            .flatMap(every -> every.oneOrMore("should have a time: has none").stream())
            .flatMap(time -> time.as(Recurrence::parse).stream())
            .toList();
    List<Stretch> once = fields.get("at").map(MaintenanceReader::once).orElse(List.of());
    return recurring.isEmpty() && once.isEmpty()
        ? Optional.empty()
        : name.map(known -> new Maintenance(known, match, new Occasions(recurring, once)));
  }

  private static List<Stretch> once(YamlValue value) {
    List<YamlValue> items =
        value.isMapping() ? List.of(value) : value.items("should have a time: has none");
    List<Stretch> stretches = new ArrayList<>();
    for (YamlValue item : items) {
      item.fields("from", "to", "timezone")
          .flatMap(MaintenanceReader::stretch)
          .ifPresent(stretches::add);
    }
    return stretches;
  }

  private static Optional<Stretch> stretch(YamlFields fields) {
    Optional<YamlValue> begin = fields.require("from", "when the work begins");
    Optional<YamlValue> end = fields.require("to", "when the work is over");
    Optional<ZoneId> zone =
        fields
            .require("timezone", "whose clock from and to are on, such as Europe/London")
            .flatMap(value -> value.as(LocalTimes::zone));
    ZoneId clock = zone.orElse(ZoneOffset.UTC);
    Optional<Instant> from =
        begin.flatMap(value -> value.as(text -> LocalTimes.instant(text, clock)));
    Optional<Instant> to = end.flatMap(value -> value.as(text -> LocalTimes.instant(text, clock)));
    if (zone.isEmpty() || from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    if (!from.get().isBefore(to.get())) {
      end.get().refuse("should be later than from: is not");
      return Optional.empty();
    }
    return Optional.of(new Stretch(from.get(), to.get()));
  }
}
