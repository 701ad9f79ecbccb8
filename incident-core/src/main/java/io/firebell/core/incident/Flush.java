package io.firebell.core.incident;

import io.firebell.core.alert.Alert;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Recipient;
import io.firebell.core.policy.Channel;
import io.firebell.core.policy.Quiet;
import io.firebell.core.policy.Response;
import io.firebell.core.route.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The moment at which a group tells its channels what changed, and the rules for when it comes.
///
/// They are Alertmanager's: `dispatch.aggrGroup` for the rhythm and `notify.DedupStage.needsUpdate`
/// for whether there is anything to tell. A group that has nothing to tell is not flushed at every
/// interval, only at the one at which it would repeat itself.
final class Flush {

  /// How long those are waited for that a mute lets go of together.
  static final Duration GATHERING = Duration.ofSeconds(1);

  private static final String NEW = "the group is new";
  private static final String RAISED = "the priority was raised";

  private Flush() {}

  /// When the group is flushed after an alert has fired.
  static Instant afterFiring(Decision decision, Alert alert, Instant at) {
    Rounds rounds = decision.incident().rounds();
    Route route = decision.route();
    Optional<Quiet> quiet = heldBy(decision, at);
    if (quiet.isPresent()) {
      return quiet.get().until();
    }
    if (waitsForItsEnd(decision)) {
      return at;
    }
    if (!rounds.isFirst()) {
      return nextTick(rounds, route, at);
    }
    boolean isOlderThanTheWait = alert.startsAt().plus(route.groupWait()).isBefore(at);
    Instant flushAt = isOlderThanTheWait ? at : at.plus(route.groupWait());
    @Nullable Instant armed = rounds.nextAt();
    return armed == null || flushAt.isBefore(armed) ? flushAt : armed;
  }

  /// When the group is flushed after an alert has fired that is not to be heard: as if it had not,
  /// unless the group waited for its end, which does not come now.
  static @Nullable Instant afterFiringUnheard(Decision decision, Instant at) {
    return waitsForItsEnd(decision)
        ? heldBy(decision, at).map(Quiet::until).orElse(at)
        : decision.incident().rounds().nextAt();
  }

  /// Whether all alerts of a group have ended that waited for its hours, so that it waits for those
  /// no more.
  private static boolean waitsForItsEnd(Decision decision) {
    return decision.incident().rounds().held() && decision.incident().extent().firing() == 0;
  }

  /// When the group is flushed after a mute has let go of an alert: at once, but for those that the
  /// same mute lets go of with it.
  static Instant afterUnmuting(Decision decision, Instant at) {
    Instant flushAt = heldBy(decision, at).map(Quiet::until).orElse(at.plus(GATHERING));
    @Nullable Instant armed = decision.incident().rounds().nextAt();
    return armed == null || flushAt.isBefore(armed) ? flushAt : armed;
  }

  /// When the group is flushed after an alert has ended. Where that has to wait for its hours, it
  /// is flushed only for the end of the incident.
  static Instant afterEnding(Decision decision, Instant at) {
    Rounds rounds = decision.incident().rounds();
    @Nullable Instant armed = rounds.nextAt();
    Optional<Quiet> quiet = heldBy(decision, at);
    if (quiet.isPresent()) {
      boolean isLast = decision.incident().extent().firing() <= 1;
      return isLast ? at.plus(decision.route().groupWait()) : quiet.get().until();
    }
    return rounds.isFirst() && armed != null ? armed : nextTick(rounds, decision.route(), at);
  }

  /// The quiet for whose end the next flush waits; empty when it waits for none, or a new policy
  /// has put an end to it.
  private static Optional<Quiet> heldBy(Decision decision, Instant at) {
    return decision.incident().rounds().held() ? decision.quiet(at) : Optional.empty();
  }

  /// Flushes the group.
  static void apply(Decision decision, Instant at) {
    Incident incident = decision.incident();
    Rounds rounds = incident.rounds();
    Cause cause = new Cause(Cause.Kind.TIMER, rounds.isFirst() ? "group wait" : "group interval");
    boolean isHeard = incident.extent().audible() > 0;
    if (isHeard) {
      Priorities.lower(decision, at, cause);
    }
    Optional<Quiet> quiet = decision.quiet(at);
    if (incident.extent().firing() == 0) {
      end(decision, at, cause);
    } else if (!isHeard && (rounds.isFirst() || rounds.ended() == 0)) {
      decision.append(new Fact.FlushWithheld("all of its alerts are muted"), at, cause);
    } else if (incident.isMerged()) {
      String reason = "it is merged into " + incident.mergedInto();
      decision.append(new Fact.FlushWithheld(reason), at, cause);
    } else if (quiet.isPresent()) {
      hold(decision, quiet.get(), at, cause);
    } else if (rounds.isFirst() || rounds.raised()) {
      beginPlan(decision, rounds.isFirst() ? NEW : "the plan begins anew", at, cause);
    } else {
      tellNews(decision, at, cause);
      forgetEnded(decision, rounds);
    }
  }

  /// Flushes the group out of turn, since a raised priority has changed the plan, unless it has not
  /// been flushed yet and will be soon.
  static void raised(Decision decision, Instant at, Cause cause) {
    Rounds rounds = decision.incident().rounds();
    if (decision.incident().isMerged() || (rounds.isFirst() && !rounds.held())) {
      return;
    }
    Optional<Quiet> quiet = decision.quiet(at);
    boolean isHeldAlready =
        quiet.map(Quiet::until).filter(one -> one.equals(rounds.nextAt())).isPresent();
    if (isHeldAlready) {
      return;
    }
    if (quiet.isPresent()) {
      hold(decision, quiet.get(), at, cause);
    } else {
      beginPlan(decision, RAISED, at, cause);
    }
  }

  /// Flushes the group out of turn, since the incident follows no other any more, unless there is
  /// nothing of it to be heard, or the group waits for its first flush.
  static void parted(Decision decision, Instant at, Cause cause) {
    Incident incident = decision.incident();
    Rounds rounds = incident.rounds();
    boolean waits = rounds.isFirst() && rounds.nextAt() != null;
    if (incident.extent().audible() == 0 || waits) {
      return;
    }
    Optional<Quiet> quiet = decision.quiet(at);
    if (quiet.isPresent()) {
      hold(decision, quiet.get(), at, cause);
    } else {
      String reason = rounds.isFirst() ? NEW : "the incident is merged into no other any more";
      beginPlan(decision, reason, at, cause);
    }
  }

  private static void hold(Decision decision, Quiet quiet, Instant at, Cause cause) {
    decision.append(new Fact.GroupHeld(quiet.reason(), quiet.until()), at, cause);
  }

  private static void beginPlan(Decision decision, String reason, Instant at, Cause cause) {
    Rounds before = decision.incident().rounds();
    flushed(decision, reason, channels(decision), at, cause);
    followPlan(decision, at, cause);
    forgetEnded(decision, before);
  }

  /// What has ended has been told. To look for what there is not would cost as much as to tell.
  private static void forgetEnded(Decision decision, Rounds before) {
    if (before.ended() > 0) {
      decision.then(new Effect.ForgetEnded());
    }
  }

  /// Tells the channels out of turn that somebody's time has run out.
  static void reminded(Decision decision, String reason, Instant at, Cause cause) {
    channels(decision).forEach(channel -> inform(decision, channel, reason, at, cause));
  }

  private static void tellNews(Decision decision, Instant at, Cause cause) {
    Rounds rounds = decision.incident().rounds();
    List<Channel> told =
        channels(decision).stream().filter(one -> isToBeTold(decision, one, at)).toList();
    String reason =
        rounds.news() > 0
            ? rounds.news() + " more firing"
            : told.isEmpty()
                ? "nothing to tell"
                : rounds.ended() > 0
                    ? rounds.ended() + " ended"
                    : "nothing changed for the repeat interval";
    flushed(decision, reason, told, at, cause);
    told.forEach(channel -> inform(decision, channel, reason, at, cause));
  }

  private static boolean isToBeTold(Decision decision, Channel channel, Instant at) {
    Rounds rounds = decision.incident().rounds();
    boolean hearsOfEnd = rounds.ended() > 0 && channel.sendResolved();
    return rounds.news() > 0 || hearsOfEnd || isToBeToldAgain(decision, channel, at);
  }

  private static boolean isToBeToldAgain(Decision decision, Channel channel, Instant at) {
    boolean isHeard = decision.incident().extent().audible() > 0;
    @Nullable Instant last = informedAt(decision, channel);
    Duration interval = decision.route().repeatInterval();
    return isHeard && (last == null || !last.plus(interval).isAfter(at));
  }

  private static @Nullable Instant informedAt(Decision decision, Channel channel) {
    return decision.incident().with(channel.recipient()).map(Conversation::informedAt).orElse(null);
  }

  /// Tells a channel of the incident, or what is new about it if the channel knows of it.
  private static void inform(
      Decision decision, Channel channel, String reason, Instant at, Cause cause) {
    Recipient recipient = channel.recipient();
    boolean knowsOfIt =
        decision.incident().with(recipient).map(Conversation::knowsOfIt).orElse(false);
    Event event = knowsOfIt ? Event.UPDATED : Event.OPENED;
    Conversations.tell(decision, recipient, event, reason, at, cause);
  }

  private static void end(Decision decision, Instant at, Cause cause) {
    boolean isUntold = decision.incident().rounds().isFirst();
    if (isUntold) {
      decision.append(
          new Fact.NotificationWithheld("everybody", "resolved before anybody was to be told"),
          at,
          cause);
    }
    Conversations.resolve(decision, "", "all its alerts are over", at, cause);
  }

  /// Does what the plan says for the incident's priority, as far as that has not been done: at the
  /// first flush, and when a raised priority has changed the plan.
  private static void followPlan(Decision decision, Instant at, Cause cause) {
    Response response = decision.response();
    Incident incident = decision.incident();
    String priority = incident.priority() + " by rule \"" + incident.rule() + "\"";
    if (response.inform().isEmpty() && !response.pages()) {
      decision.append(
          new Fact.NotificationWithheld(
              "everybody", "plan " + decision.route().plan() + " only logs " + priority),
          at,
          cause);
    }
    for (Channel channel : channels(decision)) {
      inform(decision, channel, priority, at, cause);
    }
    if (response.pages()) {
      Ladder.start(decision, response, at, cause);
    }
  }

  private static void flushed(
      Decision decision, String reason, List<Channel> told, Instant at, Cause cause) {
    Route route = decision.route();
    Rounds rounds = decision.incident().rounds().afterFlush(at, null);
    @Nullable Instant next =
        channels(decision).stream()
            .map(one -> told.contains(one) ? at : informedAt(decision, one))
            .filter(Objects::nonNull)
            .min(Instant::compareTo)
            .map(first -> nextTick(rounds, route, first.plus(route.repeatInterval())))
            .orElse(null);
    decision.append(new Fact.GroupFlushed(reason, !told.isEmpty(), next), at, cause);
  }

  /// The first instant at or after `earliest` that is a whole number of group intervals, and at
  /// least one, after the last flush.
  private static Instant nextTick(Rounds rounds, Route route, Instant earliest) {
    @Nullable Instant last = rounds.lastAt();
    if (last == null) {
      return earliest;
    }
    // A duration would be divided and multiplied by way of decimals.
    long interval = route.groupInterval().toMillis();
    long passed = Math.max(0, Duration.between(last, earliest).toMillis() / interval);
    Instant tick = last.plusMillis(interval * passed);
    return passed == 0 || tick.isBefore(earliest) ? tick.plusMillis(interval) : tick;
  }

  private static List<Channel> channels(Decision decision) {
    return decision.policy().channels(decision.response().inform());
  }
}
