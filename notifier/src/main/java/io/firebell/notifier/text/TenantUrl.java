package io.firebell.notifier.text;

import io.firebell.core.policy.Tenant;

/// Where people find what a notification is about.
public final class TenantUrl {

  private TenantUrl() {}

  /// @param tenant whose incident it is about
  /// @param externalUrl where people reach this Firebell; may be empty, and then this is
  public static String of(String tenant, String externalUrl) {
    return externalUrl.isEmpty() ? "" : externalUrl + new Tenant(tenant).path();
  }
}
