package io.firebell.core.escalate;

import java.time.Duration;
import java.util.List;

/// One rung: whom to page, and how long to wait for an acknowledgement before the next.
public record EscalationStep(List<Target> page, Duration waitFor) {

  /// @throws IllegalArgumentException if nobody is to be paged or the wait is not positive
  public EscalationStep {
    page = List.copyOf(page);
    if (page.isEmpty()) {
      throw new IllegalArgumentException("a step should page somebody: was []");
    }
    if (!waitFor.isPositive()) {
      throw new IllegalArgumentException("wait should be positive: was " + waitFor);
    }
  }
}
