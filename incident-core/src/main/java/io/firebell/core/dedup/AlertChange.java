package io.firebell.core.dedup;

import io.firebell.core.alert.Alert;
import io.firebell.core.mute.Mute;
import io.firebell.core.route.Group;
import java.time.Instant;
import java.util.List;

/// What a group has to hear of an alert: the record between the two stages of the topology.
///
/// @param group whom it concerns
/// @param kind what happened
/// @param alert the alert as merged
/// @param endsAt when it ended, for [Kind#RESOLVED], [Kind#EXPIRED] and [Kind#LEFT]; until when it
///   fires otherwise
/// @param mutes what keeps it from notifying; nothing of an alert that does not fire
public record AlertChange(Group group, Kind kind, Alert alert, Instant endsAt, List<Mute> mutes) {

  public AlertChange {
    mutes = List.copyOf(mutes);
  }

  /// The change of an alert that nothing mutes.
  public AlertChange(Group group, Kind kind, Alert alert, Instant endsAt) {
    this(group, kind, alert, endsAt, List.of());
  }

  /// The same change of an alert that these mute.
  public AlertChange mutedBy(List<Mute> now) {
    return new AlertChange(group, kind, alert, endsAt, now);
  }

  /// What can happen to an alert.
  public enum Kind {
    /// It began to fire.
    FIRED,
    /// It still fires, and its annotations, its breach or what mutes it are other ones.
    CHANGED,
    /// Its sender said that it is over.
    RESOLVED,
    /// Its sender has not repeated it for the resolve timeout.
    EXPIRED,
    /// It still fires, but a new policy routes it elsewhere.
    LEFT
  }
}
