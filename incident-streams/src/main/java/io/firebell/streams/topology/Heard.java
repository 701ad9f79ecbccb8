package io.firebell.streams.topology;

import io.firebell.core.alert.Alert;
import io.firebell.core.mute.Inhibitor;
import io.firebell.core.mute.Silence;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What reaches the first stage.
sealed interface Heard {

  /// An alert, under its own key.
  record Sent(Alert alert) implements Heard {
    public Sent {
      Objects.requireNonNull(alert, Incoming.NO_VALUE);
    }
  }

  /// A silence that is new or has changed, under its own key on every partition.
  ///
  /// @param silence null when it is to be forgotten
  record Silenced(@Nullable Silence silence) implements Heard {}

  /// What is to be heard of an alert that keeps others quiet, on every partition.
  record Inhibited(Inhibitor inhibitor) implements Heard {
    public Inhibited {
      Objects.requireNonNull(inhibitor, Incoming.NO_VALUE);
    }
  }
}
