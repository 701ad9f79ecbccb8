package io.firebell.core.incident;

import java.time.Duration;
import java.time.Instant;

/// What the policy promises of an incident and has not been kept yet.
///
/// @param within how soon
/// @param due when that is over
public record Promise(Kind kind, Duration within, Instant due) {

  /// What can be promised.
  public enum Kind {
    /// That somebody takes it.
    RESPONSE("somebody takes it"),
    /// That somebody has been told of it.
    NOTICE("somebody has been told"),
    /// That it is over.
    RECOVERY("it is over");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /// What is promised, for people.
    String text() {
      return text;
    }
  }
}
