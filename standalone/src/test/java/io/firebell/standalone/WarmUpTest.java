package io.firebell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Alert;
import io.firebell.core.notify.Event;
import io.firebell.schemas.policy.CanaryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class WarmUpTest {

  private static final Instant BEGUN = Instant.parse("2026-11-21T01:00:00Z");

  private final List<List<Alert>> bursts = new ArrayList<>();
  private int othersComeAfter = Integer.MAX_VALUE;
  private boolean kafkaIsAway;
  private WarmUp warmUp = begunAt(BEGUN);

  private WarmUp begunAt(Instant begun) {
    return new WarmUp(this::take, () -> bursts.size() >= othersComeAfter, () -> begun);
  }

  /// Takes a burst, all of which comes out at the far end at once.
  private void take(List<Alert> alerts) {
    if (kafkaIsAway) {
      throw new TimeoutException("the broker does not answer");
    }
    bursts.add(alerts);
    alerts.forEach(alert -> warmUp.arrived(Arrival.of(alert, alert.startsAt(), Event.OPENED)));
  }

  @Test
  void itSendsLargerAndLargerBurstsOfNobodysAlertsThatEndSoon() {
    warmUp.run();

    assertThat(bursts).extracting(List::size).isEqualTo(WarmUp.BURSTS).isSorted();
    List<Alert> all = bursts.stream().flatMap(List::stream).toList();
    assertThat(all).extracting(alert -> alert.labels().get("service")).doesNotHaveDuplicates();
    assertThat(all)
        .allSatisfy(alert -> {
          assertThat(alert.tenant()).isEqualTo(CanaryPolicy.TENANT);
          assertThat(alert.endsAt()).isBetween(BEGUN, BEGUN.plus(Duration.ofSeconds(5)));
        });
  }

  @Test
  void itsGroupsAreNotThoseOfAStartSomeMinutesAgoAndTheirNumberIsBounded() {
    for (int start = 0; start < 100; start++) {
      warmUp = begunAt(BEGUN.plusSeconds(30L * start));
      warmUp.run();
    }

    List<String> services =
        bursts.stream().flatMap(List::stream).map(alert -> alert.labels().get("service")).toList();
    int each = WarmUp.BURSTS.stream().mapToInt(Integer::intValue).sum();
    assertThat(services.subList(0, 10 * each)).doesNotHaveDuplicates();
    assertThat(services.stream().distinct()).hasSize(12 * each);
  }

  @Test
  void itGivesWayToTheFirstAlertOfSomebody() {
    othersComeAfter = 3;

    warmUp.run();

    assertThat(bursts).extracting(List::size).isEqualTo(WarmUp.BURSTS.subList(0, 3));
  }

  @Test
  void itSendsNothingWhereAlertsHaveComeInAlready() {
    othersComeAfter = 0;

    warmUp.run();

    assertThat(bursts).isEmpty();
  }

  @Test
  void itEndsWhereTheLogTakesNothing() {
    kafkaIsAway = true;

    warmUp.run();

    assertThat(bursts).isEmpty();
  }
}
