package io.firebell.core.dedup;

import io.firebell.core.dedup.AlertChange.Kind;
import io.firebell.core.mute.Flips;
import io.firebell.core.mute.Inhibitor;
import io.firebell.core.mute.MuteState;
import io.firebell.core.mute.Muting;
import io.firebell.core.policy.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Adds to what the [Deduplicator] has decided what mutes the alert and what it mutes.
///
/// What mutes it is worked out when something has changed and when time alone may change it, not at
/// every repeat. Groups are told of it with the change, or by a change of its own.
public final class Muffler {

  private static final Set<Kind> OF_FIRING = EnumSet.of(Kind.FIRED, Kind.CHANGED);

  private final Muting muting;

  public Muffler(Muting muting) {
    this.muting = muting;
  }

  /// @param known what was known of the alert; null when nothing was
  /// @param flips when it last began and ended, this time included
  /// @param now the time of the decision
  public Passed pass(
      @Nullable AlertState known, Deduplicated decided, Flips flips, Instant now, Policy policy) {
    @Nullable AlertState next = decided.next();
    boolean isMereRepeat =
        known != null
            && next != null
            && decided.changes().isEmpty()
            && known.policyVersion() == next.policyVersion()
            && !isDue(known.muteState(), now);
    return isMereRepeat
        ? new Passed(next, List.of(), List.of())
        : muted(known, decided, flips, now, policy);
  }

  /// Looks again at an alert that fires, since silences or other alerts have changed.
  public Passed reconsider(AlertState known, Flips flips, Instant now, Policy policy) {
    return muted(known, Deduplicator.reroute(known, now, policy), flips, now, policy);
  }

  private static boolean isDue(MuteState state, Instant now) {
    @Nullable Instant changesAt = state.changesAt();
    return changesAt != null && !changesAt.isAfter(now);
  }

  private Passed muted(
      @Nullable AlertState known, Deduplicated decided, Flips flips, Instant now, Policy policy) {
    @Nullable AlertState next = decided.next();
    if (next == null) {
      List<Inhibitor> over = known == null ? List.of() : over(known, List.of());
      return new Passed(null, decided.changes(), over);
    }
    MuteState state = muting.of(next.alert(), flips, now, policy.mutes());
    List<AlertChange> changes = new ArrayList<>();
    for (AlertChange change : decided.changes()) {
      changes.add(OF_FIRING.contains(change.kind()) ? change.mutedBy(state.mutes()) : change);
    }
    if (known != null && !state.mutes().equals(known.muteState().mutes())) {
      next.groups().stream()
          .filter(group ->
              changes.stream()
                  .noneMatch(one -> one.group().equals(group) && OF_FIRING.contains(one.kind())))
          .map(group ->
              new AlertChange(group, Kind.CHANGED, next.alert(), next.endsAt(), state.mutes()))
          .toList()
          .forEach(changes::add);
    }
    return new Passed(next.muffled(state), changes, inhibitors(known, next, state, policy));
  }

  private static List<Inhibitor> inhibitors(
      @Nullable AlertState known, AlertState next, MuteState state, Policy policy) {
    List<String> before = known == null ? List.of() : known.muteState().sourceOf();
    if (before.equals(state.sourceOf())) {
      return List.of();
    }
    List<Inhibitor> changed = new ArrayList<>();
    Muting.sources(next.alert(), policy.mutes()).stream()
        .filter(one -> !before.contains(one.key()))
        .forEach(changed::add);
    changed.addAll(over(Objects.requireNonNullElse(known, next), state.sourceOf()));
    return changed;
  }

  /// Those of which it was a source, and is not any more.
  private static List<Inhibitor> over(AlertState known, List<String> stays) {
    return known.muteState().sourceOf().stream()
        .filter(key -> !stays.contains(key))
        .map(key -> Inhibitor.over(known.alert(), key))
        .toList();
  }
}
