package io.firebell.core.announce;

import io.firebell.core.mute.Maintenance;
import io.firebell.core.notify.Backoff;
import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Delivery;
import io.firebell.core.notify.MaintenanceSummary.Stage;
import io.firebell.core.notify.Outcome;
import io.firebell.core.notify.Recipient;
import io.firebell.core.policy.Channel;
import io.firebell.core.policy.Policy;
import io.firebell.core.time.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides what people are told of a maintenance: a pure function from what is known, the policy in
/// force and the time.
///
/// | a window is | when | the channels hear |
/// |---|---|---|
/// | not known | its announcement is due, or it begins | that it is planned, or has begun |
/// | planned | it begins | that it has begun |
/// | planned | the policy has other times that overlap | the other times |
/// | planned | the policy has none that overlap | that it is called off |
/// | begun | it ends, or the policy has no such work now | that it is over, and how many alerts were muted |
/// | begun | the policy has another end | the other end |
///
/// What is told follows from the state and not from the moment, so that nothing is told twice when
/// the same policy comes again, and a channel hears the latest where it could not be reached for
/// earlier news. Of a window that is over before anybody heard of it nobody hears.
public final class Announcements {

  /// How many windows of a maintenance are kept at once: further ones are announced as these end.
  static final int MOST_WINDOWS = 20;

  private Announcements() {}

  /// Does what is due, and takes up what a policy says that is new.
  ///
  /// @param known null when nothing is known of it yet
  public static Told advance(
      String tenant, String maintenance, @Nullable Bulletin known, Policy policy, Instant now) {
    @Nullable Maintenance rule =
        policy.mutes().maintenance(maintenance).filter(Maintenance::isTold).orElse(null);
    List<Window> windows = known == null ? List.of() : known.windows();
    if (rule == null) {
      List<Window> ended = windows.stream().map(window -> ended(window, now)).toList();
      return tell(new Bulletin(tenant, maintenance, ended, null), policy, now);
    }
    List<Recipient> recipients =
        policy.channels(rule.inform()).stream()
            .map(Channel::recipient)
            .filter(recipient -> recipient.type() != ChannelType.PAGERDUTY)
            .toList();
    List<Window> next = new ArrayList<>();
    for (Window window : windows) {
      Window current = window.isOpen() ? underPolicy(window, rule, next, now).when(now) : window;
      next.add(current.isOpen() ? heardBy(current, recipients) : current);
    }
    @Nullable Instant openedAt = known == null ? null : known.opensAt();
    Instant from = openedAt != null && openedAt.isBefore(now) ? openedAt : now;
    @Nullable Instant opensAt =
        open(Bulletin.key(tenant, maintenance), rule, recipients, next, from, now);
    return tell(new Bulletin(tenant, maintenance, next, opensAt), policy, now);
  }

  /// Takes in what became of a notification.
  public static Told report(Bulletin known, Delivery delivery, Policy policy, Instant now) {
    Optional<Window> window = known.window(delivery.incidentId());
    Optional<Listener> listener =
        window.flatMap(found ->
            found.listeners().stream()
                .filter(one -> one.recipient().equals(delivery.recipient()))
                .filter(Listener::isSending)
                .filter(one -> Telling.id(found, one).equals(delivery.notificationId()))
                .findFirst());
    if (window.isEmpty() || listener.isEmpty()) {
      return new Told(known, List.of(), List.of());
    }
    List<Told.Failure> failures = new ArrayList<>();
    Listener next =
        switch (delivery.outcome()) {
          case Outcome.Delivered(String remoteId) -> listener.get().delivered(remoteId);
          case Outcome.Retry(String reason, Duration after) ->
              delayed(window.get(), listener.get(), reason, after, now, failures);
          case Outcome.Rejected(String reason) ->
              givenUp(window.get(), listener.get(), reason, failures);
        };
    Told told = tell(known.with(window.get().with(next)), policy, now);
    failures.addAll(told.failures());
    return new Told(told.next(), told.notifications(), failures);
  }

  private static Listener delayed(
      Window window,
      Listener listener,
      String reason,
      Duration after,
      Instant now,
      List<Told.Failure> failures) {
    if (listener.attempt() >= Backoff.ATTEMPTS) {
      String given = reason + ", given up after " + Backoff.ATTEMPTS + " attempts";
      return givenUp(window, listener, given, failures);
    }
    Duration wait = Backoff.wait(listener.attempt(), after);
    return listener.waiting(now.plus(wait));
  }

  private static Listener givenUp(
      Window window, Listener listener, String reason, List<Told.Failure> failures) {
    failures.add(new Told.Failure(window.id(), listener.recipient(), reason));
    return listener.givenUp(listener.sending());
  }

  /// A window of a maintenance that the policy does not know, or tells nobody of, any more.
  private static Window ended(Window window, Instant now) {
    return switch (window.stage()) {
      case PLANNED -> window.at(Stage.CALLED_OFF);
      case BEGUN -> window.cutShort(now);
      case OVER, CALLED_OFF -> window;
    };
  }

  /// A window at the times that the policy has for it now.
  ///
  /// @param others the windows before it, whose times are taken
  private static Window underPolicy(
      Window window, Maintenance rule, List<Window> others, Instant now) {
    if (!window.to().isAfter(now)) {
      return window;
    }
    Optional<Stretch> planned = overlapping(window, rule, others, now);
    if (planned.isEmpty()) {
      return ended(window, now);
    }
    // What is going on is given from now on.
    boolean goesOn = !window.from().isAfter(now);
    Stretch time = goesOn ? new Stretch(window.from(), planned.get().to()) : planned.get();
    return time.equals(window.time()) ? window : window.moved(time);
  }

  private static Optional<Stretch> overlapping(
      Window window, Maintenance rule, List<Window> others, Instant now) {
    Optional<Stretch> next = rule.when().from(now);
    while (next.isPresent() && next.get().from().isBefore(window.to())) {
      Stretch time = next.get();
      boolean isTaken = others.stream().anyMatch(one -> isOpenIn(one, time));
      if (time.overlaps(window.time()) && !isTaken) {
        return next;
      }
      next = rule.when().from(time.to());
    }
    return Optional.empty();
  }

  private static boolean isOpenIn(Window window, Stretch time) {
    return window.isOpen() && window.time().overlaps(time);
  }

  /// The window heard of by those who are told of the maintenance now.
  private static Window heardBy(Window window, List<Recipient> recipients) {
    List<Listener> listeners = new ArrayList<>();
    for (Recipient recipient : recipients) {
      listeners.add(
          window.listeners().stream()
              .filter(one -> one.recipient().equals(recipient))
              .findFirst()
              .orElseGet(() -> Listener.of(recipient)));
    }
    return window.heardBy(listeners);
  }

  /// Adds the windows whose time to be told has come.
  ///
  /// @param from since when none has been looked for
  /// @return when the next one is to be added; null when there is none
  private static @Nullable Instant open(
      String key,
      Maintenance rule,
      List<Recipient> recipients,
      List<Window> windows,
      Instant from,
      Instant now) {
    Optional<Stretch> next = rule.when().from(from);
    for (; next.isPresent(); next = rule.when().from(next.get().to())) {
      Stretch time = next.get();
      if (!time.to().isAfter(now) || windows.stream().anyMatch(one -> isOpenIn(one, time))) {
        continue;
      }
      Instant opensAt = time.from().minus(rule.announce());
      if (opensAt.isAfter(now)) {
        return opensAt;
      }
      if (windows.size() >= MOST_WINDOWS) {
        return null;
      }
      Stage stage = time.from().isAfter(now) ? Stage.PLANNED : Stage.BEGUN;
      windows.add(heardBy(Window.opened(key, time, stage, now), recipients));
    }
    return null;
  }

  private static Told tell(Bulletin bulletin, Policy policy, Instant now) {
    Telling telling = new Telling(bulletin, policy, now);
    List<Window> told = bulletin.windows().stream().map(telling::tell).toList();
    List<Window> left = told.stream().filter(window -> !window.isDone()).toList();
    Bulletin next =
        new Bulletin(bulletin.tenant(), bulletin.maintenance(), left, bulletin.opensAt());
    boolean isSettled = left.isEmpty() && next.opensAt() == null;
    return new Told(isSettled ? null : next, telling.notifications(), telling.failures());
  }
}
