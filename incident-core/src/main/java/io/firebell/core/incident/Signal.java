package io.firebell.core.incident;

import io.firebell.core.dedup.AlertChange;
import io.firebell.core.notify.Delivery;
import org.jspecify.annotations.Nullable;

/// Something that an incident reacts to.
public sealed interface Signal {

  /// An alert of its group changed.
  ///
  /// @param known what the group knows of the alert so far; null when it knows nothing
  record AlertChanged(AlertChange change, @Nullable Footing known) implements Signal {}

  /// Somebody wants something done.
  record Commanded(Command command) implements Signal {}

  /// The notifier reports.
  record DeliveryReported(Delivery delivery) implements Signal {}

  /// A deadline may have come. There is nothing in it: what is due follows from the state, so a
  /// stale one changes nothing.
  record DeadlineReached() implements Signal {}

  /// The policy in force may be another one. There is nothing in it either: what follows from the
  /// policy alone is asked of it at its time, so only what waits for a time of the old one changes.
  record PolicyChanged() implements Signal {}
}
