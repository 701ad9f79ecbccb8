package io.firebell.notifier;

import io.firebell.core.notify.Event;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Recipient;
import java.time.Instant;
import org.apache.kafka.common.TopicPartition;

/// A notification that was read and is to be delivered.
///
/// @param window the part of the partition that it is from, as long as the partition is ours
/// @param bytes how long its record is
/// @param readAt when it was read
record Sending(
    TopicPartition partition,
    long offset,
    Window window,
    Notification notification,
    int bytes,
    Instant readAt) {

  /// What has to stay in order.
  record Lane(TopicPartition partition, String subjectId, Recipient recipient) {}

  Lane lane() {
    return new Lane(partition, notification.subject().id(), notification.recipient());
  }

  Target target() {
    return Target.of(notification);
  }

  boolean isPage() {
    return notification.event() == Event.PAGED;
  }
}
