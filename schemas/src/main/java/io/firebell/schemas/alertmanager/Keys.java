package io.firebell.schemas.alertmanager;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The keys that Alertmanager knows in a mapping, and what becomes of each. Every other is refused,
/// as Alertmanager does.
final class Keys {

  private static final String LOOKS =
      "how a message looks is not taken over: the incident's own text is sent";
  private static final String TRANSPORT =
      "is not taken over: Firebell has its own time limits and connections";

  private final Map<String, String> warnings = new HashMap<>();
  private final Map<String, String> refusals = new HashMap<>();
  private final Set<String> known;

  private Keys(List<String> read) {
    known = new TreeSet<>(read);
  }

  /// Keys that are read.
  static Keys reading(String... keys) {
    return new Keys(List.of(keys));
  }

  /// Further keys that say how a message looks, which is warned of.
  Keys looks(String... keys) {
    return warning(LOOKS, keys);
  }

  /// Further keys that say how a connection is kept, which is warned of.
  Keys transport(String... keys) {
    return warning(TRANSPORT, keys);
  }

  /// Further keys without effect here.
  Keys ignoring(String... keys) {
    known.addAll(List.of(keys));
    return this;
  }

  /// Further keys that cannot be honoured.
  Keys refusing(String why, String... keys) {
    for (String key : keys) {
      known.add(key);
      refusals.put(key, why);
    }
    return this;
  }

  /// Further keys that are not done as written, which is warned of.
  Keys warning(String what, String... keys) {
    for (String key : keys) {
      known.add(key);
      warnings.put(key, what);
    }
    return this;
  }

  Set<String> known() {
    return known;
  }

  /// Says what is to be said of a key that is there.
  void judge(String key, Value value) {
    if (value.isEmpty()) {
      return;
    }
    if (refusals.containsKey(key)) {
      value.refuseKey(refusals.getOrDefault(key, ""));
    } else if (warnings.containsKey(key)) {
      value.warnKey(warnings.getOrDefault(key, ""));
    }
  }
}
