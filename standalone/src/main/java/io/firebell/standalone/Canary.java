package io.firebell.standalone;

import io.firebell.core.alert.Alert;
import io.firebell.core.notify.Notification;
import io.helidon.webserver.http.HttpService;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends an alert of its own every so often, which becomes an incident and a notification like any
/// other, which is posted to this process itself. How long it takes is measured; when it stays
/// away, the way that alerts take is not open, whatever else seems well.
///
/// It has a tenant and a policy of its own ([io.firebell.schemas.policy.CanaryPolicy]). What begins
/// and ends there is an incident at a time of one of several groups, so that each is new to whoever
/// hears of it. Thread-safe.
final class Canary implements AutoCloseable {

  /// Puts alerts on the log.
  @FunctionalInterface
  interface Door {
    void accept(List<Alert> alerts) throws InterruptedException;
  }

  /// The path of [#end()].
  static final String END = "/-/canary";

  /// How many times in a row it has to stay away before that is said.
  static final int PATIENCE = 3;

  private static final Logger LOG = LoggerFactory.getLogger(Canary.class);

  /// After so many a group has its turn again: by then its last incident is over.
  private static final int GROUPS = 15;

  private static final Duration[] LATENCIES =
      LongStream.of(25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 15_000, 60_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final Door door;
  private final WarmUp warmUp;
  private final Duration every;
  private final PrintStream terminal;
  private final InstantSource clock;
  private final OwnAlerts alerts;
  private final Timer latency;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("firebell-canary").factory());
  private volatile Instant lastSuccess = Instant.EPOCH;
  private volatile Instant watchedSince;
  private boolean isSaid;
  private long sent;

  /// @param isInUse whether somebody has sent an alert since the start
  /// @param every how often
  /// @param terminal where it is said that it stays away
  Canary(
      Door door,
      BooleanSupplier isInUse,
      Duration every,
      MeterRegistry meters,
      PrintStream terminal,
      InstantSource clock) {
    this.door = door;
    this.warmUp = new WarmUp(door, isInUse, clock);
    this.every = every;
    this.terminal = terminal;
    this.clock = clock;
    this.watchedSince = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    this.alerts = new OwnAlerts("Canary", "canary", watchedSince);
    this.latency =
        Timer.builder("firebell.canary.latency").serviceLevelObjectives(LATENCIES).register(meters);
    meters.gauge(
        "firebell.canary.last.success.timestamp.seconds",
        this,
        canary -> canary.lastSuccess.toEpochMilli() / 1e3);
  }

  /// Where its notifications end, which is nothing but an answer.
  static HttpService end() {
    return rules -> rules.post("/", (_, response) -> response.status(204).send());
  }

  /// Warms the process up, and sends the first one after a while.
  void start() {
    watchedSince = clock.instant();
    warmUp.start();
    long period = every.toMillis();
    var _ = thread.scheduleAtFixedRate(this::beat, period, period, TimeUnit.MILLISECONDS);
  }

  /// Sends one, and says so when those before it have stayed away.
  synchronized void beat() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    say(now);
    String service = "canary-" + sent++ % GROUPS;
    try {
      door.accept(List.of(alerts.of(service, now, now.plus(every.dividedBy(2)))));
    } catch (KafkaException e) {
      LOG.atWarn().setCause(e).log("The canary could not be sent");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void say(Instant now) {
    boolean missing = isMissing();
    if (missing && !isSaid) {
      LOG.atError()
          .addKeyValue("lastSuccess", lastSuccess)
          .addKeyValue("every", every)
          .log("The canary stays away: alerts may not become pages");
      terminal.printf(
          "%s Firebell's own canary alert does not come out at the far end: alerts may not become"
              + " pages. See its log, and whether Kafka is well.%n",
          now);
    } else if (!missing && isSaid) {
      LOG.atInfo().log("The canary is back");
      terminal.printf("%s Firebell's own canary alert comes out again.%n", now);
    }
    isSaid = missing;
  }

  /// A notification of its tenant has come to the far end.
  void arrived(Notification notification) {
    if (warmUp.arrived(notification)) {
      lastSuccess = clock.instant();
      return;
    }
    alerts
        .firstToldBy(notification)
        .ifPresent(at -> {
          Instant now = clock.instant();
          Duration taken = Duration.between(at, now);
          latency.record(taken.isNegative() ? Duration.ZERO : taken);
          lastSuccess = now;
        });
  }

  /// Whether none has come for so long that something must be wrong.
  boolean isMissing() {
    Instant since = lastSuccess.isAfter(watchedSince) ? lastSuccess : watchedSince;
    return clock.instant().isAfter(since.plus(every.multipliedBy(PATIENCE)));
  }

  @Override
  public void close() {
    warmUp.close();
    thread.shutdownNow();
  }
}
