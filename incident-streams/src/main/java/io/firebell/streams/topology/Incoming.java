package io.firebell.streams.topology;

import io.firebell.core.dedup.AlertChange;
import io.firebell.core.incident.Command;
import io.firebell.core.notify.Delivery;

/// What reaches the second stage under a group's key.
sealed interface Incoming {

  record Changed(AlertChange change) implements Incoming {}

  record Asked(Command command) implements Incoming {}

  record Reported(Delivery delivery) implements Incoming {}
}
