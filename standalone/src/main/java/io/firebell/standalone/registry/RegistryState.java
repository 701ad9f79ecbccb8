package io.firebell.standalone.registry;

import io.firebell.schemas.registry.CompatibilityLevel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.Schema;

/// Every version of every subject, as the records of the log tell it. Thread-safe.
final class RegistryState {

  /// One version of a schema under a subject.
  ///
  /// @param text as it was registered
  record Version(String subject, int version, int id, String text, Schema schema) {}

  private final Map<String, List<Version>> subjects = new TreeMap<>();
  private final Map<Integer, Version> byId = new HashMap<>();
  private final Map<String, CompatibilityLevel> levels = new HashMap<>();
  private int lastId;

  synchronized void add(Version version) {
    subjects.computeIfAbsent(version.subject(), _ -> new ArrayList<>()).add(version);
    byId.putIfAbsent(version.id(), version);
    lastId = Math.max(lastId, version.id());
  }

  /// @param subject empty for every subject without a level of its own
  synchronized void setLevel(String subject, CompatibilityLevel level) {
    levels.put(subject, level);
  }

  synchronized List<String> subjects() {
    return List.copyOf(subjects.keySet());
  }

  synchronized List<Version> versions(String subject) {
    return List.copyOf(subjects.getOrDefault(subject, List.of()));
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
  /// its id.
  synchronized Version next(String subject, String text, Schema schema) {
    int id =
        byId.values().stream()
            .filter(one -> one.schema().equals(schema))
            .mapToInt(Version::id)
            .findFirst()
            .orElse(lastId + 1);
    List<Version> before = versions(subject);
    int version = before.isEmpty() ? 1 : before.getLast().version() + 1;
    return new Version(subject, version, id, text, schema);
  }

  /// What keeps the schema from being the subject's next version.
  synchronized List<String> problems(String subject, Schema schema) {
    List<Schema> before = versions(subject).stream().map(Version::schema).toList();
    return level(subject).check(schema, before).problems();
  }
}
