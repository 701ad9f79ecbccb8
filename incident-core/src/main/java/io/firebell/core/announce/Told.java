package io.firebell.core.announce;

import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Recipient;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to be done about a maintenance.
///
/// @param next what is known of it afterwards; null when that is nothing
/// @param notifications what people are told now
/// @param failures what could not be told
public record Told(
    @Nullable Bulletin next, List<Notification> notifications, List<Failure> failures) {

  public Told {
    notifications = List.copyOf(notifications);
    failures = List.copyOf(failures);
  }

  /// Somebody does not hear what he was to hear.
  ///
  /// @param reason for people
  public record Failure(String windowId, Recipient recipient, String reason) {}
}
