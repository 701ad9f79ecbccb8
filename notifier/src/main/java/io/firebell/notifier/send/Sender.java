package io.firebell.notifier.send;

import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Outcome;

/// One type of channel: makes one attempt and says how it ended. Whether and when there is another
/// is not its business.
///
/// A sender is used by many threads at once and keeps nothing between two attempts that matters to
/// the next. Every attempt for a notification carries [Notification#id], as far as the far side has
/// a place for it, so that it can tell a repetition.
public interface Sender extends AutoCloseable {

  ChannelType type();

  /// Makes one attempt.
  ///
  /// @return `Delivered` when the far side has taken it, `Retry` when it is busy, broken or out of
  ///   reach, `Rejected` when it will never take this as it is. Reasons are for people
  /// @throws InterruptedException if the thread is interrupted; the attempt may have gone through
  Outcome send(Notification notification, Address address) throws InterruptedException;

  @Override
  void close();
}
