package io.firebell.schemas.policy;

import io.firebell.core.policy.Policy;
import io.firebell.core.policy.Tenant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The policy of each tenant that was published last and can be read.
///
/// One thread changes it, any may look.
final class CurrentPolicies {

  private static final Logger log = LoggerFactory.getLogger(CurrentPolicies.class);

  /// @param replacedVersion the highest version that was published before it; that of the default
  ///   policy when there was none
  record InForce(PolicyDocument document, Policy policy, long replacedVersion) {}

  private final Map<String, InForce> byTenant = new ConcurrentHashMap<>();
  private final Map<String, Long> highestVersions = new ConcurrentHashMap<>();

  private volatile Set<String> tenants = Set.of(Tenant.DEFAULT.name());

  Optional<InForce> of(String tenant) {
    return Optional.ofNullable(byTenant.get(tenant));
  }

  /// The highest version that was published, whether or not it could be read.
  long highestVersion(String tenant) {
    return highestVersions.getOrDefault(tenant, DefaultPolicy.VERSION);
  }

  /// Those that have a policy of their own, and the default tenant.
  Set<String> tenants() {
    return tenants;
  }

  private void count() {
    Set<String> now = new HashSet<>(byTenant.keySet());
    now.add(Tenant.DEFAULT.name());
    tenants = Set.copyOf(now);
  }

  Policy policy(String tenant) {
    return tenant.equals(CanaryPolicy.TENANT)
        ? CanaryPolicy.policy()
        : of(tenant).map(InForce::policy).orElseGet(DefaultPolicy::policy);
  }

  /// Puts what the log says next in force.
  ///
  /// @param document null when the tenant is to have no policy of its own any more
  /// @return whether the policy could be read; when not, the old one stays in force
  boolean put(String tenant, @Nullable PolicyDocument document) {
    if (document == null) {
      byTenant.remove(tenant);
      count();
      log.atInfo().addKeyValue("tenant", tenant).log("policy removed: the default is in force");
      return true;
    }
    if (!document.tenant().equals(tenant)) {
      log.atError()
          .addKeyValue("tenant", tenant)
          .addKeyValue("documentTenant", document.tenant())
          .log("policy of another tenant ignored");
      return false;
    }
    long replaced = highestVersion(tenant);
    highestVersions.merge(tenant, document.version(), Math::max);
    return switch (PolicyReader.read(document.yaml(), document.version())) {
      case PolicyReading.Accepted(Policy policy) -> {
        byTenant.put(tenant, new InForce(document, policy, replaced));
        count();
        log.atInfo()
            .addKeyValue("tenant", tenant)
            .addKeyValue("version", document.version())
            .addKeyValue("publishedBy", document.publishedBy())
            .log("policy in force");
        yield true;
      }
      case PolicyReading.Refused refused -> {
        log.atError()
            .addKeyValue("tenant", tenant)
            .addKeyValue("version", document.version())
            .addKeyValue(
                "errors",
                refused.errors().stream()
                    .limit(5)
                    .map(PolicyError::toString)
                    .collect(Collectors.joining("; ")))
            .log("policy cannot be read by this version: the old one stays in force");
        yield false;
      }
    };
  }
}
