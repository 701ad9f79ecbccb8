package io.firebell.ingest;

import io.helidon.webserver.http.ServerRequest;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/// Who sends alerts.
///
/// @param whose the tenant whose a request is
/// @param names the tenants that there are at present
/// @param quotas how much is taken of each
public record Tenants(
    Function<ServerRequest, String> whose, Supplier<Set<String>> names, Quotas quotas) {

  String of(ServerRequest request) {
    return whose.apply(request);
  }

  /// Whether nobody shares this Firebell with anybody.
  boolean isOne() {
    return names.get().size() <= 1;
  }

  Quota quota(String tenant) {
    return quotas.of(tenant, isOne());
  }
}
