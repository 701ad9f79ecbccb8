package io.firebell.ingest;

import java.util.HashMap;
import java.util.Map;

/// Something of which there is only so much for all tenants together. Thread-safe.
///
/// Where there are several tenants, none gets more than is left for the others: one that floods has
/// at most half, two have a third each, and there is always some left for the next. So none need be
/// set apart for tenants that are quiet.
final class Stock {

  private final Map<String, Integer> taken = new HashMap<>();
  private int left;

  Stock(int all) {
    left = all;
  }

  /// @param isAlone whether there is no other tenant
  /// @return whether it was taken; what is taken has to be given back
  synchronized boolean tryTake(String tenant, int amount, boolean isAlone) {
    int own = taken.getOrDefault(tenant, 0);
    if (isAlone ? amount > left : own + amount > left) {
      return false;
    }
    left -= amount;
    taken.put(tenant, own + amount);
    return true;
  }

  synchronized void giveBack(String tenant, int amount) {
    left += amount;
    taken.computeIfPresent(tenant, (_, own) -> own > amount ? own - amount : null);
  }
}
