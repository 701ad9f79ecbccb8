package io.firebell.schemas.alertmanager;

import io.firebell.core.route.Matcher;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A node of the routing tree as it is written: what it does not say it has from its parent.
///
/// @param plan the policy's name for the receiver
/// @param groupBy the labels, none to put all alerts together, or `...`
/// @param muteHours when it tells nobody, by the policy's names
/// @param activeHours when alone it tells anybody; empty for always
record RouteNode(
    List<Matcher> matchers,
    Optional<String> plan,
    Optional<List<String>> groupBy,
    Optional<Duration> groupWait,
    Optional<Duration> groupInterval,
    Optional<Duration> repeatInterval,
    List<String> muteHours,
    List<String> activeHours,
    boolean continues,
    List<RouteNode> routes) {
  RouteNode {
    matchers = List.copyOf(matchers);
    groupBy = groupBy.map(List::copyOf);
    muteHours = List.copyOf(muteHours);
    activeHours = List.copyOf(activeHours);
    routes = List.copyOf(routes);
  }
}
