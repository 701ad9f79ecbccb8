package io.firebell.core.mute;

import java.util.Locale;

/// Why an alert that fires does not notify.
///
/// @param reference which one of its kind: a silence's id, a window's name, the fingerprint of the
///   alert that inhibits; empty where there is only one
/// @param reason for people: who said so and why; may be empty
public record Mute(Kind kind, String reference, String reason) {

  /// What can mute an alert.
  public enum Kind {
    /// Somebody has asked for quiet.
    SILENCE,
    /// Work is going on that was announced.
    MAINTENANCE,
    /// Another alert says it all.
    INHIBITION,
    /// It comes and goes too often.
    FLAPPING,
    /// It has not fired for long enough yet.
    HOLD
  }

  /// `silence 3f2a… by alice: disk work`.
  @Override
  public String toString() {
    String which = reference.isEmpty() ? "" : " " + reference;
    String why = reason.isEmpty() ? "" : " " + reason;
    return kind.name().toLowerCase(Locale.ROOT) + which + why;
  }
}
