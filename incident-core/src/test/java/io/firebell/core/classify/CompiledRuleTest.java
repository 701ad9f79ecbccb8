package io.firebell.core.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebell.core.alert.Alert;
import io.firebell.core.alert.Breach;
import io.firebell.core.alert.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompiledRuleTest {

  private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");

  private static final Alert ALERT =
      new Alert(
          "default",
          Labels.of(
              "alertname", "ErrorRate", "severity", "critical", "app.kubernetes.io/name", "shop"),
          Labels.of("summary", "7.5 % of requests fail"),
          NOW.minusSeconds(3600),
          null,
          "http://prometheus/graph",
          new Breach("error_rate", 7.5, ">", 5, "%"),
          "native",
          NOW);

  private static final Map<String, Object> INPUTS =
      RuleLanguage.inputs(
          ALERT,
          new Extent(3, 4, List.of("api", "web", "shop"), List.of("h1"), List.of("eu", "us"), 0, 0),
          Duration.ZERO,
          NOW,
          Map.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "true",
        "breach.metric == 'error_rate' && breach.value > 5.0",
        "breach.value > 5",
        "breach.value / breach.threshold == 1.5",
        "breach.comparator == '>' && breach.unit == '%'",
        "incident.services.size() >= 3",
        "size(incident.hosts) == 1 && 'eu' in incident.regions",
        "incident.services.exists(s, s.startsWith('sh'))",
        "incident.firing < incident.total",
        "has(labels.severity) && !has(labels.team)",
        "labels.severity in ['critical', 'page']",
        "labels['app.kubernetes.io/name'] == 'shop'",
        "labels.severity.upperAscii() == 'CRITICAL'",
        "labels.alertname.matches('Error.*')",
        "labels.?team.orValue('none') == 'none'",
        "annotations.summary.contains('fail')",
        "alert.source == 'native' && alert.generatorUrl.endsWith('graph')",
        "now - alert.startsAt >= duration('1h')",
        "now.getHours('Europe/London') == 10 && now.getDayOfWeek() == 1",
      })
  void rulesSeeTheAlertTheBreachAndTheIncident(String when) throws RuleFailure {
    assertThat(rule(when).matches(INPUTS)).isTrue();
    assertThat(rule("!(" + when + ")").matches(INPUTS)).isFalse();
  }

  @Test
  void anAlertWithoutABreachMatchesNoComparison() throws RuleFailure {
    Alert without =
        new Alert("t", ALERT.labels(), Labels.NONE, NOW, null, "", Breach.NONE, "native", NOW);
    Map<String, Object> inputs =
        RuleLanguage.inputs(without, Extent.NONE, Duration.ZERO, NOW, Map.of());
    for (String comparison : List.of("> 0.0", "< 0.0", "== 0.0", "> 5", "< 5", ">= 0", "<= 0")) {
      assertThat(rule("breach.value " + comparison).matches(inputs)).isFalse();
      assertThat(rule("!(breach.threshold " + comparison + ")").matches(inputs)).isFalse();
    }
    assertThat(rule("breach.value > 5 || alert.source == 'native'").matches(inputs)).isTrue();
    assertThat(rule("breach.metric == ''").matches(inputs)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hours.business                                  | business
          hours["out-of-office"]                          | out-of-office
          !hours.nights && hours['business']              | business, nights
          has(hours.nights)                               | nights
          "nights" in hours                               | nights
          hours.?nights.orValue(false)                    | nights
          labels.exists(name, hours.nights)               | nights
          labels.severity == 'hours.nights'               |
          """)
  void theHoursThatARuleMentionsAreKnown(String when, @Nullable String names) {
    CompiledRule rule = rule(when);
    Set<String> expected = names == null ? Set.of() : Set.of(names.split(", "));
    assertThat(rule.hours()).isEqualTo(expected);
    assertThat(rule.usesHours()).isEqualTo(!expected.isEmpty());
  }

  @Test
  void hoursThatAreLookedUpAtRunTimeAreUsedAndNotNamed() {
    CompiledRule rule = rule("hours[labels.severity]");
    assertThat(rule.usesHours()).isTrue();
    assertThat(rule.hours()).isEmpty();
  }

  @Test
  void aPriorityMayDependOnHours() {
    CompiledRule rule = CompiledRule.compile(new Rule("r", "", "{{ hours.nights ? 'P2' : 'P1' }}"));
    assertThat(rule.hours()).containsExactly("nights");
  }

  @Test
  void aRuleWithoutAConditionAlwaysMatches() throws RuleFailure {
    assertThat(rule("").matches(INPUTS)).isTrue();
    assertThat(rule("  ").matches(INPUTS)).isTrue();
  }

  @Test
  void aPriorityIsFixedOrComputed() throws RuleFailure {
    CompiledRule fixed = CompiledRule.compile(new Rule("r", "", " P2 "));
    assertThat(fixed.fixedPriority()).contains("P2");
    assertThat(fixed.priority(INPUTS)).isEqualTo("P2");
    CompiledRule computed = CompiledRule.compile(new Rule("r", "", "{{ labels.severity }}"));
    assertThat(computed.fixedPriority()).isEmpty();
    assertThat(computed.priority(INPUTS)).isEqualTo("critical");
    CompiledRule branching =
        CompiledRule.compile(new Rule("r", "", "{{ breach.value > 7.0 ? 'P1' : 'P2' }}"));
    assertThat(branching.priority(INPUTS)).isEqualTo("P1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          labels.severity ==            | 1:19 mismatched input '<EOF>'
          breach.valu > 5.0             | 1:1 undeclared reference to 'breach' (rules know alert.generatorUrl, alert.source,
          has(labels.severity) && sev   | 1:25 undeclared reference to 'sev'
          breach.value > '5'            | 1:14 found no matching overload for '_>_' applied to '(double, string)'
          labels.severity               | an expression here should give a bool: "labels.severity" gives a string
          1                             | an expression here should give a bool: "1" gives a int
          dyn(true)                     | an expression here should give a bool: "dyn(true)" gives a dyn
          optional.of(true)             | an expression here should give a bool
          has(breach.metric)            | 1:4 expression does not select a field
          labels.severity.matches()     | 1:24 found no matching overload for 'matches'
          incident.services > 3         | 1:19 found no matching overload for '_>_'
          system('rm')                  | 1:7 undeclared reference to 'system'
          """)
  void aConditionThatIsNoneIsRefusedWithItsPlace(String when, String complaint) {
    assertThatThrownBy(() -> rule(when))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(complaint);
  }

  @Test
  void everyMistakeIsListed() {
    assertThatThrownBy(() -> rule("sev == 'x' ||\n  foo"))
        .hasMessageContaining("1:1 undeclared reference to 'sev'")
        .hasMessageContaining("; 2:3 undeclared reference to 'foo'");
  }

  @Test
  void aPriorityThatIsNoTextIsRefused() {
    assertThatThrownBy(() -> CompiledRule.compile(new Rule("r", "", "{{ incident.firing }}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an expression here should give a string: \"incident.firing\" gives a int");
  }

  @Test
  void anExpressionNestedTooDeepIsRefused() {
    assertThatThrownBy(() -> rule("(".repeat(10_000) + "true" + ")".repeat(10_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("recursion limit");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          labels.team == 'db'                        | key 'team' is not present in map.
          incident.firing / 0 == 1                   | / by zero
          incident.services[7] == 'x'                | Index out of bounds: 7
          int(labels.severity) > 3                   | For input string: "critical"
          labels.alertname.matches('(')              | error parsing regexp: missing closing ): `(`
          timestamp(labels.severity) < now           | Text 'critical' could not be parsed at index 0
          labels.alertname.matches('(a{200}){100}')  | Regex pattern exceeds allowed program size.
          dyn(labels.severity) > 3                   | No matching overload for function '_>_'.
          """)
  void whatGoesWrongAtRunTimeIsTheRulesFailure(String when, String reason) {
    assertThatThrownBy(() -> rule(when).matches(INPUTS))
        .isInstanceOf(RuleFailure.class)
        .hasMessageStartingWith(reason);
  }

  @Test
  void loopsHaveABudget() {
    String loops =
        "N.all(a, N.all(b, N.all(c, N.all(d, N.all(e, a + b + c + d + e >= 0)))))"
            .replace("N", "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]");
    assertThatThrownBy(() -> rule(loops).matches(INPUTS))
        .isInstanceOf(RuleFailure.class)
        .hasMessage("Iteration budget exceeded: 10000");
  }

  @Test
  void aRuleWithoutNameOrPriorityIsRefused() {
    assertThatThrownBy(() -> new Rule(" ", "", "P1"))
        .hasMessage("a rule should have a name and a priority: were \" \", \"P1\"");
    assertThatThrownBy(() -> new Rule("r", "", "")).isInstanceOf(IllegalArgumentException.class);
  }

  private static CompiledRule rule(String when) {
    return CompiledRule.compile(new Rule("rule", when, "P1"));
  }
}
