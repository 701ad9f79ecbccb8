package io.firebell.core.escalate;

import java.util.List;

/// The ladder that an unacknowledged incident climbs.
///
/// @param repeat how often the steps start again after the last, 0 for once through
public record Escalation(String name, int repeat, List<EscalationStep> steps) {

  /// @throws IllegalArgumentException if there is no step or the repeat is negative
  public Escalation {
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("an escalation should have a step: " + name + " has none");
    }
    if (repeat < 0) {
      throw new IllegalArgumentException("repeat should not be negative: was " + repeat);
    }
  }
}
