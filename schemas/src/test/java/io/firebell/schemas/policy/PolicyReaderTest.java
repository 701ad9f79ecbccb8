package io.firebell.schemas.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Labels;
import io.firebell.core.classify.Priority;
import io.firebell.core.classify.UpdateClock;
import io.firebell.core.escalate.Escalation;
import io.firebell.core.escalate.EscalationStep;
import io.firebell.core.escalate.Target;
import io.firebell.core.escalate.Until;
import io.firebell.core.policy.Policy;
import io.firebell.core.policy.Response;
import io.firebell.core.route.Grouping;
import io.firebell.core.route.Route;
import io.firebell.schemas.policy.PolicyReading.Accepted;
import io.firebell.schemas.policy.PolicyReading.Refused;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PolicyReaderTest {

  static final Policy COMPLETE = policy(Resources.text("complete.yaml"));

  static final String SHORTEST =
      """
      version: 1
      routes: [{ plan: default }]
      plans:
        default: { P1: { log: true }, P2: { log: true }, P3: { log: true }, P4: { log: true } }
      """;

  @Test
  void theVersionIsTheOneThatIsGiven() {
    assertThat(COMPLETE.version()).isEqualTo(7);
  }

  @Test
  void durationsAreReadOrUsual() {
    assertThat(COMPLETE.resolveTimeout()).isEqualTo(Duration.ofMinutes(10));
    assertThat(COMPLETE.reopenWithin()).isZero();
    Policy shortest = policy(SHORTEST);
    assertThat(shortest.resolveTimeout()).isEqualTo(Duration.ofMinutes(5));
    assertThat(shortest.reopenWithin()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void prioritiesHaveTheirNamesAndPromises() {
    assertThat(COMPLETE.level(Priority.P1).isCalled("sev-1")).isTrue();
    assertThat(COMPLETE.level(Priority.P1).respond()).isEqualTo(Duration.ofMinutes(5));
    assertThat(COMPLETE.level(Priority.P3).aliases()).containsExactly("warning");
    assertThat(COMPLETE.level(Priority.P4).respond()).isNull();
    assertThat(COMPLETE.level(Priority.P1).update())
        .isEqualTo(
            new UpdateClock(
                Duration.ofMinutes(15), Duration.ofMinutes(30), List.of("status-page")));
    assertThat(COMPLETE.level(Priority.P2).update())
        .isEqualTo(new UpdateClock(Duration.ofHours(1), Duration.ofHours(1), List.of()));
    assertThat(COMPLETE.level(Priority.P4).update()).isNull();
    assertThat(COMPLETE.level(Priority.P1).postmortem()).isEqualTo(Duration.ofHours(24));
    assertThat(COMPLETE.level(Priority.P2).postmortem()).isNull();
  }

  @Test
  void routesAreATreeThatInherits() {
    Route root = COMPLETE.routing().root();
    assertThat(root.key()).isEqualTo("{}");
    assertThat(root.plan()).isEqualTo("default");
    assertThat(root.groupWait()).isEqualTo(Duration.ofSeconds(30));
    assertThat(root.groupInterval()).isEqualTo(Duration.ofMinutes(5));
    assertThat(root.repeatInterval()).isEqualTo(Duration.ofHours(4));
    assertThat(root.routes())
        .extracting(Route::key)
        .containsExactly(
            "{}/{severity!=\"info\",team=\"database\"}",
            "{}/{}",
            "{}/{severity=\"critical\",team=\"web\"}");

    Route database = root.routes().getFirst();
    assertThat(database.groupWait()).isEqualTo(Duration.ofSeconds(10));
    assertThat(database.repeatInterval()).isEqualTo(Duration.ofMinutes(90));
    assertThat(database.groupBy()).isEqualTo(new Grouping.By(List.of("alertname", "cluster")));
    Route test = database.routes().getFirst();
    assertThat(test.key()).isEqualTo(database.key() + "/{cluster=~\"test.*\"}");
    assertThat(test.groupBy()).isEqualTo(new Grouping.ByAll());
    assertThat(test.plan()).isEqualTo("quiet");
    assertThat(test.groupWait()).isEqualTo(Duration.ofSeconds(10));

    assertThat(root.routes().get(1).continues()).isTrue();
    assertThat(root.routes().get(1).groupBy()).isEqualTo(new Grouping.By(List.of()));
    assertThat(root.routes().get(2).plan()).isEqualTo("default");
  }

  @Test
  void hoursOfRoutesAreNotInherited() {
    Route root = COMPLETE.routing().root();
    assertThat(root.muteHours()).isEmpty();
    assertThat(root.activeHours()).containsExactly("business", "quiet");
    Route database = root.routes().getFirst();
    assertThat(database.muteHours()).containsExactly("quiet");
    assertThat(database.activeHours()).isEmpty();
    assertThat(database.routes().getFirst().muteHours()).isEmpty();
  }

  @Test
  void anAlertTakesTheRoutesOfTheText() {
    assertThat(plans(Labels.of("team", "database"))).containsExactly("database");
    assertThat(plans(Labels.of("team", "database", "cluster", "test1"))).containsExactly("quiet");
    assertThat(plans(Labels.of("team", "web", "severity", "critical")))
        .containsExactly("quiet", "default");
    assertThat(plans(Labels.of("team", "ops"))).containsExactly("quiet");
  }

  @Test
  void routesWithTheSameMatchersAreToldApart() {
    Policy policy =
        policy(
            Overlay.on(
                SHORTEST,
                """
                routes:
                  - { match: ['a=1', 'b=2'], continue: true }
                  - { match: 'b="2",a="1"', groupBy: a }
                  - { plan: default }
                """));
    assertThat(policy.routing().root().routes())
        .extracting(Route::key)
        .containsExactly("{}/{a=\"1\",b=\"2\"}", "{}/{a=\"1\",b=\"2\"}#2");
  }

  @Test
  void withoutASettingAlertsAreGroupedByNameAndService() {
    assertThat(policy(SHORTEST).routing().root().groupBy())
        .isEqualTo(new Grouping.By(List.of("alertname", "service")));
  }

  @Test
  void plansSayWhatEachPriorityGets() {
    Route root = COMPLETE.routing().root();
    assertThat(COMPLETE.response(root, Priority.P1))
        .isEqualTo(
            new Response("production", Duration.ZERO, List.of("incidents-slack", "status-page")));
    assertThat(COMPLETE.response(root, Priority.P2))
        .isEqualTo(new Response("production", Duration.ofMinutes(15), List.of()));
    assertThat(COMPLETE.response(root, Priority.P3))
        .isEqualTo(
            new Response("", Duration.ZERO, List.of("ops-email"), "business", Duration.ofHours(1)));
    assertThat(COMPLETE.response(root, Priority.P4)).isEqualTo(Response.LOG_ONLY);
  }

  @Test
  void escalationsHaveTheirStepsAndTheUsualWait() {
    assertThat(COMPLETE.escalation("production"))
        .contains(
            new Escalation(
                "production",
                2,
                List.of(
                    new EscalationStep(
                        List.of(new Target.ToSchedule("primary")), Duration.ofMinutes(10), false),
                    new EscalationStep(
                        List.of(new Target.ToSchedule("nights"), new Target.ToUser("lead")),
                        Duration.ofMinutes(20),
                        true),
                    new EscalationStep(
                        List.of(new Target.ToUser("cto"), new Target.ToChannel("pagerduty")),
                        Duration.ofMinutes(5),
                        false)),
                Duration.ofHours(1),
                Until.RESOLVED));
  }

  @Test
  void mistakesKnowTheirLineAndColumn() {
    assertThat(
            errors(
                """
                version: 1
                routes:
                  - plan: default
                    groupWait: soon
                plans:
                  default: { P1: { log: true }, P2: { log: true }, P3: { log: yes }, P4: { log: true } }
                esclations:
                  production:
                    steps: []
                """))
        .extracting(PolicyError::toString)
        .containsExactly(
            "4:16: routes[0].groupWait: should be a duration such as 90s, 5m, 1h30m or 2d: was"
                + " \"soon\"",
            "6:63: plans.default.P3.log: should be true or false: was \"yes\"",
            "7:1: esclations: \"esclations\" is not known here (did you mean \"escalations\"?):"
                + " expected version, resolveTimeout, reopenWithin, priorities, classify, routes,"
                + " plans, escalations, schedules, users, channels, providers, hours, inhibit,"
                + " maintenance, flapping, hold, heartbeats, runbooks, templates");
  }

  @Test
  void columnsCountCharactersAndNotBytes() {
    assertThat(errors(SHORTEST + "users: { é🔥: { emal: x } }"))
        .extracting(PolicyError::line, PolicyError::column)
        .contains(
            org.assertj.core.groups.Tuple.tuple(5, 10), org.assertj.core.groups.Tuple.tuple(5, 16));
  }

  @Test
  void noComplaintRepeatsASecret() {
    String secrets =
        """
        channels:
          a: { slack: { channel: '#a', token: hunter2 } }
          b: { slack: hunter2 }
          c: { webhook: { url: 'https://u:hunter2@example.com', secret: hunter2 } }
          d: { pagerduty: { routingKey: [hunter2] } }
          e: hunter2
          f: { email: { to: a@b.c, password: hunter2, port: hunter2, host: [hunter2] } }
          g: { webhook: { url: 'https://example.com/hunter2/${' } }
          h: { slack: { channel: '#a', token: '${hunter2}' } }
          i: { slack: { channel: '#a', token: '${env:X} hunter2' } }
        providers:
          slack: { token: hunter2 }
          webhook: hunter2
        users:
          u: { pagerduty: hunter2 }
          v: hunter2
        """;
    assertThat(errors(Overlay.on(SHORTEST, secrets)))
        .hasSizeGreaterThan(12)
        .noneMatch(error -> error.toString().contains("hunter2"));
  }

  @Test
  void theSameTextGivesTheSameDecisions() {
    Policy again = policy(Resources.text("complete.yaml"));
    assertThat(again.plans()).isEqualTo(COMPLETE.plans());
    assertThat(again.channels()).isEqualTo(COMPLETE.channels());
    assertThat(again.routing().root()).isEqualTo(COMPLETE.routing().root());
  }

  @Property(tries = 300)
  void aTextWithAnythingChangedIsReadOrRefusedWithItsPlace(@ForAll("changed") String yaml) {
    switch (PolicyReader.read(yaml, 1)) {
      case Accepted(Policy policy) -> assertThat(policy.version()).isEqualTo(1);
      case Refused(List<PolicyError> errors) ->
          assertThat(errors)
              .isNotEmpty()
              .allSatisfy(error -> {
                assertThat(error.line()).isBetween(1, (int) yaml.lines().count() + 1);
                assertThat(error.column()).isPositive();
              });
    }
  }

  /// The complete text with a few characters put in somewhere, or some cut out.
  @Provide
  Arbitrary<String> changed() {
    String complete = Resources.text("complete.yaml");
    Arbitrary<Integer> places = Arbitraries.integers().between(0, complete.length() - 1);
    Arbitrary<Integer> cuts = Arbitraries.integers().between(0, 5);
    Arbitrary<String> inserts =
        Arbitraries.of(
                "", " ", "\n", ":", "- ", "{", "}", "[", "]", "'", "\"", "&a ", "*a", "!x ", "${",
                "é", "\t", "~", "#", "0")
            .list()
            .ofMaxSize(3)
            .map(parts -> String.join("", parts));
    return places.flatMap(place ->
        cuts.flatMap(cut ->
            inserts.map(insert ->
                complete.substring(0, place)
                    + insert
                    + complete.substring(Math.min(place + cut, complete.length())))));
  }

  private static List<String> plans(Labels alert) {
    return COMPLETE.routing().match(alert).stream().map(Route::plan).toList();
  }

  static Policy policy(String yaml) {
    PolicyReading reading = PolicyReader.read(yaml, 7);
    assertThat(reading).isInstanceOf(Accepted.class);
    return ((Accepted) reading).policy();
  }

  private static List<PolicyError> errors(String yaml) {
    PolicyReading reading = PolicyReader.read(yaml, 7);
    assertThat(reading).isInstanceOf(Refused.class);
    return ((Refused) reading).errors();
  }
}
