package io.firebell.schemas.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Alert;
import io.firebell.core.alert.Breach;
import io.firebell.core.alert.Labels;
import io.firebell.core.classify.Classification;
import io.firebell.core.classify.Extent;
import io.firebell.core.classify.Priority;
import io.firebell.core.escalate.Target;
import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Recipient;
import io.firebell.core.policy.Policy;
import io.firebell.core.policy.Response;
import io.firebell.core.route.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultPolicyTest {

  private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
  private static final Policy POLICY = DefaultPolicy.policy();

  @ParameterizedTest
  @CsvSource({
    "critical, P1",
    "page, P1",
    "P0, P1",
    "sev-1, P1",
    "CRITICAL, P1",
    "error, P2",
    "high, P2",
    "sev2, P2",
    "warning, P3",
    "Warn, P3",
    "medium, P3",
    "info, P4",
    "none, P4",
    "low, P4",
    "p4, P4",
  })
  void knowsTheUsualSeverities(String severity, Priority priority) {
    assertThat(classify("severity", severity).priority()).isEqualTo(priority);
    assertThat(classify("priority", severity).priority()).isEqualTo(priority);
  }

  @Test
  void whatSaysNothingOfItselfIsShownWithoutPaging() {
    assertThat(classify("service", "api"))
        .isEqualTo(new Classification(Priority.P3, "everything else", false, List.of()));
    assertThat(classify("severity", "whatever").priority()).isEqualTo(Priority.P3);
  }

  @Test
  void pagesWhatIsUrgentOnTheTerminalAtOnce() {
    Route root = POLICY.routing().root();
    assertThat(root.groupWait()).isZero();
    for (Priority urgent : List.of(Priority.P1, Priority.P2)) {
      Response response = POLICY.response(root, urgent);
      assertThat(response.after()).isZero();
      Target page =
          POLICY.escalation(response.escalate()).orElseThrow().steps().getFirst().page().getFirst();
      assertThat(POLICY.recipient(page, NOW))
          .contains(Recipient.channel(ChannelType.TERMINAL, "terminal"));
    }
    assertThat(POLICY.response(root, Priority.P3))
        .isEqualTo(new Response("", Duration.ZERO, List.of("terminal")));
    assertThat(POLICY.response(root, Priority.P4)).isEqualTo(Response.LOG_ONLY);
  }

  @Test
  void groupsByNameAndService() {
    Labels alert = Labels.of("alertname", "Disk", "service", "db", "instance", "db-1");
    assertThat(POLICY.routing().root().group("default", alert).labels())
        .isEqualTo(Labels.of("alertname", "Disk", "service", "db"));
  }

  @Test
  void isOfTheVersionBeforeTheFirst() {
    assertThat(POLICY.version()).isZero();
  }

  @Test
  void lendsItsPrioritiesAndRulesToPoliciesWithoutTheirOwn() {
    Policy policy =
        ((PolicyReading.Accepted)
                PolicyReader.read(
                    """
                    version: 1
                    routes: [{ plan: default }]
                    plans:
                      default: { P1: { log: true }, P2: { log: true }, P3: { log: true }, P4: { log: true } }
                    """,
                    3))
            .policy();
    assertThat(policy.levels()).isEqualTo(POLICY.levels());
    assertThat(
            policy
                .classifier()
                .classify(alert("severity", "page"), Extent.NONE, Duration.ZERO, NOW))
        .isEqualTo(classify("severity", "page"));
  }

  private static Classification classify(String... labels) {
    return POLICY.classifier().classify(alert(labels), Extent.NONE, Duration.ZERO, NOW);
  }

  private static Alert alert(String... labels) {
    return new Alert(
        "default", Labels.of(labels), Labels.NONE, NOW, null, "", Breach.NONE, "native", NOW);
  }
}
