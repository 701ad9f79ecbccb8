package io.firebell.core.policy;

import java.util.Set;
import java.util.function.Function;

/// The policy in force of each tenant, by its name.
@FunctionalInterface
public interface Policies extends Function<String, Policy> {

  /// The tenants that there are at present. The default tenant always is.
  default Set<String> tenants() {
    return Set.of(Tenant.DEFAULT.name());
  }
}
