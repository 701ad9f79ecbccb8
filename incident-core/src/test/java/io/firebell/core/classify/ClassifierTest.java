package io.firebell.core.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Alert;
import io.firebell.core.alert.Breach;
import io.firebell.core.alert.Labels;
import io.firebell.core.time.Hours;
import io.firebell.core.time.TimeInterval;
import io.firebell.core.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassifierTest {

  private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");

  private static final List<PriorityLevel> LEVELS =
      List.of(
          new PriorityLevel(Priority.P1, "Critical", List.of("SEV-1", "page"), null, null, null),
          new PriorityLevel(Priority.P2, "High", List.of("SEV-2", "error"), null, null, null),
          new PriorityLevel(Priority.P3, "Medium", List.of("SEV-3", "warning"), null, null, null),
          new PriorityLevel(Priority.P4, "Low", List.of("SEV-4", "info"), null, null, null));

  private static final Classifier CLASSIFIER =
      classifier(
          new Rule("error rate", "breach.metric == 'error_rate' && breach.value > 5.0", "P1"),
          new Rule("widespread", "incident.services.size() >= 3", "Critical"),
          new Rule("team's own", "labels.team == 'db'", "P2"),
          new Rule("severity", "has(labels.severity)", "{{ labels.severity }}"),
          new Rule("night", "now.getHours() < 6", "P2"));

  @Test
  void rulesKnowHowLongAgoTheIncidentOpened() {
    Classifier classifier = classifier(new Rule("old", "incident.age > duration('1h')", "P2"));
    Alert alert = alert("a", "1");
    assertThat(classifier.classify(alert, Extent.NONE, Duration.ofMinutes(61), NOW))
        .isEqualTo(new Classification(Priority.P2, "old", true, List.of()));
    assertThat(classifier.classify(alert, Extent.NONE, Duration.ofMinutes(60), NOW).rule())
        .isEqualTo(Classifier.NO_RULE);
  }

  /// Monday, ten o'clock; and six hours before.
  @Test
  void rulesKnowWhichHoursItIs() {
    TimeInterval days =
        new TimeInterval(
            List.of(new TimeRange(9 * 60, 17 * 60)),
            Set.of(),
            List.of(),
            Set.of(),
            List.of(),
            ZoneOffset.UTC);
    Rule byDay = new Rule("by day", "hours.business", "P3");
    Classifier classifier =
        new Classifier(
            List.of(CompiledRule.compile(byDay)),
            LEVELS,
            Map.of("business", new Hours("business", List.of(days))));
    Alert alert = alert("severity", "info");
    assertThat(classifier.classify(alert, Extent.NONE, Duration.ZERO, NOW).rule())
        .isEqualTo("by day");
    assertThat(classifier.classify(alert, Extent.NONE, Duration.ZERO, NOW.minusSeconds(6 * 3600)))
        .isEqualTo(new Classification(Priority.P4, Classifier.NO_RULE, false, List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "page, P1",
    "SEV-2, P2",
    "sev-2, P2",
    "HIGH, P2",
    "p3, P3",
    "Warning, P3",
    "info, P4"
  })
  void aPriorityIsKnownByItsNamesWhateverTheirCase(String severity, Priority priority) {
    Classification given = classify(alert("team", "web", "severity", severity), Extent.NONE);
    assertThat(given).isEqualTo(new Classification(priority, "severity", false, List.of()));
  }

  @Test
  void theFirstRuleThatMatchesWinsAndIsNamed() {
    Extent wide = new Extent(3, 3, List.of("a", "b", "c"), List.of(), List.of(), 0, 0);
    assertThat(classify(alert("severity", "info"), wide))
        .isEqualTo(new Classification(Priority.P1, "widespread", true, List.of()));
  }

  @Test
  void aRuleThatFailsIsRememberedAndTheNextTried() {
    assertThat(classify(alert("severity", "error"), Extent.NONE))
        .isEqualTo(
            new Classification(
                Priority.P2,
                "severity",
                false,
                List.of("team's own: key 'team' is not present in map.")));
  }

  @Test
  void aPriorityThatNobodyKnowsIsRememberedAndTheNextTried() {
    assertThat(classify(alert("team", "web", "severity", "meh"), Extent.NONE))
        .isEqualTo(
            new Classification(
                Priority.P4,
                Classifier.NO_RULE,
                false,
                List.of("severity: no priority is called \"meh\"")));
  }

  @Test
  void withoutAMatchTheIncidentIsOfTheLowestPriority() {
    assertThat(classifier().classify(alert("a", "1"), Extent.NONE, Duration.ZERO, NOW))
        .isEqualTo(new Classification(Priority.P4, Classifier.NO_RULE, false, List.of()));
  }

  @Test
  void theSameInputsGiveTheSamePriority() {
    Instant night = Instant.parse("2026-01-05T03:00:00Z");
    Alert alert = alert("team", "web");
    assertThat(CLASSIFIER.classify(alert, Extent.NONE, Duration.ZERO, night).rule())
        .isEqualTo("night");
    assertThat(CLASSIFIER.classify(alert, Extent.NONE, Duration.ZERO, night))
        .isEqualTo(CLASSIFIER.classify(alert, Extent.NONE, Duration.ZERO, night));
    assertThat(CLASSIFIER.classify(alert, Extent.NONE, Duration.ZERO, NOW).rule())
        .isEqualTo(Classifier.NO_RULE);
  }

  @Test
  void anExtentCountsAlertsAndNamesWhatTheyTouch() {
    Extent extent =
        Extent.NONE
            .plusFiring(
                Labels.of("service", "api", "instance", "h1", "region", "eu"), true, false, true)
            .plusFiring(Labels.of("job", "web", "host", "h2", "region", "eu"), true, false, true)
            .plusFiring(Labels.of("service", "api", "job", "other"), false, false, true)
            .minusFiring(false, true);
    assertThat(extent)
        .isEqualTo(
            new Extent(2, 2, List.of("api", "web"), List.of("h1", "h2"), List.of("eu"), 0, 0));
    assertThat(Extent.NONE.minusFiring(false, true)).isEqualTo(Extent.NONE);
  }

  @Test
  void anExtentDoesNotGrowWithItsIncident() {
    Extent extent =
        IntStream.range(0, 10_000)
            .mapToObj(i -> Labels.of("service", "s" + i))
            .reduce(
                Extent.NONE, (so, alert) -> so.plusFiring(alert, true, false, true), (a, _) -> a);
    assertThat(extent.total()).isEqualTo(10_000);
    assertThat(extent.services()).hasSize(Extent.NAMES_KEPT).startsWith("s0", "s1");
  }

  private static Classification classify(Alert alert, Extent extent) {
    return CLASSIFIER.classify(alert, extent, Duration.ZERO, NOW);
  }

  private static Classifier classifier(Rule... rules) {
    return new Classifier(Stream.of(rules).map(CompiledRule::compile).toList(), LEVELS);
  }

  private static Alert alert(String... labels) {
    return new Alert(
        "default", Labels.of(labels), Labels.NONE, NOW, null, "", Breach.NONE, "native", NOW);
  }
}
