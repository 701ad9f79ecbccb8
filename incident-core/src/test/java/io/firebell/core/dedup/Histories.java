package io.firebell.core.dedup;

import io.firebell.core.alert.Alert;
import io.firebell.core.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Plays sendings to the deduplicator, each at the time at which it was received.
final class Histories {

  private Histories() {}

  /// What is known of an alert after these sendings, after which it should fire.
  static AlertState after(Policy policy, Alert... sendings) {
    @Nullable AlertState known = null;
    for (Alert sending : sendings) {
      known = Deduplicator.receive(known, sending, sending.receivedAt(), policy).next();
    }
    return Objects.requireNonNull(known, "the alert should fire after these sendings");
  }

  /// All that is passed on, with every check that is due before a sending or after the last.
  static List<AlertChange> changes(Policy policy, List<Alert> sendings) {
    List<AlertChange> changes = new ArrayList<>();
    @Nullable AlertState known = null;
    for (Alert sending : sendings) {
      while (known != null && !known.checkAt().isAfter(sending.receivedAt())) {
        known = taken(Deduplicator.check(known, known.checkAt(), policy), changes);
      }
      known = taken(Deduplicator.receive(known, sending, sending.receivedAt(), policy), changes);
    }
    while (known != null) {
      known = taken(Deduplicator.check(known, known.checkAt(), policy), changes);
    }
    return changes;
  }

  private static @Nullable AlertState taken(Deduplicated decided, List<AlertChange> changes) {
    changes.addAll(decided.changes());
    return decided.next();
  }
}
