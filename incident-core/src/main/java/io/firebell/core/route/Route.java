package io.firebell.core.route;

import io.firebell.core.alert.Labels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A node of the routing tree, with everything that it inherits filled in.
///
/// The walk is Alertmanager's: an alert enters at the root, goes into the first child that matches
/// (and on to the next siblings where that child says `continue`), and stays at the deepest node
/// that matches.
///
/// @param key the matchers from the root down to here, `{}/{team="database"}`: the route's name in
///   group keys, which a change elsewhere in the tree does not alter
/// @param groupWait how long a new group waits for more alerts before it first notifies
/// @param groupInterval how long it then waits before it notifies of changes
/// @param repeatInterval how long before it notifies again of what has not changed
/// @param continues whether siblings after this one are tried too
/// @param plan the name of the plan that says what each priority gets
/// @param muteHours the hours in which nobody is told; not inherited, as in Alertmanager
/// @param activeHours the hours in which alone anybody is told; none for always
public record Route(
    String key,
    List<Matcher> matchers,
    Grouping groupBy,
    Duration groupWait,
    Duration groupInterval,
    Duration repeatInterval,
    boolean continues,
    String plan,
    List<Route> routes,
    List<String> muteHours,
    List<String> activeHours) {

  public static final String ROOT_KEY = "{}";

  /// @throws IllegalArgumentException if an interval is not positive or the wait is negative
  public Route {
    matchers = List.copyOf(matchers);
    routes = List.copyOf(routes);
    muteHours = List.copyOf(muteHours);
    activeHours = List.copyOf(activeHours);
    if (groupWait.isNegative()) {
      throw new IllegalArgumentException("groupWait should not be negative: was " + groupWait);
    }
    if (!groupInterval.isPositive()) {
      throw new IllegalArgumentException("groupInterval should be positive: was " + groupInterval);
    }
    if (!repeatInterval.isPositive()) {
      throw new IllegalArgumentException(
          "repeatInterval should be positive: was " + repeatInterval);
    }
  }

  /// A route that tells at any hour.
  public Route(
      String key,
      List<Matcher> matchers,
      Grouping groupBy,
      Duration groupWait,
      Duration groupInterval,
      Duration repeatInterval,
      boolean continues,
      String plan,
      List<Route> routes) {
    this(
        key,
        matchers,
        groupBy,
        groupWait,
        groupInterval,
        repeatInterval,
        continues,
        plan,
        routes,
        List.of(),
        List.of());
  }

  /// The key of a child with these matchers, whatever their order.
  ///
  /// @param twins how many siblings before it have the same matchers, as where one alert is to take
  ///   several routes: they have to be told apart
  public static String childKey(String parentKey, List<Matcher> matchers, int twins) {
    return matchers.stream()
        .sorted(Matcher.ORDER)
        .map(Matcher::toString)
        .collect(Collectors.joining(",", parentKey + "/{", twins == 0 ? "}" : "}#" + (twins + 1)));
  }

  /// The routes that an alert with these labels takes, in the order of the tree; empty when this
  /// node does not match.
  public List<Route> match(Labels labels) {
    if (!matchers.stream().allMatch(matcher -> matcher.matches(labels))) {
      return List.of();
    }
    List<Route> matched = new ArrayList<>();
    for (Route child : routes) {
      List<Route> below = child.match(labels);
      matched.addAll(below);
      if (!below.isEmpty() && !child.continues) {
        break;
      }
    }
    return matched.isEmpty() ? List.of(this) : List.copyOf(matched);
  }

  /// The group that an alert with these labels belongs to on this route.
  public Group group(String tenant, Labels labels) {
    return Group.of(tenant, key, groupBy.of(labels));
  }
}
