package io.firebell.schemas.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.mute.Maintenance;
import io.firebell.core.policy.Policy;
import io.firebell.core.time.Stretch;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MaintenanceReaderTest {

  private static final Policy COMPLETE =
      ((PolicyReading.Accepted) PolicyReader.read(Resources.text("complete.yaml"), 1)).policy();

  @Test
  void workThatIsDoneOnceIsOnTheClockOfItsZone() {
    assertThat(maintenance("move").when().from(Instant.parse("2026-12-01T00:00:00Z")))
        .contains(stretch("2026-12-24T22:00:00Z", "2026-12-25T04:00:00Z"));
  }

  @Test
  void workMayBeDoneRegularlyAndAtOtherTimesToo() {
    var when = maintenance("both").when();
    assertThat(when.from(Instant.parse("2026-12-24T02:00:00Z")))
        .contains(stretch("2026-12-24T22:00:00Z", "2026-12-24T23:00:00Z"));
    assertThat(when.from(Instant.parse("2026-12-24T23:00:00Z")))
        .contains(stretch("2026-12-25T01:00:00Z", "2026-12-25T01:10:00Z"));
    // The daily stretch of the 27th lies within.
    assertThat(when.from(Instant.parse("2026-12-26T02:00:00Z")))
        .contains(stretch("2026-12-26T22:00:00Z", "2026-12-27T22:00:30Z"));
  }

  private static Maintenance maintenance(String name) {
    return COMPLETE.mutes().maintenance().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Stretch stretch(String from, String to) {
    return new Stretch(Instant.parse(from), Instant.parse(to));
  }
}
