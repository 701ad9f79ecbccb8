package io.firebell.core.incident;

import io.firebell.core.alert.Fingerprint;
import io.firebell.core.notify.Notification;

/// What the shell has to do after a step, all of it in one transaction and in this order.
public sealed interface Effect {

  /// Append a fact to the history.
  record Append(LoggedFact fact) implements Effect {}

  /// Fill in the incident's alerts and hand the notification to the notifier.
  record Send(Notification notification) implements Effect {}

  /// Keep an alert of the group that is listed.
  record Remember(Member member) implements Effect {}

  /// Drop one alert of the group that is listed.
  record Forget(Fingerprint alert) implements Effect {}

  /// Keep where an alert stands that is only counted.
  record Count(Fingerprint alert, Footing footing) implements Effect {}

  /// Drop one that is only counted.
  record Uncount(Fingerprint alert) implements Effect {}

  /// Drop the listed alerts of the group that do not fire.
  record ForgetEnded() implements Effect {}

  /// Drop every listed alert of the group. Those that are only counted are dropped one by one, each
  /// when it ends.
  record ForgetAll() implements Effect {}

  /// Send a command to another incident.
  record Ask(Command command) implements Effect {}

  /// Say that a signal concerns no incident that there is.
  record Refuse(String reason) implements Effect {}
}
