package io.firebell.core.incident;

import java.time.Instant;

/// A fact with its place in the history of its incident: the record on the `facts` topic.
///
/// @param incidentId whose history
/// @param sequence its place there, from 1 without gaps
/// @param at when it happened, as far as the decision is concerned; never before the one before it
/// @param policyVersion the policy under which it was decided
/// @param cause what made it happen
public record LoggedFact(
    String incidentId, int sequence, Instant at, long policyVersion, Cause cause, Fact fact) {}
