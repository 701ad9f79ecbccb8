package io.firebell.core.dedup;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of an alert that came in or fell due.
///
/// @param next what to remember of it; null when it does not fire
/// @param changes what to tell which groups; empty for a mere repeat
public record Deduplicated(@Nullable AlertState next, List<AlertChange> changes) {
  public Deduplicated {
    changes = List.copyOf(changes);
  }
}
