package io.firebell.core.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The rhythm in which a group tells its channels what changed: Alertmanager's group_wait and
/// group_interval.
///
/// @param flushes how many there were
/// @param lastAt when the last was; null before the first
/// @param nextAt when the next is due; null when nothing is to be told
/// @param news how many alerts fire that the last flush did not show as firing
/// @param ended how many alerts ended since the last flush
/// @param held whether the next is due when the hours for it come
/// @param raised whether the plan is to be followed anew, since the priority was raised after the
///   last or the incident was split from another
/// @param before how many flushes there had been when the incident was opened again; 0 if it was
///   not
public record Rounds(
    int flushes,
    @Nullable Instant lastAt,
    @Nullable Instant nextAt,
    int news,
    int ended,
    boolean held,
    boolean raised,
    int before) {

  static final Rounds NONE = new Rounds(0, null, null, 0, 0, false, false, 0);

  boolean isFirst() {
    return flushes == before;
  }

  /// @param isNew whether the alert was no member; if it was, it had ended since the last flush
  Rounds afterFiring(boolean isNew, boolean isNews, @Nullable Instant flushAt) {
    int stillEnded = isNew ? ended : Math.max(0, ended - 1);
    return dueAt(flushAt).counting(isNews ? news + 1 : news, stillEnded);
  }

  /// @param isToTell whether somebody is to hear of the end
  Rounds afterEnding(boolean wasNews, boolean isToTell, @Nullable Instant flushAt) {
    int left = wasNews ? Math.max(0, news - 1) : news;
    return dueAt(flushAt).counting(left, isToTell ? ended + 1 : ended);
  }

  Rounds afterMuting(boolean wasNews) {
    return counting(wasNews ? Math.max(0, news - 1) : news, ended);
  }

  Rounds afterUnmuting(boolean isNews, Instant flushAt) {
    return dueAt(flushAt).counting(isNews ? news + 1 : news, ended);
  }

  /// This when the time has come and there is nobody to be told.
  Rounds afterSilence() {
    return new Rounds(flushes, lastAt, null, news, ended, false, raised, before);
  }

  /// This when the time has come and the hours for it have not.
  Rounds heldUntil(Instant hours) {
    return new Rounds(flushes, lastAt, hours, news, ended, true, raised, before);
  }

  /// This when the plan is to be followed anew: the priority was raised, or the incident follows no
  /// other any more.
  Rounds afterRaising() {
    return new Rounds(flushes, lastAt, nextAt, news, ended, held, true, before);
  }

  Rounds afterFlush(Instant at, @Nullable Instant next) {
    return new Rounds(flushes + 1, at, next, 0, 0, false, false, before);
  }

  /// This when the incident is over. What fires all the same stays counted.
  Rounds stopped() {
    return new Rounds(flushes, lastAt, null, news, 0, false, false, before);
  }

  /// This when an alert has opened the incident again.
  Rounds reopened() {
    return new Rounds(flushes, null, null, news, 0, false, false, flushes);
  }

  private Rounds dueAt(@Nullable Instant next) {
    return new Rounds(flushes, lastAt, next, news, ended, held, raised, before);
  }

  private Rounds counting(int nowNews, int nowEnded) {
    return new Rounds(flushes, lastAt, nextAt, nowNews, nowEnded, held, raised, before);
  }
}
