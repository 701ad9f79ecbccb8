package io.firebell.core.incident;

import io.firebell.core.alert.Alert;
import io.firebell.core.classify.Classification;
import io.firebell.core.classify.Extent;
import io.firebell.core.classify.Priority;
import io.firebell.core.classify.Rating;
import io.firebell.core.dedup.AlertChange;
import io.firebell.core.mute.Mute;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an incident makes of a change of one of its alerts.
final class AlertSignals {

  private AlertSignals() {}

  /// @param listed how many alerts of an incident are listed
  static void apply(
      Decision decision, AlertChange change, @Nullable Footing known, int listed, Instant at) {
    Cause cause = new Cause(Cause.Kind.ALERT, change.alert().fingerprint().hash());
    switch (change.kind()) {
      case FIRED -> fired(decision, change, known, listed, at, cause);
      case CHANGED -> changed(decision, change, known, at, cause);
      case RESOLVED, EXPIRED, LEFT -> ended(decision, change, known, at, cause);
    }
  }

  private static void fired(
      Decision decision,
      AlertChange change,
      @Nullable Footing known,
      int listed,
      Instant at,
      Cause cause) {
    boolean begins = !decision.hasIncident() || decision.incident().isOver();
    if (begins) {
      // What begins to fire again has ended, whether or not that was heard.
      ended(decision, change, known, at, cause);
      begin(decision, change, at, cause);
    }
    Incident incident = decision.incident();
    Alert alert = change.alert();
    int flushes = incident.rounds().flushes();
    @Nullable Footing member = begins ? null : current(incident, known);
    if (member != null && member.firing()) {
      return;
    }
    boolean isMuted = !change.mutes().isEmpty();
    boolean isShown = member != null && member.wasShownFiring(flushes);
    boolean isNews = !isMuted && !isShown;
    boolean isFirstToHear = isMute(incident.extent()) && incident.rounds().isFirst();
    @Nullable Instant flushAt =
        isMuted && !(begins && incident.extent().audible() > 0)
            ? Flush.afterFiringUnheard(decision, at)
            : Flush.afterFiring(decision, alert, at);
    boolean isListed = member != null || hasRoom(incident, listed);
    if (isListed) {
      uncount(decision, change, known);
    }
    Extent extent = incident.extent().plusFiring(alert.labels(), member == null, isMuted, isListed);
    @Nullable Classification classified =
        begins || !isMuted ? Priorities.classify(decision, alert, extent, at) : null;
    @Nullable Rating rating = isMuted || classified == null ? null : classified.rating();
    decision.append(
        new Fact.AlertFired(
            alert.fingerprint(),
            alert.labels(),
            member == null,
            isNews,
            flushAt,
            change.mutes(),
            rating,
            isListed),
        at,
        cause);
    // An alert that the last flush showed as firing goes on counting as shown.
    int firedInRound = member != null && isShown ? member.firedInRound() : flushes;
    int resolvedInRound = isShown && isMuted ? flushes : -1;
    remember(decision, change, isListed, firedInRound, resolvedInRound, rating);
    if (classified != null) {
      Priorities.assign(decision, classified, begins, isFirstToHear, at, cause);
    }
  }

  /// Whether one more alert can be listed. Those that have ended stand in the list until the next
  /// flush has told of them.
  private static boolean hasRoom(Incident incident, int listed) {
    Extent extent = incident.extent();
    return extent.firing() - extent.unlisted() + incident.rounds().ended() < listed;
  }

  /// Drops what is known of an alert that was only counted, of an earlier incident too.
  private static void uncount(Decision decision, AlertChange change, @Nullable Footing known) {
    if (known != null && !known.listed()) {
      decision.then(new Effect.Uncount(change.alert().fingerprint()));
    }
  }

  private static void begin(Decision decision, AlertChange change, Instant at, Cause cause) {
    if (!decision.hasIncident()) {
      decision.open(change.group(), 1, at, cause);
      return;
    }
    Incident over = decision.incident();
    @Nullable Instant resolvedAt = over.resolvedAt();
    Instant reopenUntil =
        (resolvedAt == null ? at : resolvedAt).plus(decision.policy().reopenWithin());
    // The next incident would leave those who are still to hear of the end without it.
    boolean isEndHeld = Conversations.owesInQuiet(decision, at);
    if (at.isBefore(reopenUntil) || isEndHeld) {
      decision.then(new Effect.ForgetEnded());
      decision.append(new Fact.IncidentReopened(), at, cause);
    } else {
      Reports.finish(decision, at, cause);
      List<Postmortem> pending = Postmortems.pending(decision.incident());
      decision.then(new Effect.ForgetAll());
      decision.open(change.group(), over.episode() + 1, at, cause);
      Postmortems.carry(decision, pending, at, cause);
    }
  }

  private static void changed(
      Decision decision, AlertChange change, @Nullable Footing known, Instant at, Cause cause) {
    if (!decision.hasIncident() || decision.incident().isOver()) {
      return;
    }
    Incident incident = decision.incident();
    @Nullable Footing member = current(incident, known);
    if (member == null || !member.firing()) {
      return;
    }
    boolean isMuted = !change.mutes().isEmpty();
    if (isMuted && !change.mutes().equals(member.mutes())) {
      muted(decision, change, member, at, cause);
    } else if (!isMuted && !member.isAudible()) {
      unmuted(decision, change, member, at, cause);
    } else if (isMuted) {
      remember(
          decision, change, member.listed(), member.firedInRound(), member.resolvedInRound(), null);
    } else {
      rated(decision, change, member, at, cause);
    }
  }

  private static void rated(
      Decision decision, AlertChange change, Footing member, Instant at, Cause cause) {
    Alert alert = change.alert();
    Classification classified =
        Priorities.classify(decision, alert, decision.incident().extent(), at);
    Rating rating = classified.rating();
    if (rating.priority() != member.priority()) {
      decision.append(
          new Fact.AlertRated(alert.fingerprint(), alert.labels(), member.priority(), rating),
          at,
          cause);
    }
    remember(
        decision, change, member.listed(), member.firedInRound(), member.resolvedInRound(), rating);
    Priorities.assign(decision, classified, false, false, at, cause);
  }

  private static void muted(
      Decision decision, AlertChange change, Footing member, Instant at, Cause cause) {
    int flushes = decision.incident().rounds().flushes();
    boolean wasNews = member.isAudible() && !member.wasShownFiring(flushes);
    Alert alert = change.alert();
    decision.append(
        new Fact.AlertMuted(
            alert.fingerprint(),
            alert.labels(),
            change.mutes(),
            !member.isAudible(),
            wasNews,
            member.priority()),
        at,
        cause);
    int resolvedInRound =
        member.wasShownFiring(flushes) ? flushes : wasNews ? -1 : member.resolvedInRound();
    remember(decision, change, member.listed(), member.firedInRound(), resolvedInRound, null);
  }

  /// What is to be heard again is told at once, not at the group's next turn. If a step fell due
  /// while nothing was to be heard, people are paged from the first again: whoever was paged before
  /// that has had no reason to act since.
  private static void unmuted(
      Decision decision, AlertChange change, Footing member, Instant at, Cause cause) {
    Incident incident = decision.incident();
    int flushes = incident.rounds().flushes();
    boolean isShown = member.wasShownFiring(flushes);
    boolean isFirstToHear = isMute(incident.extent());
    Instant flushAt = Flush.afterUnmuting(decision, at);
    Alert alert = change.alert();
    Classification classified =
        Priorities.classify(decision, alert, incident.extent().minusMuted(), at);
    Rating rating = classified.rating();
    decision.append(
        new Fact.AlertUnmuted(alert.fingerprint(), alert.labels(), !isShown, flushAt, rating),
        at,
        cause);
    remember(
        decision, change, member.listed(), isShown ? member.firedInRound() : flushes, -1, rating);
    if (isFirstToHear) {
      Holds.underPolicy(decision, at, cause);
      Ladder.resume(decision, flushAt, at, cause);
      Promises.make(decision, at, cause);
    }
    boolean isUntold = isFirstToHear && incident.rounds().isFirst();
    Priorities.assign(decision, classified, false, isUntold, at, cause);
  }

  /// Whether all that fires is muted.
  private static boolean isMute(Extent extent) {
    return extent.firing() > 0 && extent.audible() == 0;
  }

  private static void remember(
      Decision decision,
      AlertChange change,
      boolean isListed,
      int firedInRound,
      int resolvedInRound,
      @Nullable Rating rating) {
    int episode = decision.incident().episode();
    Alert alert = change.alert();
    List<Mute> mutes = change.mutes();
    @Nullable Priority priority = rating == null ? null : rating.priority();
    if (isListed) {
      Member member =
          new Member(
              episode,
              alert,
              true,
              change.endsAt(),
              firedInRound,
              resolvedInRound,
              mutes,
              priority);
      decision.then(new Effect.Remember(member));
    } else {
      Footing footing =
          new Footing(episode, true, false, firedInRound, resolvedInRound, mutes, priority);
      decision.then(new Effect.Count(alert.fingerprint(), footing));
    }
  }

  private static void ended(
      Decision decision, AlertChange change, @Nullable Footing known, Instant at, Cause cause) {
    uncount(decision, change, known);
    if (!decision.hasIncident()) {
      return;
    }
    Incident incident = decision.incident();
    @Nullable Footing member = current(incident, known);
    if (member == null || !member.firing()) {
      return;
    }
    int flushes = incident.rounds().flushes();
    boolean wasMuted = !member.isAudible();
    boolean wasNews = !wasMuted && !member.wasShownFiring(flushes);
    boolean isQuiet = incident.isOver() || (wasMuted && incident.extent().firing() > 1);
    @Nullable Instant flushAt =
        isQuiet ? incident.rounds().nextAt() : Flush.afterEnding(decision, at);
    decision.append(
        new Fact.AlertEnded(
            change.alert().fingerprint(),
            change.alert().labels(),
            change.kind(),
            change.endsAt(),
            wasNews,
            flushAt,
            wasMuted,
            member.priority(),
            member.listed()),
        at,
        cause);
    if (!member.listed()) {
      return;
    }
    if (wasMuted || incident.isSettled()) {
      decision.then(new Effect.Forget(change.alert().fingerprint()));
      return;
    }
    decision.then(
        new Effect.Remember(
            new Member(
                incident.episode(),
                change.alert(),
                false,
                change.endsAt(),
                member.firedInRound(),
                flushes,
                List.of(),
                null)));
  }

  /// What the group knows of the alert now. A flush forgets the alerts that have ended, and one
  /// that fell due before this signal may have been applied in the same step, after the member was
  /// read.
  private static @Nullable Footing current(Incident incident, @Nullable Footing member) {
    if (member == null || member.episode() != incident.episode()) {
      return null;
    }
    boolean isForgotten =
        !member.firing() && member.resolvedInRound() != incident.rounds().flushes();
    return isForgotten ? null : member;
  }
}
