package io.firebell.core.dedup;

import io.firebell.core.alert.Alert;
import io.firebell.core.route.Group;
import java.time.Instant;
import java.util.List;

/// What is known of an alert that fires: all that has been sent for its labels, merged into one. An
/// alert that does not fire is not remembered.
///
/// @param alert the merged alert: earliest start, newest annotations
/// @param endsAt until when it fires unless it is repeated
/// @param timedOut whether `endsAt` comes from the resolve timeout rather than from the sender
/// @param repeats how many sendings since it fired have changed nothing
/// @param groups the groups that were told of it, so that they hear of its end too
/// @param policyVersion the policy that chose these groups
/// @param checkAt when its end has to be looked at: the instant under which the shell has indexed
///   it, at or before `endsAt`. A repeat only moves `endsAt`, so that it costs no work on the index
public record AlertState(
    Alert alert,
    Instant endsAt,
    boolean timedOut,
    long repeats,
    List<Group> groups,
    long policyVersion,
    Instant checkAt) {
  public AlertState {
    groups = List.copyOf(groups);
  }

  boolean firesAt(Instant now) {
    return endsAt.isAfter(now);
  }

  AlertState checkedAt(Instant next) {
    return new AlertState(alert, endsAt, timedOut, repeats, groups, policyVersion, next);
  }

  /// This with an end that nobody has named.
  AlertState heldUntil(Instant end) {
    return new AlertState(alert, end, true, repeats, groups, policyVersion, end);
  }
}
