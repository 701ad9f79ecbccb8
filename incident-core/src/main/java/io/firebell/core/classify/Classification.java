package io.firebell.core.classify;

import java.util.List;

/// The priority of an incident and why it has it.
///
/// @param rule the name of the rule that matched
/// @param ofIncident whether the rule looks at the whole incident
/// @param failures what went wrong in rules that were tried before it, `rule: reason`
public record Classification(
    Priority priority, String rule, boolean ofIncident, List<String> failures) {
  public Classification {
    failures = List.copyOf(failures);
  }

  public Rating rating() {
    return new Rating(priority, rule, ofIncident);
  }
}
