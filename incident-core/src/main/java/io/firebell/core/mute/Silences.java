package io.firebell.core.mute;

import io.firebell.core.alert.Labels;
import io.firebell.core.route.Matcher;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The silences of all tenants. Not thread-safe.
public final class Silences {

  private record Entry(Silence silence, List<Matcher> matchers) {
    boolean matches(Labels alert) {
      return matchers.stream().allMatch(matcher -> matcher.matches(alert));
    }
  }

  private final Map<String, Map<String, Entry>> byTenant = new HashMap<>();

  /// Takes note of a silence that is new or has changed.
  public void put(Silence silence) {
    List<Matcher> matchers = silence.matchers().stream().map(Matcher::parse).toList();
    byTenant
        .computeIfAbsent(silence.tenant(), _ -> new TreeMap<>())
        .put(silence.id(), new Entry(silence, matchers));
  }

  /// Takes note that a silence is to be forgotten.
  public void remove(String tenant, String id) {
    byTenant.getOrDefault(tenant, new TreeMap<>()).remove(id);
  }

  /// Which alerts the silence with this id is for, as it is known now; none when it is not.
  public Predicate<Labels> matcher(String tenant, String id) {
    @Nullable Entry known = byTenant.getOrDefault(tenant, Map.of()).get(id);
    return known == null ? _ -> false : known::matches;
  }

  /// Those for an alert that are not over, in the order of their ids.
  Stream<Silence> of(String tenant, Labels alert, Instant now) {
    return byTenant.getOrDefault(tenant, Map.of()).values().stream()
        .filter(entry -> entry.silence.stateAt(now) != Silence.State.EXPIRED)
        .filter(entry -> entry.matches(alert))
        .map(Entry::silence);
  }
}
