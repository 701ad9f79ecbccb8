package io.firebell.core.notify;

import java.time.Instant;
import java.util.List;

/// One window of a maintenance as those who are told of it see it.
///
/// @param id names the maintenance and the window
/// @param key of the maintenance on the log
/// @param name what the work is called
/// @param changed whether this is told because the times are not those that were told before
/// @param from when it begins, or began
/// @param to when it is over
/// @param match matchers of the alerts that are muted, `team="database"`; none for every alert
/// @param muted how many different alerts have been muted in it
public record MaintenanceSummary(
    String id,
    String key,
    String tenant,
    String name,
    long policyVersion,
    Stage stage,
    boolean changed,
    Instant from,
    Instant to,
    List<String> match,
    int muted)
    implements Subject {

  /// How far a window has come.
  public enum Stage {
    /// It is to begin.
    PLANNED,
    /// It has begun.
    BEGUN,
    /// It is over.
    OVER,
    /// It was planned, and there will be none.
    CALLED_OFF;

    /// Whether nothing more comes of the window.
    public boolean isLast() {
      return this == OVER || this == CALLED_OFF;
    }
  }

  public MaintenanceSummary {
    match = List.copyOf(match);
  }
}
