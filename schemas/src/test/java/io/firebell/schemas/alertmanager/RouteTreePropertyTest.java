package io.firebell.schemas.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Labels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Any tree sends any alert to the receivers that a walk as Alertmanager documents it comes to,
/// however its matchers are written.
class RouteTreePropertyTest {

  private static final List<String> LABELS = List.of("a", "b");
  private static final List<String> VALUES = List.of("", "x", "y", "xy", "x|y", "it's \"x\"");

  /// @param operator `=`, `!=`, `=~` or `!~`
  private record Condition(String label, String operator, String value) {

    boolean holds(Map<String, String> alert) {
      String actual = alert.getOrDefault(label, "");
      boolean same =
          operator.endsWith("~") ? actual.matches("(?s:" + value + ")") : actual.equals(value);
      return operator.startsWith("!") != same;
    }

    String matcher() {
      String quoted = value.replace("\\", "\\\\").replace("\"", "\\\"");
      return "'%s%s\"%s\"'".formatted(label, operator, quoted).replace("it's", "it''s");
    }

    String pair() {
      return label + ": '" + value.replace("'", "''") + "'";
    }
  }

  /// @param older whether what can be is written as `match` and `match_re`
  private record Node(
      int receiver, List<Condition> conditions, boolean older, boolean goesOn, List<Node> below) {

    List<String> walk(Map<String, String> alert) {
      if (!conditions.stream().allMatch(condition -> condition.holds(alert))) {
        return List.of();
      }
      List<String> found = new ArrayList<>();
      for (Node node : below) {
        List<String> there = node.walk(alert);
        found.addAll(there);
        if (!there.isEmpty() && !node.goesOn) {
          break;
        }
      }
      return found.isEmpty() ? List.of("receiver " + receiver) : found;
    }

    String yaml() {
      List<String> parts = new ArrayList<>(List.of("receiver: receiver " + receiver));
      List<String> matchers = new ArrayList<>();
      Map<String, String> equal = new HashMap<>();
      Map<String, String> similar = new HashMap<>();
      for (Condition condition : conditions) {
        Map<String, String> pairs = condition.operator.equals("=") ? equal : similar;
        boolean fits = older && !condition.operator.startsWith("!");
        if (!fits || pairs.putIfAbsent(condition.label, condition.pair()) != null) {
          matchers.add(condition.matcher());
        }
      }
      parts.add("match: { " + String.join(", ", equal.values()) + " }");
      parts.add("match_re: { " + String.join(", ", similar.values()) + " }");
      parts.add("matchers: [" + String.join(", ", matchers) + "]");
      parts.add("continue: " + goesOn);
      parts.add("routes: [" + String.join(", ", below.stream().map(Node::yaml).toList()) + "]");
      return "{ " + String.join(", ", parts) + " }";
    }
  }

  @Property(tries = 500)
  void anyTreeSendsAnyAlertWhereAlertmanagerDoes(
      @ForAll("trees") List<Node> tree, @ForAll("alerts") List<Map<String, String>> alerts) {
    Node root = new Node(0, List.of(), false, false, tree);
    String routes = String.join("\n    - ", tree.stream().map(Node::yaml).toList());
    StringBuilder yaml =
        new StringBuilder("route:\n  receiver: receiver 0\n  routes:\n    - " + routes + "\n");
    yaml.append("receivers:\n");
    for (int i = 0; i < 6; i++) {
      yaml.append("  - name: receiver ").append(i).append('\n');
    }
    ImportedRoutes imported = ImportedRoutes.of(yaml.toString());
    assertThat(alerts)
        .allSatisfy(
            alert -> assertThat(imported.receivers(Labels.of(alert))).isEqualTo(root.walk(alert)));
  }

  @Provide
  Arbitrary<List<Node>> trees() {
    return nodes(3);
  }

  private static Arbitrary<List<Node>> nodes(int depth) {
    Arbitrary<List<Node>> below =
        depth == 1 ? Arbitraries.just(List.of()) : Arbitraries.lazy(() -> nodes(depth - 1));
    return Combinators.combine(
            Arbitraries.integers().between(0, 5),
            conditions().list().ofMaxSize(2),
            Arbitraries.of(true, false),
            Arbitraries.of(true, false),
            below)
        .as(Node::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3);
  }

  private static Arbitrary<Condition> conditions() {
    return Combinators.combine(
            Arbitraries.of(LABELS), Arbitraries.of("=", "!=", "=~", "!~"), Arbitraries.of(VALUES))
        .as(Condition::new);
  }

  @Provide
  Arbitrary<List<Map<String, String>>> alerts() {
    return Arbitraries.maps(Arbitraries.of(LABELS), Arbitraries.of(VALUES))
        .ofMaxSize(2)
        .list()
        .ofMinSize(5)
        .ofMaxSize(20);
  }
}
