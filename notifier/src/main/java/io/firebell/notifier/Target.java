package io.firebell.notifier;

import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Recipient;

/// Somebody who is written to: what is slow or fast, and has a limit.
record Target(String tenant, Recipient recipient) {

  static Target of(Notification notification) {
    return new Target(notification.subject().tenant(), notification.recipient());
  }
}
