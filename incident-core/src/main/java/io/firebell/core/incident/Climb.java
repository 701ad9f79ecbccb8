package io.firebell.core.incident;

import io.firebell.core.notify.Recipient;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How far an incident has climbed the ladder of its escalation.
///
/// @param escalation which one; empty when nobody is paged
/// @param step the last step reached, from 1; 0 before the first
/// @param round the round it is in, from 1
/// @param nextAt when the next step is due; null when it has been stopped or is exhausted
/// @param exhausted whether the last step of the last round has passed
/// @param paged whom the last step pages, with those in place of whom another way is tried
public record Climb(
    String escalation,
    int step,
    int round,
    @Nullable Instant nextAt,
    boolean exhausted,
    List<Recipient> paged) {

  static final Climb NONE = new Climb("", 0, 1, null, false, List.of());

  public Climb {
    paged = List.copyOf(paged);
  }

  static Climb starting(String escalation, Instant firstStepAt) {
    return new Climb(escalation, 0, 1, firstStepAt, false, List.of());
  }

  Climb at(int nowStep, int nowRound, List<Recipient> nowPaged, Instant next) {
    return new Climb(escalation, nowStep, nowRound, next, false, nowPaged);
  }

  Climb dueAt(Instant next) {
    return new Climb(escalation, step, round, next, exhausted, paged);
  }

  Climb stopped() {
    return new Climb(escalation, step, round, null, exhausted, paged);
  }

  Climb asExhausted() {
    return new Climb(escalation, step, round, null, true, paged);
  }

  /// `step 2 of production, round 1`: why people are paged.
  String position() {
    return "step " + step + " of " + escalation + ", round " + round;
  }

  Climb replacing(Recipient failed, Recipient by) {
    List<Recipient> now = paged.stream().map(one -> one.equals(failed) ? by : one).toList();
    return new Climb(escalation, step, round, nextAt, exhausted, now);
  }
}
