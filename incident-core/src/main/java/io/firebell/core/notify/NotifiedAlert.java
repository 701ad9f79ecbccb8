package io.firebell.core.notify;

import io.firebell.core.alert.Breach;
import io.firebell.core.alert.Fingerprint;
import io.firebell.core.alert.Labels;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An alert as a notification shows it.
///
/// @param endsAt when it resolved; null while it fires
public record NotifiedAlert(
    Fingerprint fingerprint,
    boolean firing,
    Labels labels,
    Labels annotations,
    Instant startsAt,
    @Nullable Instant endsAt,
    String generatorUrl,
    Breach breach) {

  /// The same alert with other annotations.
  public NotifiedAlert annotated(Labels other) {
    return new NotifiedAlert(
        fingerprint, firing, labels, other, startsAt, endsAt, generatorUrl, breach);
  }
}
