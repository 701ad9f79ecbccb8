package io.firebell.core.dedup;

import io.firebell.core.alert.Alert;
import io.firebell.core.mute.MuteState;
import io.firebell.core.route.Group;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
/// @param muteState what keeps it from notifying, and what it keeps from it
public record AlertState(
    Alert alert,
    Instant endsAt,
    boolean timedOut,
    long repeats,
    List<Group> groups,
    long policyVersion,
    Instant checkAt,
    MuteState muteState) {
  public AlertState {
    groups = List.copyOf(groups);
  }

  /// What is known of an alert that nothing mutes.
  public AlertState(
      Alert alert,
      Instant endsAt,
      boolean timedOut,
      long repeats,
      List<Group> groups,
      long policyVersion,
      Instant checkAt) {
    this(alert, endsAt, timedOut, repeats, groups, policyVersion, checkAt, MuteState.NONE);
  }

  boolean firesAt(Instant now) {
    return endsAt.isAfter(now);
  }

  AlertState checkedAt(Instant next) {
    return new AlertState(alert, endsAt, timedOut, repeats, groups, policyVersion, next, muteState);
  }

  /// This with an end that nobody has named.
  AlertState heldUntil(Instant end) {
    return new AlertState(alert, end, true, repeats, groups, policyVersion, end, muteState);
  }

  /// This when it is known what keeps it from notifying, to be checked when that may change.
  AlertState muffled(MuteState now) {
    @Nullable Instant changesAt = now.changesAt();
    Instant check = changesAt != null && changesAt.isBefore(checkAt) ? changesAt : checkAt;
    return new AlertState(alert, endsAt, timedOut, repeats, groups, policyVersion, check, now);
  }
}
