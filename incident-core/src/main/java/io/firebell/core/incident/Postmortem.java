package io.firebell.core.incident;

import io.firebell.core.classify.Priority;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A post-mortem that is to be written. It outlives its incident: the next of the group carries it.
///
/// @param incidentId of which incident
/// @param priority how urgent that was, which says whom to remind
/// @param resolvedAt when that was over
/// @param dueAt by when it is to be written
/// @param owner who had the incident, or ended it; may be empty
/// @param isMissed whether people have been reminded
/// @param facts how many facts the incident has, so that more can be added; 0 for the last one of
///   the group, which counts them itself
public record Postmortem(
    String incidentId,
    Priority priority,
    Instant resolvedAt,
    Instant dueAt,
    String owner,
    boolean isMissed,
    int facts) {

  boolean isOf(String id) {
    return incidentId.equals(id);
  }

  /// When people are reminded; null when they have been.
  @Nullable Instant remindAt() {
    return isMissed ? null : dueAt;
  }

  /// This after the fact that it is late has been added to its incident's.
  Postmortem afterReminder() {
    int more = facts == 0 ? 0 : facts + 1;
    return new Postmortem(incidentId, priority, resolvedAt, dueAt, owner, true, more);
  }

  /// This when its incident has so many facts and is not the group's last any more.
  Postmortem left(int total) {
    return new Postmortem(incidentId, priority, resolvedAt, dueAt, owner, isMissed, total);
  }
}
