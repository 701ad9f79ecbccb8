package io.firebell.standalone.cli;

import io.firebell.core.policy.Tenant;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// Which instance a command talks to, and how it answers.
final class InstanceOptions {

  @Option(
      names = "--url",
      defaultValue = "${FIREBELL_URL:-http://127.0.0.1:8080}",
      description = "Where Firebell is (default: $${FIREBELL_URL} or ${DEFAULT-VALUE}).")
  private String url = "";

  @Option(
      names = "--tenant",
      paramLabel = "NAME",
      defaultValue = "${FIREBELL_TENANT:-default}",
      converter = InstanceOptions.TenantConverter.class,
      description =
          "Whose alerts and incidents (default: $${FIREBELL_TENANT} or ${DEFAULT-VALUE}).")
  private Tenant tenant = Tenant.DEFAULT;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  /// Reads the name on the command line.
  static final class TenantConverter implements ITypeConverter<Tenant> {
    @Override
    public Tenant convert(String name) {
      try {
        return new Tenant(name);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }

  ApiClient client() {
    return new ApiClient(url, tenant);
  }

  Tenant tenant() {
    return tenant;
  }

  boolean json() {
    return json;
  }
}
