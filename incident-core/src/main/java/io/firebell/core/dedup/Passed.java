package io.firebell.core.dedup;

import io.firebell.core.mute.Inhibitor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the first stage makes of an alert.
///
/// @param next what to remember of it; null when it does not fire
/// @param changes what to tell which groups
/// @param inhibitors what to tell wherever there are alerts that it mutes
public record Passed(
    @Nullable AlertState next, List<AlertChange> changes, List<Inhibitor> inhibitors) {
  public Passed {
    changes = List.copyOf(changes);
    inhibitors = List.copyOf(inhibitors);
  }
}
