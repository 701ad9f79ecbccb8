package io.firebell.core.incident;

import io.firebell.core.alert.Alert;
import io.firebell.core.notify.NotifiedAlert;
import java.time.Instant;

/// An alert as one of its group's: kept beside the incident, not in it, so that the incident does
/// not grow with its alerts.
///
/// @param episode the incident that it belongs to
/// @param endsAt when it ended, if it does not fire
/// @param firedInRound the number of flushes that the incident had had when it last fired
/// @param resolvedInRound the same for when it last resolved; -1 when it never has
public record Member(
    int episode,
    Alert alert,
    boolean firing,
    Instant endsAt,
    int firedInRound,
    int resolvedInRound) {

  /// Whether the last of `flushes` flushes showed this alert as firing.
  boolean wasShownFiring(int flushes) {
    return firedInRound < flushes && (firing || resolvedInRound == flushes);
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
