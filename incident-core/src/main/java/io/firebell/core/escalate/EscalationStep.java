package io.firebell.core.escalate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// One rung: whom to page, and how long to wait before the next.
///
/// @param roundRobin whether the targets take turns, so that one of them is paged and not all
public record EscalationStep(List<Target> page, Duration waitFor, boolean roundRobin) {

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

  /// The targets, beginning with the one whose turn it is; as they are written where they take
  /// none.
  ///
  /// @param turn counts the turns; whatever number it is, the next one is the next target's
  public List<Target> inTurn(long turn) {
    if (!roundRobin) {
      return page;
    }
    List<Target> rotated = new ArrayList<>(page);
    Collections.rotate(rotated, -Math.floorMod(turn, page.size()));
    return rotated;
  }
}
