package io.firebell.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebell.core.alert.Labels;
import io.firebell.core.classify.Classifier;
import io.firebell.core.classify.Priority;
import io.firebell.core.classify.PriorityLevel;
import io.firebell.core.escalate.Escalation;
import io.firebell.core.escalate.EscalationStep;
import io.firebell.core.escalate.Target;
import io.firebell.core.escalate.Until;
import io.firebell.core.mute.MuteRules;
import io.firebell.core.route.Grouping;
import io.firebell.core.route.Matcher;
import io.firebell.core.route.Route;
import io.firebell.core.route.RoutingTree;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrillTest {

  private static final Escalation PRODUCTION =
      new Escalation(
          "production",
          2,
          List.of(
              new EscalationStep(
                  List.of(new Target.ToUser("alice")), Duration.ofMinutes(10), false)),
          null,
          Until.RESOLVED);

  /// Everything goes to a child that tells nobody.
  private static final Policy POLICY = policy();

  private static Labels labels(String to) {
    return Labels.of("alertname", "DRILL", Drill.LABEL, to, "drill", "1");
  }

  private static Route route(String to) {
    List<Route> routes = POLICY.routes(labels(to));
    assertThat(routes).hasSize(1);
    return routes.getFirst();
  }

  @ParameterizedTest
  @ValueSource(strings = {"user/alice", "schedule/primary", "channel/ops"})
  void aDrillPagesItsTargetAtOnceWhateverThePolicyHasForOtherAlerts(String to) {
    Route route = route(to);
    assertThat(route.groupWait()).isZero();
    assertThat(POLICY.route(route.key())).isEqualTo(route);

    for (Priority priority : Priority.values()) {
      Response response = POLICY.response(route, priority);
      assertThat(response.pages()).isTrue();
      assertThat(response.after()).isZero();
      assertThat(POLICY.escalation(response.escalate()).orElseThrow().steps())
          .singleElement()
          .satisfies(step -> assertThat(step.page()).containsExactly(Target.parse(to)));
    }
  }

  @Test
  void aDrillOfAnEscalationClimbsIt() {
    Response response = POLICY.response(route("escalation/production"), Priority.P4);

    assertThat(POLICY.escalation(response.escalate())).contains(PRODUCTION);
  }

  @Test
  void everyDrillIsAnIncidentOfItsOwn() {
    Route route = route("user/alice");
    Labels other = Labels.of("alertname", "DRILL", Drill.LABEL, "user/alice", "drill", "2");

    assertThat(route.group("default", labels("user/alice")))
        .isNotEqualTo(route.group("default", other));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "alice", "user/", "team/ops", "user/a\nb"})
  void whatIsToNobodyIsNoDrill(String to) {
    Labels labels = Labels.of("alertname", "DRILL", Drill.LABEL, to);

    assertThat(POLICY.routes(labels)).isEqualTo(POLICY.routing().match(labels));
    assertThatThrownBy(() -> new Drill(to))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a drill should be to user/NAME");
  }

  private static Policy policy() {
    Route all = route("{}/{alertname=~\".*\"}", Matcher.parseAll("alertname=~\".*\""));
    List<PriorityLevel> levels =
        Arrays.stream(Priority.values())
            .map(one -> new PriorityLevel(one, one.name(), List.of(), null, null, null))
            .toList();
    return new Policy(
        1,
        Duration.ofMinutes(5),
        Duration.ofMinutes(5),
        levels,
        new Classifier(List.of(), levels),
        new RoutingTree(route(Route.ROOT_KEY, List.of(), all)),
        Map.of(),
        Map.of("production", PRODUCTION),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        MuteRules.NONE,
        Map.of(),
        List.of());
  }

  private static Route route(String key, List<Matcher> matchers, Route... children) {
    return new Route(
        key,
        matchers,
        new Grouping.By(List.of("alertname")),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofHours(4),
        false,
        "quiet",
        List.of(children));
  }
}
