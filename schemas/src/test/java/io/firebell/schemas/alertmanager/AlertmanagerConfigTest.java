package io.firebell.schemas.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Alert;
import io.firebell.core.alert.Breach;
import io.firebell.core.alert.Labels;
import io.firebell.core.classify.Extent;
import io.firebell.core.classify.Priority;
import io.firebell.core.policy.Policy;
import io.firebell.core.route.Grouping;
import io.firebell.core.route.Route;
import io.firebell.schemas.policy.PolicyReader;
import io.firebell.schemas.policy.PolicyReading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertmanagerConfigTest {

  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  @ParameterizedTest
  @ValueSource(strings = {"minimal", "kubernetes", "old-style", "hours", "many-ways", "files"})
  void isThePolicyThatIsExpected(String name) {
    assertThat(Texts.converted(Texts.read(name + ".yml"), SecretStyle.ENVIRONMENT).policy())
        .isEqualTo(Texts.read(name + ".policy.yaml"));
  }

  @Test
  void secretsThatStayWhereTheyAreAreReferredToByPlace() {
    assertThat(Texts.converted(Texts.read("many-ways.yml"), SecretStyle.CONFIGURATION).policy())
        .isEqualTo(Texts.read("many-ways.running.yaml"));
  }

  @ParameterizedTest
  @EnumSource(SecretStyle.class)
  void noSecretIsInThePolicyOrInWhatIsPrinted(SecretStyle style) {
    Conversion.Converted converted = Texts.converted(Texts.read("many-ways.yml"), style);
    assertThat(converted.policy()).doesNotContainPattern("-secret");
    assertThat(converted.toString()).doesNotContainPattern("-secret");
  }

  @Test
  void everyReferenceToAPlaceIsFoundThere() {
    Conversion.Converted converted =
        Texts.converted(Texts.read("many-ways.yml"), SecretStyle.CONFIGURATION);
    List<String> places =
        Pattern.compile("\\$\\{alertmanager:([^}]+)}")
            .matcher(converted.policy())
            .results()
            .map(reference -> reference.group(1))
            .toList();
    assertThat(places).isNotEmpty();
    assertThat(places).allSatisfy(place -> assertThat(converted.secrets().at(place)).isPresent());
    assertThat(converted.secrets().at("global/smtp_auth_password")).hasValue("smtp-secret");
    assertThat(converted.secrets().at("receivers/Team-Ops-night/webhook_configs/1/url"))
        .hasValue("https://hooks.example.com/b");
  }

  @Test
  void theDefaultsAreAlertmanagers() {
    Policy policy = policy(Texts.read("minimal.yml"));
    Route root = policy.routing().root();
    assertThat(root.groupBy()).isEqualTo(new Grouping.By(List.of()));
    assertThat(root.groupWait()).isEqualTo(Duration.ofSeconds(30));
    assertThat(root.groupInterval()).isEqualTo(Duration.ofMinutes(5));
    assertThat(root.repeatInterval()).isEqualTo(Duration.ofHours(4));
    assertThat(policy.resolveTimeout()).isEqualTo(Duration.ofMinutes(5));
    assertThat(policy.reopenWithin()).isZero();
  }

  @Test
  void noLaterAlertRaisesThePriorityWhichWouldTellOutOfTurn() {
    Policy policy = policy(Texts.read("minimal.yml"));
    Alert warning = alert("warning");
    Alert critical = alert("critical");
    Extent first = Extent.NONE.plusFiring(warning.labels(), true, false, true);
    Extent second = first.plusFiring(critical.labels(), true, false, true);
    assertThat(policy.classifier().classify(warning, first, Duration.ZERO, NOW).priority())
        .isEqualTo(Priority.P3);
    assertThat(policy.classifier().classify(critical, first, Duration.ZERO, NOW).priority())
        .isEqualTo(Priority.P1);
    assertThat(policy.classifier().classify(critical, second, Duration.ZERO, NOW).priority())
        .isEqualTo(Priority.P4);
  }

  @Test
  void receiversWithAlikeNamesStayApart() {
    Policy policy =
        policy(
            """
            route:
              receiver: a b
              routes:
                - { receiver: a-b, matchers: [x="1"] }
                - { receiver: 'a/b', matchers: [x="2"] }
                - { receiver: '???', matchers: [x="3"] }
            receivers: [{ name: a b }, { name: a-b }, { name: a/b }, { name: '???' }]
            """);
    assertThat(List.of(plan(policy, "0"), plan(policy, "1"), plan(policy, "2"), plan(policy, "3")))
        .containsExactly("a-b-2", "a-b", "a-b-3", "receiver");
  }

  private static String plan(Policy policy, String x) {
    return policy.routing().match(Labels.of("x", x)).getFirst().plan();
  }

  @Test
  void textsOfAnyCharactersStayWhatTheyAre() {
    String label = "it's \"q\": #\\ü\u0085\n\t";
    Policy policy =
        policy(
            """
            route:
              receiver: r
              routes: [{ receiver: x, match: { a: "it's \\"q\\": #\\\\ü\\x85\\n\\t" } }]
            receivers: [{ name: r }, { name: x }]
            """);
    assertThat(policy.routing().match(Labels.of("a", label)).getFirst().plan()).isEqualTo("x");
    assertThat(policy.routing().match(Labels.of("a", "q")).getFirst().plan()).isEqualTo("r");
  }

  @Test
  void aTextThatNeverEndsCostsLittle() {
    String bomb = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n".repeat(1);
    String more = "c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n";
    String most = "e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e,*e]\n";
    assertThat(Texts.convert(bomb + more + most, SecretStyle.ENVIRONMENT))
        .isInstanceOfSatisfying(
            Conversion.Refused.class,
            refused ->
                assertThat(refused.errors().getFirst().message())
                    .startsWith("a configuration should have at most"));
  }

  private static Alert alert(String severity) {
    return new Alert(
        "default",
        Labels.of("alertname", "Disk", "severity", severity),
        Labels.of(),
        NOW,
        null,
        "",
        Breach.NONE,
        "alertmanager",
        NOW);
  }

  private static Policy policy(String yaml) {
    String policy = Texts.converted(yaml, SecretStyle.ENVIRONMENT).policy();
    return switch (PolicyReader.read(policy, 1)) {
      case PolicyReading.Accepted(Policy accepted) -> accepted;
      case PolicyReading.Refused(var errors) -> throw new AssertionError(errors);
    };
  }
}
