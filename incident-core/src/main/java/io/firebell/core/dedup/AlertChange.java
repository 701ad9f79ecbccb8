package io.firebell.core.dedup;

import io.firebell.core.alert.Alert;
import io.firebell.core.route.Group;
import java.time.Instant;

/// What a group has to hear of an alert: the record between the two stages of the topology.
///
/// @param group whom it concerns
/// @param kind what happened
/// @param alert the alert as merged
/// @param endsAt when it ended, for [Kind#RESOLVED], [Kind#EXPIRED] and [Kind#LEFT]; until when it
///   fires otherwise
public record AlertChange(Group group, Kind kind, Alert alert, Instant endsAt) {

  /// What can happen to an alert.
  public enum Kind {
    /// It began to fire.
    FIRED,
    /// It still fires and its annotations or its breach are other ones.
    CHANGED,
    /// Its sender said that it is over.
    RESOLVED,
    /// Its sender has not repeated it for the resolve timeout.
    EXPIRED,
    /// It still fires, but a new policy routes it elsewhere.
    LEFT
  }
}
