package io.firebell.core.escalate;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The ladder that an incident climbs while nobody does what it waits for.
///
/// @param repeat how often the steps start again after the last, 0 for once through
/// @param ackTimeout how long an acknowledgement holds before the ladder is climbed again; null for
///   ever
/// @param until what ends the climb
public record Escalation(
    String name,
    int repeat,
    List<EscalationStep> steps,
    @Nullable Duration ackTimeout,
    Until until) {

  /// @throws IllegalArgumentException if there is no step, the repeat is negative or the timeout is
  ///   not positive
  public Escalation {
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("an escalation should have a step: " + name + " has none");
    }
    if (repeat < 0) {
      throw new IllegalArgumentException("repeat should not be negative: was " + repeat);
    }
    if (ackTimeout != null && !ackTimeout.isPositive()) {
      throw new IllegalArgumentException("ackTimeout should be positive: was " + ackTimeout);
    }
  }
}
