package io.firebell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Alert;
import io.firebell.core.alert.Breach;
import io.firebell.core.alert.Labels;
import io.firebell.core.notify.Event;
import io.firebell.schemas.policy.CanaryPolicy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class CanaryTest {

  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final Instant BEGUN = Instant.parse("2026-11-21T01:00:00Z");

  private final List<Alert> sent = new ArrayList<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private Instant now = BEGUN;
  private boolean kafkaIsAway;

  @AutoClose
  private final Canary canary =
      new Canary(
          this::take,
          () -> true,
          EVERY,
          meters,
          new PrintStream(printed, true, StandardCharsets.UTF_8),
          () -> now);

  private void take(List<Alert> alerts) {
    if (kafkaIsAway) {
      throw new TimeoutException("the broker does not answer");
    }
    sent.addAll(alerts);
  }

  private void beatAfter(Duration time) {
    now = now.plus(time);
    canary.beat();
  }

  private void arrivesAfter(Duration time) {
    Alert alert = sent.getLast();
    now = now.plus(time);
    canary.arrived(Arrival.of(alert, alert.startsAt(), Event.OPENED));
  }

  private String said() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void itsWayIsMeasured() {
    beatAfter(EVERY);
    arrivesAfter(Duration.ofMillis(80));

    assertThat(meters.get("firebell.canary.latency").timer().totalTime(TimeUnit.MILLISECONDS))
        .isEqualTo(80);
    assertThat(meters.get("firebell.canary.last.success.timestamp.seconds").gauge().value())
        .isEqualTo(now.toEpochMilli() / 1e3);
    assertThat(canary.isMissing()).isFalse();
  }

  @Test
  void eachIsAnAlertOfItsOwnThatEndsBeforeTheNext() {
    for (int i = 0; i < 15; i++) {
      beatAfter(EVERY);
    }

    assertThat(sent).extracting(Alert::fingerprint).doesNotHaveDuplicates();
    assertThat(sent)
        .allSatisfy(alert -> {
          assertThat(alert.tenant()).isEqualTo(CanaryPolicy.TENANT);
          assertThat(alert.endsAt()).isBetween(alert.startsAt(), alert.startsAt().plus(EVERY));
        });
  }

  @Test
  void whenItStaysAwayThatIsSaidOnceAndSoIsItsReturn() {
    beatAfter(EVERY);
    arrivesAfter(Duration.ofMillis(80));
    now = now.plus(EVERY.multipliedBy(Canary.PATIENCE));
    assertThat(canary.isMissing()).isFalse();
    now = now.plusMillis(1);
    assertThat(canary.isMissing()).isTrue();

    canary.beat();
    beatAfter(EVERY);
    assertThat(said()).containsOnlyOnce("does not come out at the far end");

    arrivesAfter(Duration.ofSeconds(2));
    assertThat(canary.isMissing()).isFalse();
    beatAfter(EVERY);
    assertThat(said()).containsOnlyOnce("comes out again");
  }

  @Test
  void oneThatNeverCameIsMissingToo() {
    beatAfter(EVERY);
    assertThat(canary.isMissing()).isFalse();
    now = BEGUN.plus(EVERY.multipliedBy(Canary.PATIENCE)).plusMillis(1);

    assertThat(canary.isMissing()).isTrue();
  }

  @Test
  void theTimeBeforeTheProcessIsReadyIsNotTheCanarys() {
    now = now.plus(EVERY.multipliedBy(Canary.PATIENCE)).plusMillis(1);
    canary.start();

    assertThat(canary.isMissing()).isFalse();
  }

  @Test
  void whatAProcessPractisesOnIsASuccessTooButNotMeasured() {
    Alert practice =
        new Alert(
            CanaryPolicy.TENANT,
            Labels.of("alertname", CanaryPolicy.PRACTICE, "service", "warm-up-1-1"),
            Labels.of(),
            BEGUN,
            BEGUN.plusSeconds(3),
            "",
            Breach.NONE,
            "warm-up",
            BEGUN);
    now = BEGUN.plusSeconds(1);
    canary.arrived(Arrival.of(practice, BEGUN, Event.OPENED));

    assertThat(meters.get("firebell.canary.last.success.timestamp.seconds").gauge().value())
        .isEqualTo(now.toEpochMilli() / 1e3);
    assertThat(meters.get("firebell.canary.latency").timer().count()).isZero();
  }

  @Test
  void oneThatCannotBeSentIsMissingInTheEnd() {
    kafkaIsAway = true;
    for (int i = 0; i <= Canary.PATIENCE; i++) {
      beatAfter(EVERY);
    }

    assertThat(canary.isMissing()).isTrue();
    assertThat(said()).contains("does not come out");
  }

  @Test
  void oneFromBeforeARestartAndTheEndOfOneSayNothing() {
    beatAfter(EVERY);
    Alert alert = sent.getLast();
    canary.arrived(Arrival.of(alert, BEGUN.minusSeconds(60), Event.OPENED));
    canary.arrived(Arrival.of(alert, BEGUN.plusSeconds(60), Event.RESOLVED));

    assertThat(meters.get("firebell.canary.latency").timer().count()).isZero();
  }
}
