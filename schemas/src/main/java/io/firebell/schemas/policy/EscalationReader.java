package io.firebell.schemas.policy;

import io.firebell.core.escalate.Escalation;
import io.firebell.core.escalate.EscalationStep;
import io.firebell.core.escalate.Target;
import io.firebell.core.escalate.Until;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the section `escalations`: whom to page, step by step.
final class EscalationReader {

  private static final Duration USUAL_WAIT = Duration.ofMinutes(5);
  private static final int MOST_REPEATS = 100;

  private final Names names;

  EscalationReader(Names names) {
    this.names = names;
  }

  Map<String, Escalation> read(YamlValue section) {
    Map<String, Escalation> escalations = new HashMap<>();
    section
        .byName()
        .forEach((name, value) ->
            value
                .fields("repeat", "ackTimeout", "until", "steps")
                .flatMap(fields -> escalation(name, fields))
                .ifPresent(escalation -> escalations.put(name, escalation)));
    return escalations;
  }

  private Optional<Escalation> escalation(String name, YamlFields fields) {
    int repeat = fields.get("repeat").flatMap(value -> value.integer(0, MOST_REPEATS)).orElse(0);
    List<EscalationStep> steps = new ArrayList<>();
    Optional<YamlValue> list = fields.require("steps", "whom to page");
    List<YamlValue> items =
        list.map(value -> value.items("should have a step: has none")).orElse(List.of());
    for (YamlValue item : items) {
      item.fields("page", "wait", "roundRobin").flatMap(this::step).ifPresent(steps::add);
    }
    @Nullable Duration ackTimeout =
        fields.get("ackTimeout").flatMap(YamlValue::positiveDuration).orElse(null);
    Until until =
        fields
            .get("until")
            .flatMap(value -> value.as(EscalationReader::until))
            .orElse(Until.ACKNOWLEDGED);
    return steps.isEmpty()
        ? Optional.empty()
        : Optional.of(new Escalation(name, repeat, steps, ackTimeout, until));
  }

  private static Until until(String text) {
    return Arrays.stream(Until.values())
        .filter(until -> until.wireName().equals(text))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "should be acknowledged or resolved: was \"" + text + "\""));
  }

  private Optional<EscalationStep> step(YamlFields fields) {
    Optional<YamlValue> page = fields.require("page", "whom this step pages");
    List<Target> targets = page.map(this::targets).orElse(List.of());
    Duration wait = fields.positiveDuration("wait", USUAL_WAIT);
    boolean roundRobin = fields.get("roundRobin").flatMap(YamlValue::flag).orElse(false);
    return targets.isEmpty()
        ? Optional.empty()
        : Optional.of(new EscalationStep(targets, wait, roundRobin));
  }

  private List<Target> targets(YamlValue value) {
    Set<Target> targets = new LinkedHashSet<>();
    for (YamlValue item : value.oneOrMore("a step should page somebody: pages nobody")) {
      Optional<Target> target = item.as(Target::parse);
      target.ifPresent(known -> check(item, known));
      if (target.isPresent() && !targets.add(target.get())) {
        item.refuse("should be listed once: " + target.get() + " is before already");
      }
    }
    return List.copyOf(targets);
  }

  private void check(YamlValue item, Target target) {
    switch (target) {
      case Target.ToUser(String name) -> names.users().check(item, "a user", name);
      case Target.ToSchedule(String name) -> names.schedules().check(item, "a schedule", name);
      case Target.ToChannel(String name) -> names.channels().check(item, "a channel", name);
    }
  }
}
