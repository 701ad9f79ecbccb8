package io.firebell.streams.topology;

import io.firebell.core.announce.Expected;
import io.firebell.core.notify.Delivery;

/// What reaches the announcements under a maintenance's key.
sealed interface Announced {

  /// An alert has been muted because of it.
  record Muted(Expected alert) implements Announced {}

  /// What has become of a notification about it.
  record Reported(Delivery delivery) implements Announced {}
}
