package io.firebell.schemas.policy;

import java.time.Instant;

/// One published version of a tenant's policy: the value on the `policies` topic, keyed by tenant.
///
/// @param tenant whose policy it is
/// @param version counts the tenant's policies from 1
/// @param yaml the text as it was written, comments included
/// @param publishedAt when it came into force
/// @param publishedBy who published it, for people: a user, a token's name, a file
public record PolicyDocument(
    String tenant, long version, String yaml, Instant publishedAt, String publishedBy) {

  /// @throws IllegalArgumentException if the tenant is empty or the version is not positive
  public PolicyDocument {
    if (tenant.isEmpty()) {
      throw new IllegalArgumentException("a policy should have a tenant: was \"\"");
    }
    if (version < 1) {
      throw new IllegalArgumentException("a version should be positive: was " + version);
    }
  }
}
