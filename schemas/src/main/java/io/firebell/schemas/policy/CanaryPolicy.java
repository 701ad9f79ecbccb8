package io.firebell.schemas.policy;

import io.firebell.core.policy.Policy;

/// The policy of Firebell's own alerts, which go the way of all others and are nobody's. It is the
/// same everywhere and is not published, so that every process knows it from the beginning.
public final class CanaryPolicy {

  /// Whose these alerts are. It can be no tenant's name, so no path leads there, and what is
  /// decided of them is seen by nobody.
  public static final String TENANT = "~canary";

  /// What an alert is called that a process practises on.
  public static final String PRACTICE = "WarmUp";

  private static final Policy POLICY = DefaultPolicy.read(DefaultPolicy.load("canary-policy.yaml"));

  private CanaryPolicy() {}

  static Policy policy() {
    return POLICY;
  }
}
