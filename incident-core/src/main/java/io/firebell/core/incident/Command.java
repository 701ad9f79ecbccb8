package io.firebell.core.incident;

import io.firebell.core.classify.Priority;
import java.time.Duration;

/// What somebody wants done to an incident: the record on the `commands` topic.
///
/// @param id unique, so that whoever sent it can find its effect, and may send it again without
///   having it done again
/// @param tenant whose incidents it may concern; empty when whoever sent it has seen to that
/// @param incidentId which incident
/// @param by who wants it, for people
/// @param action what
public record Command(String id, String tenant, String incidentId, String by, Action action) {

  /// @throws IllegalArgumentException if no incident can have this id
  public Command {
    IncidentId.parse(incidentId);
  }

  /// What one incident wants of another one.
  Command(String id, String incidentId, String by, Action action) {
    this(id, "", incidentId, by, action);
  }

  /// Whether it may concern this tenant's incidents.
  boolean isOf(String other) {
    return tenant.isEmpty() || tenant.equals(other);
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

    /// Take the incident for a while, and be paged again if it is not over by then.
    ///
    /// @param time how long: positive, at most [#LONGEST]
    /// @param note for the timeline; may be empty
    record Snooze(Duration time, String note) implements Action {

      /// Who wants to be left alone for longer wants something else.
      public static final Duration LONGEST = Duration.ofDays(7);

      /// @throws IllegalArgumentException if the time is out of its range
      public Snooze {
        if (!time.isPositive() || time.compareTo(LONGEST) > 0) {
          throw new IllegalArgumentException(
              "a snooze should be positive and at most " + LONGEST.toDays() + " days: was " + time);
        }
      }
    }

    /// Make the incident more urgent than the rules have made it.
    ///
    /// @param note for the timeline; may be empty
    record Raise(Priority priority, String note) implements Action {}

    /// Take the next step of the escalation at once.
    ///
    /// @param note for the timeline; may be empty
    record Escalate(String note) implements Action {}

    /// Give the incident to somebody: he is paged, and others only when he does not answer.
    ///
    /// @param to the name of a user of the policy
    /// @param note for the timeline; may be empty
    record Assign(String to, String note) implements Action {

      /// @throws IllegalArgumentException if nobody is named
      public Assign {
        if (to.isBlank()) {
          throw new IllegalArgumentException("an incident should be assigned to somebody");
        }
      }
    }

    /// Say that a phase of the work has begun.
    ///
    /// @param phase one that people report
    /// @param note for those who follow the incident; may be empty
    record Report(Phase phase, String note) implements Action {

      /// @throws IllegalArgumentException if the phase begins by itself
      public Report {
        if (phase.report().isEmpty()) {
          throw new IllegalArgumentException(
              "a phase that begins by itself should not be reported: was " + phase);
        }
      }
    }

    /// Tell those who follow the incident, and status pages, where it stands.
    ///
    /// @param text not empty
    record Update(String text) implements Action {

      /// @throws IllegalArgumentException if there is nothing in it
      public Update {
        if (text.isBlank()) {
          throw new IllegalArgumentException("an update should not be empty");
        }
      }
    }

    /// Let the incident follow another one, which says and asks for all that there is to say and
    /// ask.
    ///
    /// @param into which other incident
    /// @param note for the timeline; may be empty
    record Merge(String into, String note) implements Action {

      /// @throws IllegalArgumentException if no incident can have this id
      public Merge {
        IncidentId.parse(into);
      }
    }

    /// Let the incident follow no other one any more.
    ///
    /// @param note for the timeline; may be empty
    record Split(String note) implements Action {}

    /// Another incident wants to follow this one: what it says itself when it is merged.
    ///
    /// @param other which one
    /// @param tenant whose that is: nobody's incidents follow those of others
    record TakeIn(String other, String tenant) implements Action {

      /// @throws IllegalArgumentException if no incident can have this id
      public TakeIn {
        IncidentId.parse(other);
      }
    }

    /// The incident and another one do not follow each other any more: what the other says itself.
    ///
    /// @param other which one
    /// @param reason why not, for the timeline
    record Part(String other, String reason) implements Action {

      /// @throws IllegalArgumentException if no incident can have this id
      public Part {
        IncidentId.parse(other);
      }
    }

    /// Say something about the incident, also when it is over.
    ///
    /// @param note not empty
    record AddNote(String note) implements Action {

      /// @throws IllegalArgumentException if there is nothing in it
      public AddNote {
        if (note.isBlank()) {
          throw new IllegalArgumentException("a note should not be empty");
        }
      }
    }
  }
}
