package io.firebell.core.policy;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an incident of one priority gets.
///
/// @param escalate the escalation that pages people; empty when nobody is paged
/// @param after how long after the group's first flush the escalation starts
/// @param inform the channels that are informed
/// @param hours the hours in which people are paged and channels informed; empty for always
/// @param within how soon somebody should have been told; null when nothing is promised
public record Response(
    String escalate, Duration after, List<String> inform, String hours, @Nullable Duration within) {

  /// Facts are written and nobody is told.
  public static final Response LOG_ONLY = new Response("", Duration.ZERO, List.of());

  /// @throws IllegalArgumentException if the delay is negative or the promise is not positive
  public Response {
    inform = List.copyOf(inform);
    if (after.isNegative()) {
      throw new IllegalArgumentException("after should not be negative: was " + after);
    }
    if (within != null && !within.isPositive()) {
      throw new IllegalArgumentException("within should be positive: was " + within);
    }
  }

  /// A response at any hour that promises nothing.
  public Response(String escalate, Duration after, List<String> inform) {
    this(escalate, after, inform, "", null);
  }

  /// Whether anybody is told.
  public boolean tells() {
    return pages() || !inform.isEmpty();
  }

  public boolean pages() {
    return !escalate.isEmpty();
  }
}
