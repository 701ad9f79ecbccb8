package io.firebell.core.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One signal of a monitoring system, as it was accepted.
///
/// The fields and their defaults are those of Alertmanager's API v2: an absent `startsAt` means the
/// end if that is known and the time of acceptance otherwise, an absent `endsAt` means that the
/// alert fires until it has not been repeated for the resolve timeout.
///
/// @param tenant whose alert it is
/// @param labels what identifies it; never empty
/// @param annotations what describes it; may change from one repeat to the next
/// @param startsAt when the condition began
/// @param endsAt when the condition ended or is going to; null when the sender did not say
/// @param generatorUrl where the alert can be looked at; may be empty
/// @param breach the metric behind it, or [Breach#NONE]
/// @param source which door it came through: `alertmanager`, `native`, …
/// @param receivedAt when it was accepted, by the ingest clock
public record Alert(
    String tenant,
    Labels labels,
    Labels annotations,
    Instant startsAt,
    @Nullable Instant endsAt,
    String generatorUrl,
    Breach breach,
    String source,
    Instant receivedAt) {

  /// @throws IllegalArgumentException if there is no label, or the end is before the start
  public Alert {
    if (labels.isEmpty()) {
      throw new IllegalArgumentException("at least one label pair required");
    }
    if (endsAt != null && endsAt.isBefore(startsAt)) {
      throw new IllegalArgumentException(
          "start time must be before end time: were " + startsAt + " and " + endsAt);
    }
  }

  public Fingerprint fingerprint() {
    return labels.fingerprint();
  }

  /// Whether it fired when it was received: its end was not known, or still to come.
  public boolean fires() {
    return endsAt == null || endsAt.isAfter(receivedAt);
  }

  /// The same alert with an earlier start.
  public Alert startingAt(Instant earlier) {
    return new Alert(
        tenant, labels, annotations, earlier, endsAt, generatorUrl, breach, source, receivedAt);
  }
}
