package io.firebell.notifier.send;

import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Outcome;

/// A type of channel that people read, so that one message can tell them of several incidents.
public interface BundlingSender extends Sender {

  /// Whether a notification can be told together with others. One that changes a message which is
  /// there already cannot.
  boolean bundles(Notification notification);

  /// Makes one attempt to tell all of it, each notification by name.
  ///
  /// @return what holds of each; a remote id is not looked at, since the message is no single
  ///   incident's
  /// @throws InterruptedException if the thread is interrupted; the attempt may have gone through
  Outcome send(Bundle bundle, Address address) throws InterruptedException;
}
