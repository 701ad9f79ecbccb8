package io.firebell.standalone.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.firebell.core.policy.Tenant;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// The services once more for tenants, each under `/t/NAME`. Who asks for a tenant that there is
/// not is told so, and nothing is done: nobody would be paged for an alert of it.
final class TenantPaths implements HttpService {

  static final String PATTERN = "/t/{tenant}";

  private static final String PARAMETER = "tenant";

  private final Map<String, HttpService> services;
  private final Supplier<Set<String>> tenants;
  private final ObjectMapper json = new ObjectMapper();

  /// @param services by their paths
  /// @param tenants the names of those that there are
  TenantPaths(Map<String, HttpService> services, Supplier<Set<String>> tenants) {
    this.services = services;
    this.tenants = tenants;
  }

  /// Whose a request is.
  static String tenant(ServerRequest request) {
    return request.path().pathParameters().first(PARAMETER).orElse(Tenant.DEFAULT.name());
  }

  @Override
  public void routing(HttpRules rules) {
    rules.any(this::check);
    services.forEach(rules::register);
  }

  private void check(ServerRequest request, ServerResponse response) {
    String name = tenant(request);
    if (tenants.get().contains(name)) {
      response.next();
      return;
    }
    try {
      Tenant unknown = new Tenant(name);
      refuse(
          response,
          404,
          "there is no tenant "
              + unknown
              + ", since it has no policy: give it one with firebell up --tenant "
              + unknown
              + "=FILE");
    } catch (IllegalArgumentException e) {
      refuse(response, 400, String.valueOf(e.getMessage()));
    }
  }

  private void refuse(ServerResponse response, int code, String message) {
    response.status(code);
    response.header(HeaderValues.CONTENT_TYPE_JSON);
    String error = json.createObjectNode().put("code", code).put("message", message).toString();
    response.send(error.getBytes(StandardCharsets.UTF_8));
  }
}
