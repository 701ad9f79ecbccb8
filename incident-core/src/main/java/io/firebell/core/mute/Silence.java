package io.firebell.core.mute;

import io.firebell.core.alert.Labels;
import io.firebell.core.route.Matcher;
import java.time.Instant;
import java.util.List;

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

  public State stateAt(Instant now) {
    return now.isBefore(startsAt)
        ? State.PENDING
        : now.isBefore(endsAt) ? State.ACTIVE : State.EXPIRED;
  }

  /// The same silence when somebody has ended it: one that has not begun never does.
  public Silence expired(Instant now) {
    Instant start = startsAt.isAfter(now) ? now : startsAt;
    return new Silence(id, tenant, matchers, start, now, createdBy, comment, now);
  }
}
