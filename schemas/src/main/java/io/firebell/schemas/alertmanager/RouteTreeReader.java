package io.firebell.schemas.alertmanager;

import io.firebell.core.route.Matcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the section `route`.
final class RouteTreeReader {

  private static final String BY_ALL = "...";

  private static final Keys KEYS =
      Keys.reading(
          "receiver",
          "group_by",
          "match",
          "match_re",
          "matchers",
          "mute_time_intervals",
          "active_time_intervals",
          "continue",
          "routes",
          "group_wait",
          "group_interval",
          "repeat_interval");

  private final Map<String, String> plans;
  private final Map<String, String> hours;

  /// @param plans by the names of receivers
  /// @param hours by the names of time intervals
  RouteTreeReader(Map<String, String> plans, Map<String, String> hours) {
    this.plans = plans;
    this.hours = hours;
  }

  Optional<RouteNode> root(Value value) {
    Optional<Section> section = value.section(KEYS);
    section.ifPresent(RouteTreeReader::checkRoot);
    return section.map(this::node);
  }

  private static void checkRoot(Section root) {
    if (root.filled("receiver").isEmpty()) {
      root.mapping().refuse("should have a receiver, for the alerts that no other route takes");
    }
    for (String key :
        List.of("match", "match_re", "matchers", "mute_time_intervals", "active_time_intervals")) {
      root.get(key).ifPresent(value -> value.refuseKey("should not be in the root: it is for all"));
    }
    root.get("continue")
        .filter(_ -> root.flag("continue", false))
        .ifPresent(value -> value.refuseKey("should not be in the root: nothing comes after it"));
  }

  private RouteNode node(Section section) {
    List<Matcher> matchers = Matching.read(section, "");
    List<RouteNode> below = new ArrayList<>();
    for (Value route : section.items("routes")) {
      route.section(KEYS).map(this::node).ifPresent(below::add);
    }
    return new RouteNode(
        matchers,
        section.filled("receiver").flatMap(value -> named(value, plans, "a receiver")),
        section.get("group_by").map(RouteTreeReader::groupBy),
        section.get("group_wait").flatMap(Value::duration),
        section.get("group_interval").flatMap(Value::positiveDuration),
        section.get("repeat_interval").flatMap(Value::positiveDuration),
        intervals(section, "mute_time_intervals"),
        intervals(section, "active_time_intervals"),
        section.flag("continue", false),
        below);
  }

  private List<String> intervals(Section section, String key) {
    return section.items(key).stream()
        .flatMap(item -> named(item, hours, "a time interval").stream())
        .distinct()
        .toList();
  }

  private static Optional<String> named(Value mention, Map<String, String> names, String kind) {
    Optional<String> name = mention.text().map(text -> names.getOrDefault(text, ""));
    if (name.filter(String::isEmpty).isPresent()) {
      mention.refuse("should name " + kind + " of this configuration: there is none of this name");
      return Optional.empty();
    }
    return name;
  }

  private static List<String> groupBy(Value value) {
    List<String> labels = Matching.labels(value.items(), false);
    if (value.isEmpty()) {
      value.warnKey("is taken for no labels; older Alertmanagers take it for those of the parent");
    }
    if (labels.contains(BY_ALL) && labels.size() > 1) {
      value.refuse("\"...\" groups by every label: no other should stand beside it");
    }
    return labels;
  }
}
