package io.firebell.core.announce;

import io.firebell.core.notify.Backoff;
import io.firebell.core.notify.Recipient;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Somebody who is told of a window, one notification at a time, and always the latest.
///
/// | | | told | sending | dueAt |
/// |---|---|---|---|---|
/// | up to date, or behind | what to tell is told at once | the revision | 0 | null |
/// | being told | waits for the report | the one before | the revision | when that is given up |
/// | to be told again | waits for the time | the one before | 0 | when it is tried |
///
/// @param told the revision of the window that needs not be told any more; 0 for none
/// @param sending the revision that is handed over; 0 for none
/// @param reached whether anything has arrived
/// @param remoteId what the far side calls the first message; may be empty
/// @param attempt how often the news was handed over in vain or is now; 0 for not yet
public record Listener(
    Recipient recipient,
    int told,
    int sending,
    boolean reached,
    String remoteId,
    int attempt,
    @Nullable Instant dueAt) {

  static Listener of(Recipient recipient) {
    return new Listener(recipient, 0, 0, false, "", 0, null);
  }

  boolean isSending() {
    return sending > 0;
  }

  /// Whether something waits whose time has come.
  boolean isDue(Instant now) {
    return dueAt != null && !dueAt.isAfter(now);
  }

  /// Whether there is something to tell, now.
  boolean hasToHear(int revision, Instant now) {
    return told < revision && !isSending() && (dueAt == null || isDue(now));
  }

  Listener beingTold(int revision, Instant now) {
    return new Listener(
        recipient, told, revision, reached, remoteId, attempt + 1, now.plus(Backoff.REPORT_WITHIN));
  }

  Listener delivered(String remote) {
    String known = remote.isEmpty() ? remoteId : remote;
    return new Listener(recipient, sending, 0, true, known, 0, null);
  }

  Listener waiting(Instant until) {
    return new Listener(recipient, told, 0, reached, remoteId, attempt, until);
  }

  /// What was to be told up to a revision is not tried again.
  Listener givenUp(int revision) {
    return new Listener(recipient, revision, 0, reached, remoteId, 0, null);
  }
}
