package io.firebell.core.classify;

import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A rule whose expressions have been checked and made ready to run.
public final class CompiledRule {

  private static final Pattern EXPRESSION = Pattern.compile("\\{\\{(.*)}}", Pattern.DOTALL);

  private final Rule rule;
  private final CelRuntime.@Nullable Program when;
  private final CelRuntime.@Nullable Program priority;

  private CompiledRule(
      Rule rule, CelRuntime.@Nullable Program when, CelRuntime.@Nullable Program priority) {
    this.rule = rule;
    this.when = when;
    this.priority = priority;
  }

  /// @throws IllegalArgumentException if an expression is not CEL, names something unknown, or has
  ///   the wrong type: the message is CEL's own, with line and column within the expression
  public static CompiledRule compile(Rule rule) {
    CelRuntime.@Nullable Program when =
        rule.when().isBlank() ? null : RuleLanguage.compile(rule.when(), SimpleType.BOOL);
    Matcher expression = EXPRESSION.matcher(rule.priority().strip());
    CelRuntime.@Nullable Program priority =
        expression.matches()
            ? RuleLanguage.compile(expression.group(1).strip(), SimpleType.STRING)
            : null;
    return new CompiledRule(rule, when, priority);
  }

  public String name() {
    return rule.name();
  }

  public Rule rule() {
    return rule;
  }

  boolean matches(Map<String, Object> inputs) throws RuleFailure {
    return when == null || (boolean) evaluate(when, inputs);
  }

  /// What the rule calls the priority, which need not be one.
  String priority(Map<String, Object> inputs) throws RuleFailure {
    return priority == null ? rule.priority() : (String) evaluate(priority, inputs);
  }

  private static Object evaluate(CelRuntime.Program program, Map<String, Object> inputs)
      throws RuleFailure {
    try {
      return program.eval(inputs);
    } catch (CelEvaluationException e) {
      throw new RuleFailure(e);
    }
  }
}
