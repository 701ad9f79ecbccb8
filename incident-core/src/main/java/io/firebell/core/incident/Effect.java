package io.firebell.core.incident;

import io.firebell.core.alert.Fingerprint;
import io.firebell.core.notify.Notification;

/// What the shell has to do after a step, all of it in one transaction and in this order.
public sealed interface Effect {

  /// Append a fact to the history.
  record Append(LoggedFact fact) implements Effect {}

  /// Fill in the incident's alerts and hand the notification to the notifier.
  record Send(Notification notification) implements Effect {}

  /// Keep an alert of the group.
  record Remember(Member member) implements Effect {}

  /// Drop one alert of the group.
  record Forget(Fingerprint alert) implements Effect {}

  /// Drop the alerts of the group that do not fire.
  record ForgetEnded() implements Effect {}

  /// Drop every alert of the group.
  record ForgetAll() implements Effect {}

  /// Send a command to another incident.
  record Ask(Command command) implements Effect {}

  /// Say that a signal concerns no incident that there is.
  record Refuse(String reason) implements Effect {}
}
