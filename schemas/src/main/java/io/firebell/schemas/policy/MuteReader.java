package io.firebell.schemas.policy;

import io.firebell.core.mute.Flapping;
import io.firebell.core.mute.Flips;
import io.firebell.core.mute.Hold;
import io.firebell.core.mute.InhibitRule;
import io.firebell.core.mute.MuteRules;
import io.firebell.core.notify.ChannelType;
import io.firebell.core.route.Matcher;
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

  private static final int USUAL_CHANGES = 4;
  private static final Duration USUAL_WITHIN = Duration.ofMinutes(30);
  private static final Duration USUAL_HOLD = Duration.ofMinutes(15);

  private final YamlFields policy;
  private final Names names;

  MuteReader(YamlFields policy, Names names) {
    this.policy = policy;
    this.names = names;
  }

  MuteRules read() {
    return new MuteRules(
        inhibit(),
        new MaintenanceReader(names, pagers()).read(items("maintenance")),
        flapping(),
        holds());
  }

  /// The names of PagerDuty's channels, whatever else is wrong with them.
  private Set<String> pagers() {
    Set<String> pagers = new HashSet<>();
    policy
        .get("channels")
        .ifPresent(channels ->
            channels
                .byName()
                .forEach((name, value) -> {
                  if (value.has(ChannelType.PAGERDUTY.wireName())) {
                    pagers.add(name);
                  }
                }));
    return pagers;
  }

  private List<InhibitRule> inhibit() {
    List<InhibitRule> rules = new ArrayList<>();
    for (YamlValue item : items("inhibit")) {
      item.fields("source", "target", "equal")
          .ifPresent(fields ->
              rules.add(
                  new InhibitRule(
                      MatcherReader.required(fields, "source", "which alerts mute others"),
                      MatcherReader.required(fields, "target", "which alerts are muted"),
                      fields
                          .get("equal")
                          .map(labels -> labels.distinctTexts(""))
                          .orElse(List.of()))));
    }
    return rules;
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
    List<Matcher> match =
        MatcherReader.required(fields, "match", "which alerts have to last; [] for all");
    return fields
        .require("for", "how long they have to fire before anybody hears of them")
        .flatMap(YamlValue::positiveDuration)
        .map(time -> new Hold(match, time));
  }

  private List<YamlValue> items(String section) {
    return policy.get(section).map(list -> list.items("")).orElse(List.of());
  }
}
