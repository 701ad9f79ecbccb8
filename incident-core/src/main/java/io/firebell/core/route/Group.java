package io.firebell.core.route;

import io.firebell.core.alert.Labels;

/// The alerts of a route that share its `groupBy` labels.
///
/// @param key the hash of the other three
/// @param route the key of the route
/// @param labels what the alerts have in common; may be empty
public record Group(GroupKey key, String tenant, String route, Labels labels) {

  public static Group of(String tenant, String route, Labels labels) {
    return new Group(GroupKey.of(tenant, route, labels), tenant, route, labels);
  }

  /// `{}/{severity="critical"}:{alertname="Disk"}`, Alertmanager's own name for such a group.
  public String alertmanagerKey() {
    return route + ":" + labels;
  }
}
