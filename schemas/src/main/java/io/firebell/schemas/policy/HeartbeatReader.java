package io.firebell.schemas.policy;

import io.firebell.core.classify.Priority;
import io.firebell.core.classify.PriorityLevel;
import io.firebell.core.heartbeat.Heartbeat;
import io.firebell.core.route.Matcher;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the section `heartbeats`: what is to be heard of every so often.
final class HeartbeatReader {

  private final List<PriorityLevel> levels;

  /// @param levels what priorities may be called; none where that is not known
  HeartbeatReader(List<PriorityLevel> levels) {
    this.levels = levels;
  }

  Map<String, Heartbeat> read(YamlValue section) {
    Map<String, Heartbeat> heartbeats = new HashMap<>();
    section
        .byName()
        .forEach((name, value) ->
            value
                .fields("every", "grace", "priority", "match")
                .flatMap(fields -> heartbeat(name, fields))
                .ifPresent(one -> heartbeats.put(name, one)));
    return heartbeats;
  }

  private Optional<Heartbeat> heartbeat(String name, YamlFields fields) {
    Duration grace = fields.duration("grace", Duration.ZERO);
    Priority priority =
        fields.get("priority").flatMap(value -> value.as(this::priority)).orElse(Priority.P2);
    List<Matcher> match = MatcherReader.optional(fields, "match");
    return fields
        .require("every", "how far apart two heartbeats are")
        .flatMap(YamlValue::positiveDuration)
        .map(every -> new Heartbeat(name, every, grace, priority, match));
  }

  private Priority priority(String text) {
    return levels.isEmpty()
        ? Priority.P2
        : PriorityLevel.called(text, levels)
            .orElseThrow(
                () -> new IllegalArgumentException("should be a priority: was \"" + text + "\""));
  }
}
