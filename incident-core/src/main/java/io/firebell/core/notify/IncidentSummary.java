package io.firebell.core.notify;

import io.firebell.core.classify.Priority;
import io.firebell.core.route.Group;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An incident as those who are told of it see it.
///
/// @param id names the group and the episode: `7f3a9c1e5b2d4f60-3`
/// @param status `triggered`, `acknowledged` or `resolved`
/// @param priorityName what the policy calls the priority: `Critical`
/// @param rule the classification rule that gave the priority
/// @param policyVersion the version of the policy under which it was decided
/// @param firing how many alerts fire now that are not muted
/// @param total how many alerts have joined since it opened; one that joins again after its end was
///   told counts again
/// @param step how far it has been escalated, counted from 1; 0 before the first page
/// @param acknowledgedBy who has taken it; empty when nobody has
/// @param openedAt when its first alert fired
/// @param resolvedAt when it ended; null while it has not
public record IncidentSummary(
    String id,
    Group group,
    String status,
    Priority priority,
    String priorityName,
    String rule,
    long policyVersion,
    int firing,
    int total,
    int step,
    String acknowledgedBy,
    Instant openedAt,
    @Nullable Instant resolvedAt)
    implements Subject {

  @Override
  public String key() {
    return group.key().hash();
  }

  @Override
  public String tenant() {
    return group.tenant();
  }
}
