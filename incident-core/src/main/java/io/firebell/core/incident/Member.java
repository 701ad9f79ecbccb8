package io.firebell.core.incident;

import io.firebell.core.alert.Alert;
import io.firebell.core.classify.Priority;
import io.firebell.core.mute.Mute;
import io.firebell.core.notify.NotifiedAlert;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An alert as one of its group's: kept beside the incident, not in it, so that the incident does
/// not grow with its alerts.
///
/// @param episode the incident that it belongs to
/// @param endsAt when it ended, if it does not fire
/// @param firedInRound the number of flushes that the incident had had when it last fired unmuted
/// @param resolvedInRound the same for when it last resolved or was muted; -1 when it never has
/// @param mutes what keeps it from notifying
/// @param priority how urgent it makes the incident while it fires and is to be heard; null if it
///   is not, or that is not known
public record Member(
    int episode,
    Alert alert,
    boolean firing,
    Instant endsAt,
    int firedInRound,
    int resolvedInRound,
    List<Mute> mutes,
    @Nullable Priority priority) {

  public Member {
    mutes = List.copyOf(mutes);
  }

  /// Whether somebody is to hear of it, or of its end.
  public boolean isAudible() {
    return mutes.isEmpty();
  }

  /// What decisions need to know of it.
  public Footing footing() {
    return new Footing(episode, firing, true, firedInRound, resolvedInRound, mutes, priority);
  }

  /// This alert as a notification shows it.
  public NotifiedAlert shown() {
    return new NotifiedAlert(
        alert.fingerprint(),
        firing,
        alert.labels(),
        alert.annotations(),
        alert.startsAt(),
        firing ? null : endsAt,
        alert.generatorUrl(),
        alert.breach());
  }
}
