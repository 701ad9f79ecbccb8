package io.firebell.core.escalate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A stretch of time in which one person is on call, or nobody.
///
/// @param user null for nobody
/// @param from when it begins
/// @param to when it is over; later than `from`
public record Shift(@Nullable String user, Instant from, Instant to) {

  /// @throws IllegalArgumentException if it ends before it begins
  public Shift {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException(
          "a shift should begin before it ends: was " + from + " to " + to);
    }
  }

  /// Whether nobody is on call.
  public boolean isGap() {
    return user == null;
  }
}
