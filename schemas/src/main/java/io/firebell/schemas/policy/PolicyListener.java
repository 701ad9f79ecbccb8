package io.firebell.schemas.policy;

import io.firebell.core.policy.Policy;

/// Somebody who has to know when a tenant's policy changes.
@FunctionalInterface
public interface PolicyListener {

  /// Called by the feed's own thread, one change after the other, when the policy is in force.
  void policyChanged(String tenant, Policy policy);
}
