package io.firebell.streams.query;

/// What has become of a command.
public sealed interface CommandResult {

  /// The tenant has no such incident.
  record NoIncident() implements CommandResult {}

  /// The incident has not heard of it.
  record NotHeard() implements CommandResult {}

  /// The incident has followed it.
  record Followed() implements CommandResult {}

  /// The incident has refused it.
  ///
  /// @param reason for people
  record Refused(String reason) implements CommandResult {}

  /// So much has happened to the incident since that it is not looked for any further.
  record Forgotten() implements CommandResult {}
}
