package io.firebell.notifier.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.MaintenanceSummary.Stage;
import io.firebell.core.notify.Recipient;
import io.firebell.notifier.kit.Samples;
import io.firebell.notifier.text.Roundup.Line;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundupTest {

  @Test
  void itSaysHowManyOfWhatThereAreAndNamesEach() {
    Roundup roundup =
        Roundup.of(
            List.of(
                Samples.of(ChannelType.EMAIL, Event.RESOLVED),
                Samples.of(ChannelType.EMAIL, Event.PAGED),
                Samples.maintenance(ChannelType.EMAIL, Stage.PLANNED),
                Samples.of(ChannelType.EMAIL, Event.PAGED)));

    assertThat(roundup.title()).isEqualTo("4 at once: 2 pages, 1 new, 1 resolved");
    assertThat(roundup.lines())
        .hasSize(4)
        .contains(
            new Line(
                "[P1 Critical] DatabaseDown orders-db (4 firing)."
                    + " Page: step 1 of production, round 1",
                "firebell incidents ack " + Samples.INCIDENT_ID))
        .extracting(Line::handle)
        .contains(Samples.INCIDENT_ID, "maintenance-0f9c-1");
  }

  @Test
  void aLongLineKeepsWhatOneCanDoAboutIt() {
    Roundup roundup =
        Roundup.of(
            List.of(
                Samples.incident(
                    "default",
                    "x\n".repeat(500),
                    Recipient.channel(ChannelType.EMAIL, "ops"),
                    Event.PAGED)));

    assertThat(roundup.lines().getFirst().toString())
        .hasSizeLessThan(300)
        .doesNotContain("\n")
        .contains("…. firebell incidents ack ");
  }
}
