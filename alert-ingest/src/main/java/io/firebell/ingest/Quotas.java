package io.firebell.ingest;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The quotas of all tenants.
///
/// @param everyone of each tenant that has none of its own; null for [Quota#USUAL] where there are
///   several tenants, and for none where one is alone
/// @param own by tenant
public record Quotas(@Nullable Quota everyone, Map<String, Quota> own) {

  public static final Quotas UNSAID = new Quotas(null, Map.of());

  public Quotas {
    own = Map.copyOf(own);
  }

  /// @param isAlone whether there is no other tenant
  Quota of(String tenant, boolean isAlone) {
    @Nullable Quota said = own.getOrDefault(tenant, everyone);
    return said != null ? said : isAlone ? Quota.UNLIMITED : Quota.USUAL;
  }
}
