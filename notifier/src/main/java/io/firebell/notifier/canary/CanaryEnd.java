package io.firebell.notifier.canary;

import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Outcome;

/// The far end of the way that Firebell's own alerts take.
@FunctionalInterface
public interface CanaryEnd {

  /// Takes whatever comes and tells nobody: the end of a process that sends none of its own.
  CanaryEnd ANY = _ -> new Outcome.Delivered("");

  /// Takes a notification, as a sender's attempt would be answered.
  Outcome take(Notification notification) throws InterruptedException;
}
