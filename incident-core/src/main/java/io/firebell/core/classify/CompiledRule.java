package io.firebell.core.classify;

import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import io.firebell.core.classify.RuleLanguage.Expression;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A rule whose expressions have been checked and made ready to run.
public final class CompiledRule {

  private static final Pattern EXPRESSION = Pattern.compile("\\{\\{(.*)}}", Pattern.DOTALL);

  private final Rule rule;
  private final @Nullable Expression when;
  private final @Nullable Expression priority;

  private CompiledRule(Rule rule, @Nullable Expression when, @Nullable Expression priority) {
    this.rule = rule;
    this.when = when;
    this.priority = priority;
  }

  /// The priority of every incident that the rule matches, when it names one; empty when it is
  /// computed from the alert.
  public Optional<String> fixedPriority() {
    return priority == null ? Optional.of(rule.priority().strip()) : Optional.empty();
  }

  /// @throws IllegalArgumentException if an expression is not CEL, names something unknown, or has
  ///   the wrong type: the message has the line and column within the expression
  public static CompiledRule compile(Rule rule) {
    @Nullable Expression when =
        rule.when().isBlank() ? null : RuleLanguage.compile(rule.when(), SimpleType.BOOL);
    Matcher expression = EXPRESSION.matcher(rule.priority().strip());
    @Nullable Expression priority =
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

  /// The names of hours that the rule mentions.
  public Set<String> hours() {
    return expressions().map(Expression::hours).flatMap(Set::stream).collect(Collectors.toSet());
  }

  /// Whether the rule needs to be told which hours it is.
  boolean usesHours() {
    return expressions().anyMatch(Expression::usesHours);
  }

  /// Whether the rule looks at the incident, not only at an alert of it.
  boolean usesIncident() {
    return expressions().anyMatch(Expression::usesIncident);
  }

  private Stream<Expression> expressions() {
    return Stream.of(when, priority).filter(Objects::nonNull);
  }

  /// Whether the condition holds. One that asks for the numbers of a breach holds for no alert that
  /// has none.
  boolean matches(Map<String, Object> inputs) throws RuleFailure {
    try {
      return when == null || evaluate(when, inputs, Boolean.class);
    } catch (RuleFailure e) {
      if (e.isForWantOfABreach()) {
        return false;
      }
      throw e;
    }
  }

  /// What the rule calls the priority, which need not be one.
  String priority(Map<String, Object> inputs) throws RuleFailure {
    return priority == null ? rule.priority().strip() : evaluate(priority, inputs, String.class);
  }

  /// Whatever goes wrong in here is the rule's failure: it must not stop the stream.
  private static <T> T evaluate(Expression expression, Map<String, Object> inputs, Class<T> type)
      throws RuleFailure {
    try {
      return type.cast(expression.program().eval(inputs));
    } catch (CelEvaluationException | RuntimeException e) {
      throw new RuleFailure(e);
    }
  }
}
