package io.firebell.core.incident;

import java.util.Locale;

/// What made something happen.
///
/// @param reference which one: a fingerprint, the name of a timer, a command's id, a notification's
///   id, the version of a policy
public record Cause(Kind kind, String reference) {

  /// The kinds of causes: those of signals.
  public enum Kind {
    ALERT,
    TIMER,
    COMMAND,
    DELIVERY,
    POLICY
  }

  @Override
  public String toString() {
    return kind.name().toLowerCase(Locale.ROOT) + " " + reference;
  }
}
