package io.firebell.schemas.policy;

import io.firebell.core.mute.Flapping;
import io.firebell.core.mute.Flips;
import io.firebell.core.mute.Hold;
import io.firebell.core.mute.InhibitRule;
import io.firebell.core.mute.Maintenance;
import io.firebell.core.mute.MuteRules;
import io.firebell.core.route.Matcher;
import io.firebell.core.time.Hours;
import io.firebell.core.time.TimeInterval;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the sections that keep alerts from notifying: `inhibit`, `maintenance`, `flapping` and
/// `hold`.
final class MuteReader {

  private static final List<String> MAINTENANCE = List.of("name", "match", "every");
  private static final List<String> NOT_YET = List.of("announce", "notify");

  private static final int USUAL_CHANGES = 4;
  private static final Duration USUAL_WITHIN = Duration.ofMinutes(30);
  private static final Duration USUAL_HOLD = Duration.ofMinutes(15);

  private final YamlFields policy;

  MuteReader(YamlFields policy) {
    this.policy = policy;
  }

  MuteRules read() {
    return new MuteRules(inhibit(), maintenance(), flapping(), holds());
  }

  private List<InhibitRule> inhibit() {
    List<InhibitRule> rules = new ArrayList<>();
    for (YamlValue item : items("inhibit")) {
      item.fields("source", "target", "equal")
          .ifPresent(fields ->
              rules.add(
                  new InhibitRule(
                      matchers(fields, "source", "which alerts mute others"),
                      matchers(fields, "target", "which alerts are muted"),
                      fields
                          .get("equal")
                          .map(labels -> labels.distinctTexts(""))
                          .orElse(List.of()))));
    }
    return rules;
  }

  private List<Maintenance> maintenance() {
    List<Maintenance> windows = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (YamlValue item : items("maintenance")) {
      item.fields(MAINTENANCE, NOT_YET)
          .flatMap(fields -> maintenance(fields, names))
          .ifPresent(windows::add);
    }
    return windows;
  }

  private static Optional<Maintenance> maintenance(YamlFields fields, Set<String> names) {
    Optional<YamlValue> called = fields.require("name", "what the work is called");
    Optional<String> name = called.flatMap(YamlValue::text);
    if (name.isPresent() && !names.add(name.get())) {
      called.get().refuse("every maintenance should have a name of its own: " + name.get());
    }
    List<Matcher> match = matchers(fields, "match", "which alerts are expected of the work");
    List<TimeInterval> times =
        fields.require("every", "when the work is done").stream()
            .flatMap(every -> every.oneOrMore("should have a time: has none").stream())
            .flatMap(time -> time.as(Recurrence::parse).stream())
            .flatMap(hours -> hours.intervals().stream())
            .toList();
    return times.isEmpty()
        ? Optional.empty()
        : name.map(known -> new Maintenance(known, match, new Hours(known, times)));
  }

  private @Nullable Flapping flapping() {
    return policy
        .get("flapping")
        .flatMap(value -> value.fields("changes", "within", "hold"))
        .map(fields ->
            new Flapping(
                fields
                    .get("changes")
                    .flatMap(value -> value.integer(2, Flips.KEPT))
                    .orElse(USUAL_CHANGES),
                fields.positiveDuration("within", USUAL_WITHIN),
                fields.positiveDuration("hold", USUAL_HOLD)))
        .orElse(null);
  }

  private List<Hold> holds() {
    List<Hold> holds = new ArrayList<>();
    for (YamlValue item : items("hold")) {
      item.fields("match", "for").flatMap(MuteReader::hold).ifPresent(holds::add);
    }
    return holds;
  }

  private static Optional<Hold> hold(YamlFields fields) {
    List<Matcher> match = matchers(fields, "match", "which alerts have to last; [] for all");
    return fields
        .require("for", "how long they have to fire before anybody hears of them")
        .flatMap(YamlValue::positiveDuration)
        .map(time -> new Hold(match, time));
  }

  private List<YamlValue> items(String section) {
    return policy.get(section).map(list -> list.items("")).orElse(List.of());
  }

  private static List<Matcher> matchers(YamlFields fields, String key, String why) {
    return fields.require(key, why).stream()
        .flatMap(match -> match.oneOrMore("").stream())
        .flatMap(item -> item.as(Matcher::parseAll).stream())
        .flatMap(List::stream)
        .toList();
  }
}
