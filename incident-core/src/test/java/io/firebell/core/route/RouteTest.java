package io.firebell.core.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebell.core.alert.Labels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RouteTest {

  /// The tree of Alertmanager's own `TestRouteMatchers`.
  private static final RoutingTree TREE =
      new RoutingTree(
          root(
              route(
                  "notify-A",
                  "owner=\"team-A\",level!=\"critical\"",
                  route("notify-testing", "env=\"testing\",baz!~\".*quux\""),
                  continuing("notify-productionA", "env=\"production\""),
                  route("notify-productionB", "env=~\"produ.*\",job=~\".*\"")),
              route("notify-BC", "owner=~\"team-(B|C)\""),
              route(
                  "notify-role",
                  "group_by=\"role\"",
                  route(
                      "notify-testing",
                      "env=\"testing\"",
                      route("notify-long", "wait=\"long\"")))));

  static Stream<Arguments> alerts() {
    String teamA = "{}/{level!=\"critical\",owner=\"team-A\"}";
    return Stream.of(
        Arguments.of(Labels.of("owner", "team-A"), List.of(teamA)),
        Arguments.of(Labels.of("owner", "team-A", "env", "unset"), List.of(teamA)),
        Arguments.of(Labels.of("owner", "team-A", "level", "critical"), List.of("{}")),
        Arguments.of(Labels.of("owner", "team-C"), List.of("{}/{owner=~\"team-(B|C)\"}")),
        Arguments.of(
            Labels.of("owner", "team-A", "env", "testing"),
            List.of(teamA + "/{baz!~\".*quux\",env=\"testing\"}")),
        Arguments.of(
            Labels.of("owner", "team-A", "env", "production"),
            List.of(teamA + "/{env=\"production\"}", teamA + "/{env=~\"produ.*\",job=~\".*\"}")),
        Arguments.of(Labels.of("group_by", "role"), List.of("{}/{group_by=\"role\"}")),
        Arguments.of(
            Labels.of("env", "testing", "group_by", "role"),
            List.of("{}/{group_by=\"role\"}/{env=\"testing\"}")),
        Arguments.of(
            Labels.of("env", "testing", "group_by", "role", "wait", "long"),
            List.of("{}/{group_by=\"role\"}/{env=\"testing\"}/{wait=\"long\"}")),
        Arguments.of(Labels.of("alertname", "Disk"), List.of("{}")));
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void anAlertTakesTheRoutesThatAlertmanagerGivesIt(Labels alert, List<String> keys) {
    assertThat(TREE.match(alert)).extracting(Route::key).isEqualTo(keys);
  }

  @Test
  void aChildThatContinuesWithoutMatchingChangesNothing() {
    RoutingTree tree =
        new RoutingTree(root(continuing("a", "a=1"), route("b", "b=1"), route("c", "c=1")));
    assertThat(plans(tree, "b", "1", "c", "1")).containsExactly("b");
    assertThat(plans(tree, "a", "1", "b", "1", "c", "1")).containsExactly("a", "b");
    assertThat(plans(tree, "a", "1")).containsExactly("a");
  }

  @Test
  void continueIsTheBusinessOfEachLevel() {
    RoutingTree tree =
        new RoutingTree(root(route("a", "a=1", continuing("inner", "b=1")), route("c", "c=1")));
    assertThat(plans(tree, "a", "1", "b", "1", "c", "1")).containsExactly("inner");
  }

  @Test
  void aRouteThatContinuesWithoutMatchersSeesEveryAlert() {
    RoutingTree tree = new RoutingTree(root(continuing("audit", ""), route("a", "a=1")));
    assertThat(plans(tree, "a", "1")).containsExactly("audit", "a");
    assertThat(plans(tree, "b", "1")).containsExactly("audit");
  }

  @Test
  void theOrderOfMatchersIsNotPartOfTheKey() {
    assertThat(Route.childKey("{}", Matcher.parseAll("b=2,a=1"), 0))
        .isEqualTo(Route.childKey("{}", Matcher.parseAll("a=1,b=2"), 0))
        .isEqualTo("{}/{a=\"1\",b=\"2\"}");
  }

  @Test
  void siblingsWithTheSameMatchersHaveKeysOfTheirOwn() {
    assertThat(Route.childKey("{}", List.of(), 1)).isEqualTo("{}/{}#2");
    assertThat(Route.childKey("{}", Matcher.parseAll("a=1"), 2)).isEqualTo("{}/{a=\"1\"}#3");
  }

  @Test
  void aRouteIsFoundByItsKey() {
    assertThat(TREE.route("{}/{owner=~\"team-(B|C)\"}"))
        .hasValueSatisfying(route -> assertThat(route.plan()).isEqualTo("notify-BC"));
    assertThat(TREE.route("{}/{owner=\"nobody\"}")).isEmpty();
    assertThat(TREE.route(Route.ROOT_KEY)).contains(TREE.root());
  }

  @Test
  void aTreeWithTwoRoutesOfOneKeyIsRefused() {
    Route twin = route("a", "a=1").under("{}", 0);
    assertThatThrownBy(
            () -> new RoutingTree(build("{}", List.of(), false, "", List.of(twin, twin))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two routes should not have one key: {}/{a=\"1\"}");
  }

  @Test
  void aRootWithMatchersIsRefused() {
    assertThatThrownBy(
            () -> new RoutingTree(build("{}", Matcher.parseAll("a=1"), false, "", List.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the root should match every alert: has [a=\"1\"]");
  }

  @Test
  void intervalsThatWouldSpinAreRefused() {
    Duration minute = Duration.ofMinutes(1);
    assertThatThrownBy(() -> timed(Duration.ofSeconds(-1), minute, minute))
        .hasMessage("groupWait should not be negative: was PT-1S");
    assertThatThrownBy(() -> timed(Duration.ZERO, Duration.ZERO, minute))
        .hasMessage("groupInterval should be positive: was PT0S");
    assertThatThrownBy(() -> timed(Duration.ZERO, minute, Duration.ZERO))
        .hasMessage("repeatInterval should be positive: was PT0S");
  }

  @Property
  void everyAlertTakesARouteAndEveryRouteTakenMatchesIt(
      @ForAll("trees") RoutingTree tree, @ForAll("labels") Labels alert) {
    List<Route> taken = tree.match(alert);
    assertThat(taken).isNotEmpty().doesNotHaveDuplicates();
    assertThat(taken)
        .allSatisfy(
            route -> assertThat(route.matchers()).allMatch(matcher -> matcher.matches(alert)));
  }

  @Property
  void withoutContinueAnAlertTakesOneRoute(
      @ForAll("treesWithoutContinue") RoutingTree tree, @ForAll("labels") Labels alert) {
    assertThat(tree.match(alert)).hasSize(1);
  }

  @Property
  void anAlertStaysAtTheDeepestRouteThatMatches(
      @ForAll("trees") RoutingTree tree, @ForAll("labels") Labels alert) {
    assertThat(tree.match(alert))
        .allSatisfy(route ->
            assertThat(route.routes())
                .noneMatch(child -> child.matchers().stream().allMatch(m -> m.matches(alert))));
  }

  @Provide
  Arbitrary<Labels> labels() {
    return Arbitraries.maps(Arbitraries.of("a", "b", "c"), Arbitraries.of("1", "2"))
        .map(Labels::of);
  }

  @Provide
  Arbitrary<RoutingTree> trees() {
    return drafts(2, Arbitraries.of(true, false))
        .map(drafts -> new RoutingTree(root(drafts.toArray(Draft[]::new))));
  }

  @Provide
  Arbitrary<RoutingTree> treesWithoutContinue() {
    return drafts(2, Arbitraries.just(false))
        .map(drafts -> new RoutingTree(root(drafts.toArray(Draft[]::new))));
  }

  private static Arbitrary<List<Draft>> drafts(int depth, Arbitrary<Boolean> continues) {
    Arbitrary<String> matchers =
        Arbitraries.of("", "a=1", "a!=1", "b=~\"1|2\"", "c=\"\"", "a=1,b=2");
    Arbitrary<List<Draft>> children =
        depth == 0 ? Arbitraries.just(List.of()) : drafts(depth - 1, continues);
    return matchers
        .flatMap(text ->
            continues.flatMap(
                goesOn -> children.map(below -> new Draft("plan", text, goesOn, below))))
        .list()
        .ofMaxSize(3);
  }

  /// A route as somebody writes it, without the key that it gets from its place.
  private record Draft(String plan, String matchers, boolean continues, List<Draft> children) {

    Route under(String parent, int twins) {
      String key = Route.childKey(parent, Matcher.parseAll(matchers), twins);
      return build(key, Matcher.parseAll(matchers), continues, plan, all(key, children));
    }

    static List<Route> all(String parent, List<Draft> drafts) {
      Map<String, Integer> twins = new HashMap<>();
      List<Route> routes = new ArrayList<>();
      for (Draft draft : drafts) {
        routes.add(draft.under(parent, twins.merge(draft.matchers, 1, Integer::sum) - 1));
      }
      return routes;
    }
  }

  private static Draft route(String plan, String matchers, Draft... children) {
    return new Draft(plan, matchers, false, List.of(children));
  }

  private static Draft continuing(String plan, String matchers) {
    return new Draft(plan, matchers, true, List.of());
  }

  private static Route root(Draft... children) {
    return build("{}", List.of(), false, "notify-def", Draft.all("{}", List.of(children)));
  }

  private static Route build(
      String key, List<Matcher> matchers, boolean continues, String plan, List<Route> routes) {
    return new Route(
        key,
        matchers,
        new Grouping.By(List.of()),
        Duration.ofSeconds(30),
        Duration.ofMinutes(5),
        Duration.ofHours(4),
        continues,
        plan,
        routes);
  }

  private static Route timed(Duration wait, Duration interval, Duration repeat) {
    return new Route(
        "{}", List.of(), new Grouping.ByAll(), wait, interval, repeat, false, "", List.of());
  }

  private static List<String> plans(RoutingTree tree, String... labels) {
    return tree.match(Labels.of(labels)).stream().map(Route::plan).toList();
  }
}
