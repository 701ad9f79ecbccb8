package io.firebell.core.policy;

import java.time.Duration;
import java.util.List;

/// What an incident of one priority gets.
///
/// @param escalate the escalation that pages people; empty when nobody is paged
/// @param after how long after the group's first flush the escalation starts
/// @param inform the channels that are informed
public record Response(String escalate, Duration after, List<String> inform) {

  /// Facts are written and nobody is told.
  public static final Response LOG_ONLY = new Response("", Duration.ZERO, List.of());

  /// @throws IllegalArgumentException if the delay is negative
  public Response {
    inform = List.copyOf(inform);
    if (after.isNegative()) {
      throw new IllegalArgumentException("after should not be negative: was " + after);
    }
  }

  public boolean pages() {
    return !escalate.isEmpty();
  }
}
