package io.firebell.schemas.policy;

import io.firebell.core.mute.Maintenance;
import io.firebell.core.route.Matcher;
import io.firebell.core.time.Hours;
import io.firebell.core.time.Occasions;
import io.firebell.core.time.Stretch;
import java.time.Duration;
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

  private static final List<String> KEYS =
      List.of("name", "match", "every", "at", "announce", "notify");

  private final Names names;
  private final Set<String> pagers;
  private final Set<String> taken = new HashSet<>();

  /// @param pagers the channels that cannot be told of maintenance
  MaintenanceReader(Names names, Set<String> pagers) {
    this.names = names;
    this.pagers = pagers;
  }

  List<Maintenance> read(List<YamlValue> items) {
    List<Maintenance> read = new ArrayList<>();
    for (YamlValue item : items) {
      item.fields(KEYS).flatMap(fields -> maintenance(item, fields)).ifPresent(read::add);
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
        MatcherReader.required(fields, "match", "which alerts are expected of the work");
    if (!fields.has("every") && !fields.has("at")) {
      item.refuse("should say when the work is done, by every or at: says neither");
    }
    List<Hours> recurring =
        fields.get("every").stream()
            .flatMap(every -> every.oneOrMore("should have a time: has none").stream())
            .flatMap(time -> time.as(Recurrence::parse).stream())
            .toList();
    List<Stretch> once = fields.get("at").map(MaintenanceReader::once).orElse(List.of());
    List<String> notify = fields.get("notify").map(this::channels).orElse(List.of());
    if (!fields.has("notify")) {
      fields
          .get("announce")
          .ifPresent(value -> value.refuse("should have channels under notify to tell: has none"));
    }
    Duration announce = fields.positiveDuration("announce", Duration.ZERO);
    return recurring.isEmpty() && once.isEmpty()
        ? Optional.empty()
        : name.map(known -> {
          Occasions when = new Occasions(recurring, once);
          return new Maintenance(known, match, when, announce, notify);
        });
  }

  private List<String> channels(YamlValue value) {
    List<String> channels = value.distinctTexts("should name a channel: names none");
    for (String name : channels) {
      names.channels().check(value, "channels", name);
      if (pagers.contains(name)) {
        value.refuse("should not name a channel of PagerDuty, which has no event for it: " + name);
      }
    }
    return channels;
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
