package io.firebell.core.announce;

import io.firebell.core.mute.Maintenance;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.MaintenanceSummary;
import io.firebell.core.notify.Notification;
import io.firebell.core.policy.Policy;
import io.firebell.core.route.Matcher;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Tells the listeners of windows what they are to hear now.
final class Telling {

  private final Bulletin bulletin;
  private final Policy policy;
  private final Instant now;
  private final List<Notification> notifications = new ArrayList<>();
  private final List<Told.Failure> failures = new ArrayList<>();

  Telling(Bulletin bulletin, Policy policy, Instant now) {
    this.bulletin = bulletin;
    this.policy = policy;
    this.now = now;
  }

  List<Notification> notifications() {
    return notifications;
  }

  List<Told.Failure> failures() {
    return failures;
  }

  Window tell(Window window) {
    return window.heardBy(window.listeners().stream().map(one -> tell(window, one)).toList());
  }

  private Listener tell(Window window, Listener listener) {
    Listener next = listener;
    if (next.isSending() && next.isDue(now)) {
      fail(window, next, "nobody has reported on it for an hour");
      next = next.givenUp(next.sending());
    }
    if (window.stage().isLast() && !next.reached() && !next.isSending()) {
      if (next.told() < window.revision() && next.attempt() > 0) {
        fail(window, next, "it was over before it could be told");
      }
      return next.givenUp(window.revision());
    }
    if (!next.hasToHear(window.revision(), now)) {
      return next;
    }
    Listener told = next.beingTold(window.revision(), now);
    notifications.add(notification(window, told));
    return told;
  }

  private void fail(Window window, Listener listener, String reason) {
    failures.add(new Told.Failure(window.id(), listener.recipient(), reason));
  }

  /// The same for every try at the same news.
  static String id(Window window, Listener listener) {
    return "%s-%d-%s".formatted(window.id(), listener.sending(), listener.recipient().name());
  }

  private Notification notification(Window window, Listener listener) {
    MaintenanceSummary summary = summary(window);
    return new Notification(
        id(window, listener),
        listener.recipient(),
        event(window, listener),
        reason(summary),
        listener.attempt(),
        listener.remoteId(),
        now,
        summary,
        List.of(),
        0);
  }

  private MaintenanceSummary summary(Window window) {
    List<String> match =
        policy
            .mutes()
            .maintenance(bulletin.maintenance())
            .map(Maintenance::match)
            .orElse(List.of())
            .stream()
            .map(Matcher::toString)
            .toList();
    return new MaintenanceSummary(
        window.id(),
        bulletin.key(),
        bulletin.tenant(),
        bulletin.maintenance(),
        policy.version(),
        window.stage(),
        window.changed(),
        window.from(),
        window.to(),
        match,
        window.muted());
  }

  private static Event event(Window window, Listener listener) {
    if (window.stage().isLast()) {
      return Event.RESOLVED;
    }
    return listener.reached() ? Event.REPORTED : Event.OPENED;
  }

  private static String reason(MaintenanceSummary summary) {
    return switch (summary.stage()) {
      case PLANNED -> summary.changed() ? "its times have changed" : "it is planned";
      case BEGUN -> summary.changed() ? "its end has changed" : "it has begun";
      case OVER -> "it is over";
      case CALLED_OFF -> "it is called off";
    };
  }
}
