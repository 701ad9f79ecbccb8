package io.firebell.notifier.send;

import io.firebell.core.notify.Delivery;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tries to deliver notifications: quickly and a few times, then says how it ended. Thread-safe.
public final class Attempts implements AutoCloseable {

  /// Waits on behalf of the attempts.
  @FunctionalInterface
  public interface Pause {
    void of(Duration duration) throws InterruptedException;
  }

  /// One message, at an address.
  @FunctionalInterface
  private interface Attempt {
    Outcome at(Address address) throws InterruptedException;
  }

  /// How it ended.
  private record Tried(Outcome outcome, int attempts, Duration taken) {
    Delivery of(Notification notification, Outcome its) {
      return new Delivery(
          notification.id(),
          notification.subject().id(),
          notification.recipient(),
          its,
          attempts,
          taken);
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

  private final Function<Notification, AddressBook.Entry> addresses;
  private final Sender sender;
  private final Patience patience;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Pause pause;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// @param addresses finds where a notification goes, anew for every attempt
  public Attempts(
      Function<Notification, AddressBook.Entry> addresses,
      Sender sender,
      Patience patience,
      InstantSource clock,
      RandomGenerator random,
      Pause pause) {
    this.addresses = addresses;
    this.sender = sender;
    this.patience = patience;
    this.clock = clock;
    this.random = random;
    this.pause = pause;
  }

  /// Tries until the notifications are delivered or refused, or patience is at its end: in one
  /// message. Where that is refused each goes out alone, since it may be no fault of theirs.
  ///
  /// @param together to one recipient; several only where the sender bundles them
  /// @return what came of each, in their order
  /// @throws InterruptedException if the thread is interrupted; an attempt may have gone through
  public List<Delivery> deliver(List<Notification> together) throws InterruptedException {
    if (together.size() > 1 && sender instanceof BundlingSender bundling) {
      Bundle bundle = new Bundle(together);
      Tried tried = attempts(together.getFirst(), address -> bundling.send(bundle, address));
      if (!(tried.outcome() instanceof Outcome.Rejected)) {
        return together.stream().map(one -> tried.of(one, withoutRemoteId(tried))).toList();
      }
    }
    List<Delivery> deliveries = new ArrayList<>();
    for (Notification notification : together) {
      Tried tried = attempts(notification, address -> sender.send(notification, address));
      deliveries.add(tried.of(notification, tried.outcome()));
    }
    return deliveries;
  }

  /// Nobody's own message, so nobody may change it.
  private static Outcome withoutRemoteId(Tried tried) {
    return tried.outcome() instanceof Outcome.Delivered
        ? new Outcome.Delivered("")
        : tried.outcome();
  }

  private Tried attempts(Notification notification, Attempt message) throws InterruptedException {
    Instant begun = clock.instant();
    for (int attempt = 1; ; attempt++) {
      Outcome outcome = attempt(notification, message);
      Duration taken = taken(begun);
      if (outcome instanceof Outcome.Retry(_, Duration asked) && attempt < patience.attempts()) {
        Duration wait = patience.pauseAfter(attempt, asked, random);
        if (taken.plus(wait).compareTo(patience.window()) <= 0) {
          pause.of(wait);
          continue;
        }
      }
      return new Tried(outcome, attempt, taken);
    }
  }

  private Duration taken(Instant begun) {
    Duration taken = Duration.between(begun, clock.instant());
    return taken.isNegative() ? Duration.ZERO : taken;
  }

  private Outcome attempt(Notification notification, Attempt message) throws InterruptedException {
    Future<Outcome> attempt = threads.submit(() -> send(notification, message));
    try {
      return attempt.get(patience.attemptWithin().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new Outcome.Retry(
          "given up after " + patience.attemptWithin().toMillis() + " ms", Duration.ZERO);
    } catch (ExecutionException e) {
      return unexpected(attempt.exceptionNow(), notification);
    } finally {
      attempt.cancel(true);
    }
  }

  private Outcome send(Notification notification, Attempt message) throws InterruptedException {
    return switch (addresses.apply(notification)) {
      case AddressBook.Entry.Unknown(String reason) -> new Outcome.Rejected(reason);
      case AddressBook.Entry.NotYet(String reason) -> new Outcome.Retry(reason, Duration.ZERO);
      case AddressBook.Entry.Found(Address address) -> withoutSecrets(message.at(address), address);
    };
  }

  /// A fault of ours, which would meet the next attempt too. The message is left out: it may hold
  /// what was being sent.
  private static Outcome unexpected(Throwable failure, Notification notification) {
    LOG.atError()
        .addKeyValue("notification", notification.id())
        .addKeyValue("recipient", notification.recipient())
        .addKeyValue("failure", failure.getClass().getName())
        .addKeyValue("at", failure.getStackTrace().length == 0 ? "" : failure.getStackTrace()[0])
        .log("A sender failed in a way it should not");
    return new Outcome.Rejected("internal error: " + failure.getClass().getSimpleName());
  }

  private static Outcome withoutSecrets(Outcome outcome, Address address) {
    return switch (outcome) {
      case Outcome.Delivered delivered -> delivered;
      case Outcome.Retry(String reason, Duration after) ->
          new Outcome.Retry(address.withoutSecrets(reason), after);
      case Outcome.Rejected(String reason) -> new Outcome.Rejected(address.withoutSecrets(reason));
    };
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
