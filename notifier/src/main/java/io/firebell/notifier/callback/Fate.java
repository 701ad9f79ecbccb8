package io.firebell.notifier.callback;

import io.firebell.core.incident.Command;

/// What has become of a command.
public sealed interface Fate {

  /// Nothing that is known, at present or any more.
  record Open() implements Fate {}

  /// There is no such incident.
  record NoIncident() implements Fate {}

  /// It was followed.
  record Followed() implements Fate {}

  /// It was refused.
  ///
  /// @param reason for people
  record Refused(String reason) implements Fate {}

  /// Finds out.
  @FunctionalInterface
  interface Finder {

    /// @throws RuntimeException if incidents cannot be read at present
    Fate find(Command command);
  }
}
