package io.firebell.schemas.policy;

import io.firebell.core.classify.Priority;
import io.firebell.core.classify.PriorityLevel;
import io.firebell.core.classify.UpdateClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the section `priorities`: what each of P1 to P4 is called and promises.
final class PriorityReader {

  static final List<String> ALL = Arrays.stream(Priority.values()).map(Priority::name).toList();

  private static final List<String> KEYS =
      List.of("name", "aliases", "respond", "update", "postmortem", "recover");

  private final Names.Known channels;

  /// Whose each name is, in lower case.
  private final Map<String, Priority> taken = new HashMap<>();

  /// @param channels those of the policy
  PriorityReader(Names.Known channels) {
    this.channels = channels;
  }

  /// The levels; not all of them where there are mistakes.
  List<PriorityLevel> read(YamlValue section) {
    Optional<YamlFields> priorities = section.fields(ALL);
    if (priorities.isEmpty()) {
      return List.of();
    }
    for (Priority priority : Priority.values()) {
      taken.put(priority.name().toLowerCase(Locale.ROOT), priority);
    }
    List<PriorityLevel> levels = new ArrayList<>();
    for (Priority priority : Priority.values()) {
      priorities
          .get()
          .require(priority.name(), "every priority is described")
          .flatMap(value -> value.fields(KEYS))
          .map(fields -> level(priority, fields))
          .ifPresent(levels::add);
    }
    return levels;
  }

  private PriorityLevel level(Priority priority, YamlFields fields) {
    String name =
        fields
            .require("name", "what people call this priority")
            .flatMap(value -> claim(value, priority))
            .orElse(priority.name());
    List<String> aliases =
        fields.oneOrMore("aliases").stream()
            .flatMap(value -> claim(value, priority).stream())
            .toList();
    @Nullable Duration respond =
        fields.get("respond").flatMap(YamlValue::positiveDuration).orElse(null);
    @Nullable UpdateClock update = fields.get("update").flatMap(this::clock).orElse(null);
    @Nullable Duration postmortem =
        fields.get("postmortem").flatMap(YamlValue::positiveDuration).orElse(null);
    @Nullable Duration recover =
        fields.get("recover").flatMap(YamlValue::positiveDuration).orElse(null);
    return new PriorityLevel(priority, name, aliases, respond, update, postmortem, recover);
  }

  private Optional<UpdateClock> clock(YamlValue value) {
    return value.isMapping()
        ? value.fields("first", "every", "notify").flatMap(this::clock)
        : value.positiveDuration().map(every -> new UpdateClock(every, every, List.of()));
  }

  private Optional<UpdateClock> clock(YamlFields fields) {
    Optional<Duration> every =
        fields
            .require("every", "how long after each update the next is due")
            .flatMap(YamlValue::positiveDuration);
    Optional<Duration> first = fields.get("first").flatMap(YamlValue::positiveDuration);
    List<String> inform = fields.get("notify").map(this::channels).orElse(List.of());
    return every.map(time -> new UpdateClock(first.orElse(time), time, inform));
  }

  private List<String> channels(YamlValue value) {
    List<String> named = value.distinctTexts("should name a channel: names none");
    named.forEach(name -> channels.check(value, "channels", name));
    return named;
  }

  /// A name, which no other priority may have.
  private Optional<String> claim(YamlValue value, Priority priority) {
    Optional<String> name = value.text();
    if (name.isPresent()) {
      Priority owner = taken.putIfAbsent(name.get().toLowerCase(Locale.ROOT), priority);
      if (owner != null && owner != priority) {
        value.refuse(
            "a name should belong to one priority: \""
                + name.get()
                + "\" is "
                + owner
                + " already");
      }
    }
    return name;
  }
}
