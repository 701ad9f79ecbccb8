package io.firebell.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firebell.standalone.demo.Summary.OneIncident;
import io.firebell.standalone.demo.Summary.Step;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Reads timelines as a Firebell once answered them, without most of their alerts.
class SummaryTest {

  private static final String OUTAGE = "demo-1795244668468";
  private static final String DATABASE = "104525d56442b05b-1";
  private static final String SERVICES = "3c960259c73155c2-1";

  private final List<Timeline> recorded = recorded(OUTAGE);

  @Test
  void incidentsAreThereWithTheirPagesAndTheirEnd() {
    assertThat(Summary.of(new Sent(), recorded).incidents())
        .containsExactly(
            new OneIncident(
                DATABASE,
                "P1",
                4,
                List.of(new Step("on-call", 1, 1, 1), new Step("on-call", 2, 1, 1)),
                ""),
            new OneIncident(SERVICES, "P3", 4, List.of(), ""));
  }

  @Test
  void notificationsAreCountedAndPagesAmongThem() {
    Summary summary = Summary.of(new Sent(), recorded);

    assertThat(summary.notifications()).isEqualTo(8);
    assertThat(summary.delivered()).isEqualTo(8);
    assertThat(summary.failed()).isZero();
    assertThat(summary.pages()).isEqualTo(2);
    assertThat(summary.pagesAfterAcknowledgement()).isZero();
  }

  @Test
  void timesAreReckonedFromTheFirstAlertAndPagesCountWhenTheyArrive() {
    Summary summary = Summary.of(new Sent(), recorded);

    assertThat(summary.secondsToFirstPage()).isEqualTo(1.44);
    assertThat(summary.secondsToSecondStep()).isEqualTo(6.043);
    assertThat(summary.secondsToAcknowledgement()).isEqualTo(7.664);
    assertThat(summary.secondsToResolution()).isEqualTo(10.277);
  }

  @Test
  void whatHasNotHappenedYetHasNoTime() {
    List<Timeline> halfway =
        recorded.stream()
            .map(timeline ->
                new Timeline(
                    timeline.incident(),
                    timeline.happenings().stream()
                        .filter(happening -> happening.sequence() < 47)
                        .toList()))
            .toList();

    Summary summary = Summary.of(new Sent(), halfway);

    assertThat(summary.pages()).as("it was asked for").isEqualTo(1);
    assertThat(summary.secondsToFirstPage()).as("and has not arrived").isNull();
    assertThat(summary.secondsToAcknowledgement()).isNull();
    assertThat(summary.secondsToResolution()).isNull();
    assertThat(summary.incidents()).extracting(OneIncident::resolvedBy).containsOnlyNulls();
    assertThat(halfway.getFirst().isSettled()).isFalse();
    assertThat(recorded.getFirst().isSettled()).isTrue();
    assertThat(SummaryText.of(summary)).contains("not over").contains("did not come");
  }

  @Test
  void incidentsOfAnotherOutageAreNone() {
    assertThat(recorded("demo-1")).isEmpty();
  }

  @Test
  void theTextSaysWhatWasMeasured() {
    assertThat(SummaryText.of(Summary.of(new Sent(), recorded)).lines())
        .contains(
            "  104525d56442b05b-1  P1  4 alerts, pages: 1 by step 1 and 1 by step 2, over with its"
                + " alerts",
            "  3c960259c73155c2-1  P3  4 alerts, nobody paged, over with its alerts",
            "notifications           8, of which 8 arrived and 0 failed",
            "pages                   2, of which 0 after the acknowledgement",
            "  to the first page     1.44 s");
  }

  private static List<Timeline> recorded(String outage) {
    try (InputStream file = SummaryTest.class.getResourceAsStream("recorded-timelines.json")) {
      List<Timeline> timelines = new ArrayList<>();
      for (JsonNode answer : new ObjectMapper().readTree(Objects.requireNonNull(file))) {
        Timeline.of(answer.path("id").asText(), answer, outage).ifPresent(timelines::add);
      }
      return timelines;
    } catch (IOException e) {
      throw new IllegalStateException("the recorded timelines cannot be read", e);
    }
  }
}
