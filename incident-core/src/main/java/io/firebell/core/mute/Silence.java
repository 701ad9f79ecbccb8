package io.firebell.core.mute;

import io.firebell.core.alert.Labels;
import io.firebell.core.route.Matcher;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody's wish that alerts be quiet for a time: the record on the `silences` topic.
///
/// @param id unique for the tenant
/// @param matchers which alerts, each as [Matcher#parse] reads it; all have to hold
/// @param startsAt from when
/// @param endsAt until when
/// @param createdBy who wants it, for people
/// @param comment why, for people
/// @param updatedAt when it was last said so
public record Silence(
    String id,
    String tenant,
    List<String> matchers,
    Instant startsAt,
    Instant endsAt,
    String createdBy,
    String comment,
    Instant updatedAt) {

  /// How long a silence is known when it is over: Alertmanager's default.
  public static final Duration KEPT = Duration.ofDays(5);

  /// @throws IllegalArgumentException if there is no matcher, or one that is none, or all of them
  ///   match every alert, or the end is before the start
  public Silence {
    matchers = List.copyOf(matchers);
    if (matchers.isEmpty()) {
      throw new IllegalArgumentException("a silence should have a matcher: has none");
    }
    if (matchers.stream().map(Matcher::parse).allMatch(matcher -> matcher.matches(Labels.NONE))) {
      throw new IllegalArgumentException(
          "at least one matcher should not match the empty string: were " + matchers);
    }
    if (endsAt.isBefore(startsAt)) {
      throw new IllegalArgumentException(
          "a silence should not end before it starts: was " + startsAt + " to " + endsAt);
    }
  }

  /// Where it stands.
  public enum State {
    PENDING,
    ACTIVE,
    EXPIRED
  }

  /// When nobody is to know of it any more.
  public Instant forgottenAt() {
    return endsAt.plus(KEPT);
  }

  public State stateAt(Instant now) {
    return now.isBefore(startsAt)
        ? State.PENDING
        : now.isBefore(endsAt) ? State.ACTIVE : State.EXPIRED;
  }

  /// What is to be known when this is wanted in place of another: that one changed under its own id
  /// where it may be, and otherwise that one ended and this one. May be changed what still has the
  /// same matchers and is not over, and its start only as long as it has not begun.
  ///
  /// @param before the other; null when there is none
  /// @return one silence or two, the one that counts at the end
  public List<Silence> inPlaceOf(@Nullable Silence before, Instant now) {
    Silence begun = startsAt.isBefore(now) ? with(id, now) : this;
    if (before == null) {
      return List.of(begun);
    }
    boolean maySameId =
        matchers.equals(before.matchers)
            && switch (before.stateAt(now)) {
              case PENDING -> true;
              case ACTIVE -> startsAt.equals(before.startsAt);
              case EXPIRED -> false;
            };
    if (maySameId) {
      boolean isActive = before.stateAt(now) == State.ACTIVE;
      return List.of(isActive ? with(before.id, startsAt) : begun.with(before.id, begun.startsAt));
    }
    return before.stateAt(now) == State.EXPIRED
        ? List.of(begun)
        : List.of(before.expired(now), begun);
  }

  private Silence with(String newId, Instant start) {
    return new Silence(newId, tenant, matchers, start, endsAt, createdBy, comment, updatedAt);
  }

  /// The same silence when somebody has ended it: one that has not begun never does.
  public Silence expired(Instant now) {
    Instant start = startsAt.isAfter(now) ? now : startsAt;
    return new Silence(id, tenant, matchers, start, now, createdBy, comment, now);
  }
}
