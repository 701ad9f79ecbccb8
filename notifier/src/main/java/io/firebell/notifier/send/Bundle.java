package io.firebell.notifier.send;

import io.firebell.core.notify.Notification;
import java.util.List;

/// Several notifications to one recipient that are told in one message, since there are more than
/// the recipient is to be written to.
public record Bundle(List<Notification> notifications) {

  /// @throws IllegalArgumentException if they are no several
  public Bundle {
    notifications = List.copyOf(notifications);
    if (notifications.size() < 2) {
      throw new IllegalArgumentException(
          "a bundle should have at least 2 notifications: was " + notifications.size());
    }
  }
}
