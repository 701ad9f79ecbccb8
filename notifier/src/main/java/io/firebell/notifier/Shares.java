package io.firebell.notifier;

import java.util.HashMap;
import java.util.Map;

/// Something of which there is only so much, and which nobody may have all of. For one thread.
///
/// A target gets no more than is left for the other targets of its tenant, and the targets of a
/// tenant together no more than is left for other tenants. So there is always some left for the
/// next, and nothing need be set apart for those who are quiet: a tenant has at most half, its
/// first target half of that.
final class Shares {

  private final Map<String, Long> ofTenants = new HashMap<>();
  private final Map<Target, Long> ofTargets = new HashMap<>();
  private long left;

  Shares(long all) {
    left = all;
  }

  /// Whether there is room for so much more.
  boolean hasRoom(Target target, long amount) {
    long leftToTenant = (left - ofTenants.getOrDefault(target.tenant(), 0L) + 1) / 2;
    return ofTargets.getOrDefault(target, 0L) + amount <= leftToTenant;
  }

  /// Whether the target has more than its share, which it can come to by [#take].
  boolean isExceeded(Target target) {
    return !hasRoom(target, 0);
  }

  /// Takes it, whether or not there is room. What is taken has to be given back.
  void take(Target target, long amount) {
    left -= amount;
    ofTenants.merge(target.tenant(), amount, Long::sum);
    ofTargets.merge(target, amount, Long::sum);
  }

  void giveBack(Target target, long amount) {
    left += amount;
    ofTenants.computeIfPresent(target.tenant(), (_, own) -> own > amount ? own - amount : null);
    ofTargets.computeIfPresent(target, (_, own) -> own > amount ? own - amount : null);
  }
}
