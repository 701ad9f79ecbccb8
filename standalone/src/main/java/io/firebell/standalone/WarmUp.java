package io.firebell.standalone;

import io.firebell.core.alert.Alert;
import io.firebell.core.notify.Notification;
import io.firebell.schemas.policy.CanaryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Practises on alerts of the canary's tenant right after a start. What a JVM has not run some
/// hundred times it runs slowly, so the first hundred alerts of a process would become pages a
/// second or two late; better that these are nobody's. They go the way of most users' alerts, a
/// group wait and a webhook, since whatever is done for the first time is slow: a producer asks for
/// the metadata of a topic that it has not written to, and a serializer for the id of its schema.
///
/// They come in bursts, each when the one before has come out at the far end, and end soon. It
/// gives way for good as soon as somebody's alerts come in, which then do the same. Thread-safe.
final class WarmUp implements AutoCloseable {

  /// How many alerts each burst has, each of a group of its own. The first waves that matter would
  /// be later by two fifths with a third of them, since what is long to compile, such as a step of
  /// an incident, would be compiled while they wait.
  static final List<Integer> BURSTS =
      Stream.concat(Stream.of(1, 4, 16), Stream.generate(() -> 64).limit(36)).toList();

  /// The groups of a start are those of one a while ago, so that their number does not grow, but
  /// not those of the last: an incident is over some minutes after its alert.
  private static final int SETS = 12;

  private static final Duration EACH_SET = Duration.ofSeconds(30);

  /// How long a burst is waited for. What comes out of another process is not heard of here.
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /// How long the alerts last, so that their ends are practised too.
  private static final Duration LASTS = Duration.ofSeconds(3);

  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

  private final Canary.Door door;
  private final BooleanSupplier isInUse;
  private final InstantSource clock;
  private final OwnAlerts alerts;
  private final Semaphore out = new Semaphore(0);
  private final Thread thread = Thread.ofVirtual().name("firebell-warm-up").unstarted(this::run);
  private int sent;

  /// @param isInUse whether somebody has sent an alert since the start
  WarmUp(Canary.Door door, BooleanSupplier isInUse, InstantSource clock) {
    this.door = door;
    this.isInUse = isInUse;
    this.clock = clock;
    this.alerts =
        new OwnAlerts(
            CanaryPolicy.PRACTICE, "warm-up", clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  void start() {
    thread.start();
  }

  /// Sends the bursts, and returns after the last or when there is no need any more.
  void run() {
    Instant from = clock.instant();
    try {
      for (int size : BURSTS) {
        if (isInUse.getAsBoolean()) {
          return;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        out.drainPermits();
        door.accept(IntStream.range(sent, sent + size).mapToObj(i -> alert(i, now)).toList());
        sent += size;
        var _ = out.tryAcquire(size, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      }
      LOG.atInfo()
          .addKeyValue("alerts", sent)
          .addKeyValue("took", Duration.between(from, clock.instant()))
          .log("The process is warm");
    } catch (KafkaException e) {
      LOG.atWarn().setCause(e).log("The warm-up ends early");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Alert alert(int number, Instant now) {
    long set = alerts.begun().getEpochSecond() / EACH_SET.toSeconds() % SETS;
    return alerts.of("warm-up-" + set + "-" + number, now, now.plus(LASTS));
  }

  /// A notification of the canary's tenant has come to the far end.
  ///
  /// @return whether it is of an alert that this process has practised on
  boolean arrived(Notification notification) {
    boolean isOne = alerts.firstToldBy(notification).isPresent();
    if (isOne) {
      out.release();
    }
    return isOne;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
