package io.firebell.core.mute;

import io.firebell.core.alert.Fingerprint;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The alerts that fire and keep others quiet, by what they have in common with those. Not
/// thread-safe.
public final class Inhibitors {

  /// Whether each source is a target, too, by tenant and key.
  private final Map<String, TreeMap<Fingerprint, Boolean>> sources = new HashMap<>();

  /// Takes note of one that has begun to fire, or has ended.
  public void put(Inhibitor inhibitor) {
    String key = key(inhibitor.tenant(), inhibitor.key());
    if (inhibitor.fires()) {
      sources
          .computeIfAbsent(key, _ -> new TreeMap<>())
          .put(inhibitor.source(), inhibitor.isTarget());
    } else {
      sources.computeIfPresent(
          key,
          (_, known) -> {
            known.remove(inhibitor.source());
            return known.isEmpty() ? null : known;
          });
    }
  }

  /// One that mutes the targets with this key, always the same of several.
  ///
  /// @param exceptTargets whether to leave out those that are targets themselves
  Optional<Fingerprint> of(String tenant, String key, boolean exceptTargets) {
    return sources.getOrDefault(key(tenant, key), new TreeMap<>()).entrySet().stream()
        .filter(source -> !exceptTargets || !source.getValue())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static String key(String tenant, String key) {
    return tenant + "/" + key;
  }
}
