package io.firebell.schemas.policy;

import io.firebell.core.classify.Classifier;
import io.firebell.core.classify.CompiledRule;
import io.firebell.core.classify.PriorityLevel;
import io.firebell.core.classify.Rule;
import io.firebell.schemas.spelling.Nearest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Reads the section `classify`: the rules, in their order.
final class RuleReader {

  /// What a rule has that always matches.
  private static final Set<String> KEYS_OF_THE_LAST = Set.of("name", "priority");

  private final List<PriorityLevel> levels;
  private final Names.Known hours;
  private final Set<String> names = new HashSet<>();

  /// The rule after which none is reached; empty while every one may be.
  private String last = "";

  /// @param levels what a rule may call a priority
  /// @param hours what hours a rule may mention
  RuleReader(List<PriorityLevel> levels, Names.Known hours) {
    this.levels = levels;
    this.hours = hours;
  }

  List<CompiledRule> read(YamlValue section) {
    List<CompiledRule> rules = new ArrayList<>();
    for (YamlValue item :
        section.items("should have a rule: without one every incident is of the lowest priority")) {
      if (!last.isEmpty()) {
        item.refuse("should be reachable: rule \"" + last + "\" above matches everything");
        last = "";
      }
      item.fields("name", "when", "priority").flatMap(this::rule).ifPresent(rules::add);
    }
    return rules;
  }

  private Optional<CompiledRule> rule(YamlFields fields) {
    Optional<String> name =
        fields.require("name", "it is kept with the incidents").flatMap(this::name);
    Optional<String> when = fields.get("when").flatMap(this::condition);
    Optional<String> priority =
        fields.require("priority", "what the rule decides").flatMap(this::priority);
    if (name.isEmpty() || priority.isEmpty() || (when.isEmpty() && fields.has("when"))) {
      return Optional.empty();
    }
    CompiledRule rule = CompiledRule.compile(new Rule(name.get(), when.orElse(""), priority.get()));
    if (rule.fixedPriority().isPresent() && KEYS_OF_THE_LAST.containsAll(fields.keys())) {
      last = name.get();
    }
    return Optional.of(rule);
  }

  private Optional<String> name(YamlValue value) {
    Optional<String> name = value.text();
    if (name.isPresent() && name.get().equals(Classifier.NO_RULE)) {
      value.refuse("should be another name: \"" + name.get() + "\" says that none matched");
      return Optional.empty();
    }
    if (name.isPresent() && !names.add(name.get())) {
      value.refuse("a rule's name should be its own: \"" + name.get() + "\" is above already");
    }
    return name;
  }

  private Optional<String> condition(YamlValue value) {
    return value.as(text -> {
      checkHours(value, CompiledRule.compile(new Rule("condition", text, "P1")));
      return text;
    });
  }

  private void checkHours(YamlValue value, CompiledRule rule) {
    rule.hours().stream().sorted().forEach(name -> hours.check(value, "hours", name));
  }

  private Optional<String> priority(YamlValue value) {
    return value.as(text -> {
      CompiledRule rule = CompiledRule.compile(new Rule("priority", "", text));
      rule.fixedPriority().ifPresent(this::check);
      checkHours(value, rule);
      return text;
    });
  }

  private void check(String called) {
    if (!levels.isEmpty() && PriorityLevel.called(called, levels).isEmpty()) {
      List<String> known =
          levels.stream()
              .flatMap(level ->
                  Stream.concat(
                      Stream.of(level.priority().name(), level.name()), level.aliases().stream()))
              .toList();
      throw new IllegalArgumentException(
          "should be a priority, or an expression such as '{{ labels.severity }}':"
              + " none is called \""
              + called
              + "\""
              + Nearest.hint(called, known));
    }
  }
}
