package io.firebell.core.incident;

/// What somebody wants done to an incident: the record on the `commands` topic.
///
/// @param id unique, so that whoever sent it can find its effect
/// @param incidentId which incident
/// @param by who wants it, for people
/// @param action what
public record Command(String id, String incidentId, String by, Action action) {

  /// @throws IllegalArgumentException if no incident can have this id
  public Command {
    IncidentId.parse(incidentId);
  }

  /// What can be done.
  public sealed interface Action {

    /// Take the incident: its escalation stops.
    ///
    /// @param note for the timeline; may be empty
    record Acknowledge(String note) implements Action {}

    /// End the incident, whatever its alerts say.
    ///
    /// @param note for the timeline; may be empty
    record Resolve(String note) implements Action {}
  }
}
