package io.firebell.core.classify;

import io.firebell.core.alert.Alert;
import io.firebell.core.time.Hours;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Gives an incident its priority: the first rule that matches wins.
///
/// A rule that fails at run time, or that gives a priority nobody knows, is remembered and the next
/// is tried. When none matches the incident is of the lowest priority.
public final class Classifier {

  public static final String NO_RULE = "no rule matched";

  private final List<CompiledRule> rules;
  private final List<PriorityLevel> levels;

  /// Those that rules use, none where no rule does.
  private final Map<String, Hours> hours;

  /// @param levels what priorities may be called
  /// @param hours the hours of the policy
  public Classifier(
      List<CompiledRule> rules, List<PriorityLevel> levels, Map<String, Hours> hours) {
    this.rules = List.copyOf(rules);
    this.levels = List.copyOf(levels);
    boolean usesHours = rules.stream().anyMatch(CompiledRule::usesHours);
    this.hours = usesHours ? Map.copyOf(hours) : Map.of();
  }

  /// A classifier whose rules know no hours.
  public Classifier(List<CompiledRule> rules, List<PriorityLevel> levels) {
    this(rules, levels, Map.of());
  }

  /// The priority that the incident has for the sake of this alert.
  ///
  /// @param extent how far the incident reaches, the alert included
  /// @param age how long ago the incident opened
  public Classification classify(Alert alert, Extent extent, Duration age, Instant now) {
    Map<String, Object> inputs = RuleLanguage.inputs(alert, extent, age, now, hoursAt(now));
    List<String> failures = new ArrayList<>();
    for (CompiledRule rule : rules) {
      try {
        if (rule.matches(inputs)) {
          String called = rule.priority(inputs);
          Optional<Priority> priority = PriorityLevel.called(called, levels);
          if (priority.isPresent()) {
            return new Classification(priority.get(), rule.name(), rule.usesIncident(), failures);
          }
          failures.add(rule.name() + ": no priority is called \"" + called + "\"");
        }
      } catch (RuleFailure e) {
        failures.add(rule.name() + ": " + e.getMessage());
      }
    }
    return new Classification(Priority.P4, NO_RULE, false, failures);
  }

  private Map<String, Boolean> hoursAt(Instant now) {
    return hours.values().stream().collect(Collectors.toMap(Hours::name, one -> one.contains(now)));
  }
}
