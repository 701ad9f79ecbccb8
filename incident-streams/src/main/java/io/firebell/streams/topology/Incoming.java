package io.firebell.streams.topology;

import io.firebell.core.dedup.AlertChange;
import io.firebell.core.incident.Command;
import io.firebell.core.notify.Delivery;
import java.util.Objects;

/// What reaches the second stage under a group's key.
sealed interface Incoming {

  /// Why a record without a value, which no one here writes, cannot be processed.
  String NO_VALUE = "a record should have a value: has none";

  record Changed(AlertChange change) implements Incoming {
    public Changed {
      Objects.requireNonNull(change, NO_VALUE);
    }
  }

  record Asked(Command command) implements Incoming {
    public Asked {
      Objects.requireNonNull(command, NO_VALUE);
    }
  }

  record Reported(Delivery delivery) implements Incoming {
    public Reported {
      Objects.requireNonNull(delivery, NO_VALUE);
    }
  }
}
