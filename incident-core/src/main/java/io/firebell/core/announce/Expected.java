package io.firebell.core.announce;

import io.firebell.core.alert.Fingerprint;
import java.time.Instant;

/// An alert has been muted because a maintenance expects it.
///
/// @param maintenance its name in the policy
public record Expected(String tenant, String maintenance, Fingerprint fingerprint, Instant at) {

  /// The [Bulletin#key] of the maintenance.
  public String key() {
    return Bulletin.key(tenant, maintenance);
  }
}
