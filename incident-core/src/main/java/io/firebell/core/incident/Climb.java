package io.firebell.core.incident;

import io.firebell.core.escalate.Until;
import io.firebell.core.notify.Recipient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How far an incident has climbed the ladder of its escalation.
///
/// @param escalation which one; empty when nobody is paged
/// @param until what ends the climb
/// @param step the last step reached, from 1; 0 before the first
/// @param round the round it is in, from 1
/// @param nextAt when the next step is due; null when it has been stopped, paused or is exhausted
/// @param held whether that is when the hours for it come
/// @param rest how much of the wait is left while it is paused; null while it is not
/// @param exhausted whether the last step of the last round has passed
/// @param paged whom the last step pages, with those in place of whom another way is tried
public record Climb(
    String escalation,
    Until until,
    int step,
    int round,
    @Nullable Instant nextAt,
    boolean held,
    @Nullable Duration rest,
    boolean exhausted,
    List<Recipient> paged) {

  static final Climb NONE =
      new Climb("", Until.ACKNOWLEDGED, 0, 1, null, false, null, false, List.of());

  public Climb {
    paged = List.copyOf(paged);
  }

  static Climb starting(String escalation, Until until, Instant firstStepAt) {
    return new Climb(escalation, until, 0, 1, firstStepAt, false, null, false, List.of());
  }

  Climb at(int nowStep, int nowRound, List<Recipient> nowPaged, Instant next) {
    return new Climb(escalation, until, nowStep, nowRound, next, false, null, false, nowPaged);
  }

  Climb dueAt(Instant next) {
    return new Climb(escalation, until, step, round, next, false, null, exhausted, paged);
  }

  /// This when the next step is due, and the hours for it have not come.
  Climb heldUntil(Instant hours) {
    return new Climb(escalation, until, step, round, hours, true, null, exhausted, paged);
  }

  Climb stopped() {
    return new Climb(escalation, until, step, round, null, false, null, exhausted, paged);
  }

  /// This while somebody wants to be left alone, if only the end of the incident stops it.
  Climb paused(Instant at) {
    if (until == Until.ACKNOWLEDGED) {
      return stopped();
    }
    if (nextAt == null) {
      return this;
    }
    Duration left = nextAt.isAfter(at) ? Duration.between(at, nextAt) : Duration.ZERO;
    return new Climb(escalation, until, step, round, null, false, left, exhausted, paged);
  }

  /// This when the pause is over: what was left of the wait is waited for.
  Climb resumed(Instant at) {
    return rest == null ? this : dueAt(at.plus(rest));
  }

  /// This while it waits for somebody who was given the incident.
  Climb givenTo(Recipient somebody, @Nullable Instant next) {
    boolean stays = exhausted && next == null;
    return new Climb(escalation, until, step, round, next, false, null, stays, List.of(somebody));
  }

  /// Whether it waits for a step, or will when its pause is over.
  boolean isUnderWay() {
    return nextAt != null || rest != null;
  }

  Climb asExhausted() {
    return new Climb(escalation, until, step, round, null, false, null, true, paged);
  }

  /// `step 2 of production, round 1`: why people are paged.
  String position() {
    return "step " + step + " of " + escalation + ", round " + round;
  }

  Climb replacing(Recipient failed, Recipient by) {
    List<Recipient> now = paged.stream().map(one -> one.equals(failed) ? by : one).toList();
    return new Climb(escalation, until, step, round, nextAt, held, rest, exhausted, now);
  }
}
