package io.firebell.standalone;

import io.firebell.core.policy.Tenant;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// `--tenant NAME=FILE`.
record TenantPolicy(Tenant tenant, Path file) {

  /// @throws IllegalArgumentException if a tenant is there twice
  static Map<Tenant, PolicySource> byTenant(List<TenantPolicy> all) {
    Map<Tenant, PolicySource> policies = new HashMap<>();
    for (TenantPolicy one : all) {
      if (policies.putIfAbsent(one.tenant, PolicySource.policy(one.file)) != null) {
        throw new IllegalArgumentException(
            "--tenant should name each tenant once: named " + one.tenant + " again");
      }
    }
    return policies;
  }

  /// Reads what is written on the command line.
  static final class Converter implements ITypeConverter<TenantPolicy> {
    @Override
    public TenantPolicy convert(String text) {
      int equals = text.indexOf('=');
      if (equals < 0 || equals == text.length() - 1) {
        throw new TypeConversionException("should look like acme=acme.yaml: was " + text);
      }
      try {
        Tenant tenant = new Tenant(text.substring(0, equals));
        if (tenant.isDefault()) {
          throw new TypeConversionException("the default tenant's policy is that of --policy");
        }
        return new TenantPolicy(tenant, Path.of(text.substring(equals + 1)));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }
}
