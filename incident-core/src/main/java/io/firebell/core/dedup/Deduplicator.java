package io.firebell.core.dedup;

import io.firebell.core.alert.Alert;
import io.firebell.core.dedup.AlertChange.Kind;
import io.firebell.core.policy.Policy;
import io.firebell.core.route.Group;
import io.firebell.core.time.Punctuality;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes one alert out of many sendings, and passes on only what changed.
///
/// | known | comes | remembered | passed on |
/// |---|---|---|---|
/// | nothing | firing | firing | fired |
/// | nothing | resolved | nothing | nothing |
/// | firing | firing, the same | one repeat more | nothing |
/// | firing | firing, other annotations or breach | the newest | changed |
/// | firing | firing, since earlier | the earlier start | changed |
/// | firing | firing, under a policy that routes it elsewhere | the new groups | left, fired |
/// | firing | resolved | nothing | resolved |
/// | firing | its end, without a repeat | nothing | expired, or resolved if its sender named it |
/// | firing | its end, while nothing ran | firing for the resolve timeout more | nothing |
///
/// Sendings merge as in Alertmanager's `Alert.Merge`: the earliest start, the newest annotations,
/// and a later end that the sender named beats an earlier one.
public final class Deduplicator {

  private Deduplicator() {}

  /// Takes in an alert.
  ///
  /// @param known what is known of it; null when nothing is
  /// @param now the time of the signal, not before that of the last one
  public static Deduplicated receive(
      @Nullable AlertState known, Alert incoming, Instant now, Policy policy) {
    if (!incoming.fires()) {
      return known == null ? new Deduplicated(null, List.of()) : resolved(known, incoming, now);
    }
    if (known == null) {
      return fired(incoming, now, policy);
    }
    // Sendings that overlapped when they came are one firing, however late they are looked at.
    Instant cameAt = incoming.receivedAt().isBefore(now) ? incoming.receivedAt() : now;
    boolean endedUnheard =
        Punctuality.isLate(known.endsAt(), now) && !Punctuality.isLate(cameAt, now);
    return known.firesAt(cameAt) || endedUnheard
        ? repeated(known, incoming, now, policy)
        : endedAndFired(known, incoming, now, policy);
  }

  /// Looks at an alert whose time to be checked has come.
  ///
  /// One whose end went by while nothing ran is not over for that: its sender could not repeat it,
  /// and has the resolve timeout to do so now.
  ///
  /// @param now the time of the check: when it was due, or later
  public static Deduplicated check(AlertState known, Instant now, Policy policy) {
    if (known.firesAt(now)) {
      return new Deduplicated(known.checkedAt(known.endsAt()), List.of());
    }
    if (Punctuality.isLate(known.endsAt(), now)) {
      return new Deduplicated(known.heldUntil(now.plus(policy.resolveTimeout())), List.of());
    }
    return ended(known);
  }

  /// Takes an alert that fires to where a new policy routes it, without waiting for its repeat.
  static Deduplicated reroute(AlertState known, Instant now, Policy policy) {
    Alert alert = known.alert();
    List<Group> groups =
        policy.version() == known.policyVersion() ? known.groups() : groups(alert, policy);
    AlertState next =
        new AlertState(
            alert,
            known.endsAt(),
            known.timedOut(),
            known.repeats(),
            groups,
            policy.version(),
            known.checkAt(),
            known.muteState());
    return new Deduplicated(next, differences(known, alert, groups, now, known.endsAt()));
  }

  private static Deduplicated ended(AlertState known) {
    Kind kind = known.timedOut() ? Kind.EXPIRED : Kind.RESOLVED;
    return new Deduplicated(null, tell(known.groups(), kind, known.alert(), known.endsAt()));
  }

  private static Deduplicated resolved(AlertState known, Alert incoming, Instant now) {
    Instant end = incoming.endsAt() == null ? now : incoming.endsAt();
    Alert ended = merged(known, incoming);
    return new Deduplicated(null, tell(known.groups(), Kind.RESOLVED, ended, end));
  }

  private static Deduplicated fired(Alert alert, Instant now, Policy policy) {
    Instant end = end(alert, now, policy);
    List<Group> groups = groups(alert, policy);
    AlertState next =
        new AlertState(alert, end, alert.endsAt() == null, 0, groups, policy.version(), end);
    return new Deduplicated(next, tell(groups, Kind.FIRED, alert, end));
  }

  /// It ended unnoticed between two ticks, and fires again.
  private static Deduplicated endedAndFired(
      AlertState known, Alert incoming, Instant now, Policy policy) {
    List<AlertChange> changes = new ArrayList<>(ended(known).changes());
    Deduplicated again = fired(incoming, now, policy);
    changes.addAll(again.changes());
    return new Deduplicated(again.next(), changes);
  }

  private static Deduplicated repeated(
      AlertState known, Alert incoming, Instant now, Policy policy) {
    Alert alert = merged(known, incoming);
    Instant end = end(incoming, now, policy);
    boolean knownEndRules = known.endsAt().isAfter(end) && !known.timedOut();
    List<Group> groups =
        policy.version() == known.policyVersion() ? known.groups() : groups(alert, policy);
    Instant until = knownEndRules ? known.endsAt() : end;
    List<AlertChange> changes = differences(known, alert, groups, now, until);
    AlertState next =
        new AlertState(
            alert,
            until,
            knownEndRules ? known.timedOut() : incoming.endsAt() == null,
            changes.isEmpty() ? known.repeats() + 1 : known.repeats(),
            groups,
            policy.version(),
            known.checkAt().isBefore(until) ? known.checkAt() : until,
            known.muteState());
    return new Deduplicated(next, changes);
  }

  private static List<AlertChange> differences(
      AlertState known, Alert alert, List<Group> groups, Instant now, Instant until) {
    boolean same =
        alert.startsAt().equals(known.alert().startsAt())
            && alert.annotations().equals(known.alert().annotations())
            && alert.breach().equals(known.alert().breach())
            && alert.generatorUrl().equals(known.alert().generatorUrl());
    if (same && groups.equals(known.groups())) {
      return List.of();
    }
    List<Group> left = known.groups().stream().filter(group -> !groups.contains(group)).toList();
    List<Group> joined = groups.stream().filter(group -> !known.groups().contains(group)).toList();
    List<Group> stayed = groups.stream().filter(known.groups()::contains).toList();
    List<AlertChange> changes = new ArrayList<>(tell(left, Kind.LEFT, alert, now));
    changes.addAll(tell(joined, Kind.FIRED, alert, until));
    if (!same) {
      changes.addAll(tell(stayed, Kind.CHANGED, alert, until));
    }
    return changes;
  }

  /// Until when an alert fires: the end that it names, or the resolve timeout from now. It counts
  /// from now rather than from when the alert was received, so that an alert that had to wait for
  /// its turn, since nothing was running, is not over before it has been looked at.
  private static Instant end(Alert alert, Instant now, Policy policy) {
    return alert.endsAt() == null ? now.plus(policy.resolveTimeout()) : alert.endsAt();
  }

  private static Alert merged(AlertState known, Alert incoming) {
    return known.alert().startsAt().isBefore(incoming.startsAt())
        ? incoming.startingAt(known.alert().startsAt())
        : incoming;
  }

  private static List<Group> groups(Alert alert, Policy policy) {
    return policy.routes(alert.labels()).stream()
        .map(route -> route.group(alert.tenant(), alert.labels()))
        .distinct()
        .toList();
  }

  private static List<AlertChange> tell(
      List<Group> groups, Kind kind, Alert alert, Instant endsAt) {
    return groups.stream().map(group -> new AlertChange(group, kind, alert, endsAt)).toList();
  }
}
