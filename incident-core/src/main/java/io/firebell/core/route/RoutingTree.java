package io.firebell.core.route;

import io.firebell.core.alert.Labels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A whole routing tree and its routes by key.
public final class RoutingTree {

  private final Route root;
  private final Map<String, Route> byKey = new HashMap<>();

  /// @throws IllegalArgumentException if the root has matchers, or two routes have one key
  public RoutingTree(Route root) {
    if (!root.matchers().isEmpty()) {
      throw new IllegalArgumentException(
          "the root should match every alert: has " + root.matchers());
    }
    this.root = root;
    index(root);
  }

  private void index(Route route) {
    if (byKey.putIfAbsent(route.key(), route) != null) {
      throw new IllegalArgumentException("two routes should not have one key: " + route.key());
    }
    route.routes().forEach(this::index);
  }

  public Route root() {
    return root;
  }

  /// The routes that an alert takes; at least one.
  public List<Route> match(Labels labels) {
    return root.match(labels);
  }

  public Optional<Route> route(String key) {
    return Optional.ofNullable(byKey.get(key));
  }
}
