package io.firebell.standalone.registry;

import io.firebell.schemas.registry.CompatibilityLevel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.Schema;

/// Every version of every subject, as the records of the log tell it. Thread-safe.
final class RegistryState {

  /// One version of a schema under a subject.
  ///
  /// @param text as it was registered
  record Version(String subject, int version, int id, String text, Schema schema) {}

  private final Map<String, SortedMap<Integer, Version>> subjects = new TreeMap<>();
  private final Map<String, Integer> lastVersions = new HashMap<>();
  private final Map<Integer, Version> byId = new HashMap<>();
  private final Map<String, CompatibilityLevel> levels = new HashMap<>();
  private int lastId;

  /// Adds a version, in the place of one that had its number.
  synchronized void add(Version version) {
    subjects
        .computeIfAbsent(version.subject(), _ -> new TreeMap<>())
        .put(version.version(), version);
    lastVersions.merge(version.subject(), version.version(), Math::max);
    byId.putIfAbsent(version.id(), version);
    reserve(version.id());
  }

  /// Takes versions away from their subject. Their numbers are not given again, and their schemas
  /// are still found by their ids, since there may be records that were written with them.
  ///
  /// @param from the first of them
  /// @param to the last of them
  synchronized void remove(String subject, int from, int to) {
    SortedMap<Integer, Version> versions = subjects.get(subject);
    if (versions != null) {
      versions.keySet().removeIf(version -> from <= version && version <= to);
      if (versions.isEmpty()) {
        subjects.remove(subject);
      }
    }
  }

  /// Keeps an id from being given to a schema.
  synchronized void reserve(int id) {
    lastId = Math.max(lastId, id);
  }

  /// @param subject empty for every subject without a level of its own
  synchronized void setLevel(String subject, CompatibilityLevel level) {
    levels.put(subject, level);
  }

  /// @param subject empty for every subject without a level of its own
  synchronized void removeLevel(String subject) {
    levels.remove(subject);
  }

  synchronized List<String> subjects() {
    return List.copyOf(subjects.keySet());
  }

  synchronized List<Version> versions(String subject) {
    SortedMap<Integer, Version> versions = subjects.get(subject);
    return versions == null ? List.of() : List.copyOf(versions.values());
  }

  synchronized Optional<Version> find(String subject, Schema schema) {
    return versions(subject).stream().filter(one -> one.schema().equals(schema)).findFirst();
  }

  synchronized Optional<Version> byId(int id) {
    return Optional.ofNullable(byId.get(id));
  }

  synchronized CompatibilityLevel level(String subject) {
    return levels.getOrDefault(subject, levels.getOrDefault("", CompatibilityLevel.BACKWARD));
  }

  /// The version that registering this schema would add: a schema that another subject has keeps
  /// its id. A new id is given once, also when it is not known whether the version got on the log.
  synchronized Version next(String subject, String text, Schema schema) {
    int id =
        byId.values().stream()
            .filter(one -> one.schema().equals(schema))
            .mapToInt(Version::id)
            .findFirst()
            .orElseGet(() -> ++lastId);
    return new Version(subject, lastVersions.getOrDefault(subject, 0) + 1, id, text, schema);
  }

  /// What keeps the schema from being the subject's next version.
  synchronized List<String> problems(String subject, Schema schema) {
    List<Schema> before = versions(subject).stream().map(Version::schema).toList();
    return level(subject).check(schema, before).problems();
  }
}
