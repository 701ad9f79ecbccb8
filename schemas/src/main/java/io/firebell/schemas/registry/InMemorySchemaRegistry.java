package io.firebell.schemas.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/// A registry that lives in this process, for tests and trials; it refuses what is not
/// [CompatibilityLevel#BACKWARD].
final class InMemorySchemaRegistry implements SchemaRegistry {

  private static final String SCHEME = "mock://";
  private static final Map<String, InMemorySchemaRegistry> SCOPES = new ConcurrentHashMap<>();

  private final String scope;
  private final Map<String, List<RegisteredSchema>> subjects = new HashMap<>();
  private final Map<Schema, Integer> ids = new LinkedHashMap<>();

  private InMemorySchemaRegistry(String scope) {
    this.scope = scope;
  }

  /// The scope that the configured URL names, or empty if it is not this kind of URL.
  static Optional<String> scopeOf(Map<String, ?> config) {
    return Optional.ofNullable(config.get(RegistryConfig.URL))
        .map(Object::toString)
        .map(String::strip)
        .filter(url -> url.startsWith(SCHEME) && !url.contains(","))
        .map(url -> url.substring(SCHEME.length()));
  }

  static InMemorySchemaRegistry ofScope(String scope) {
    return SCOPES.computeIfAbsent(scope, InMemorySchemaRegistry::new);
  }

  @Override
  public synchronized int register(String subject, Schema schema) {
    OptionalInt known = idOf(subject, schema);
    if (known.isPresent()) {
      return known.getAsInt();
    }
    Compatibility compatibility = compatibility(subject, schema);
    if (!compatibility.isCompatible()) {
      throw new RegistryRefusedException(
          409, 409, "incompatible with the version before: " + compatibility.problems());
    }
    List<RegisteredSchema> versions = subjects.computeIfAbsent(subject, _ -> new ArrayList<>());
    int id = ids.computeIfAbsent(schema, _ -> ids.size() + 1);
    versions.add(new RegisteredSchema(subject, versions.size() + 1, id, schema));
    return id;
  }

  @Override
  public synchronized OptionalInt idOf(String subject, Schema schema) {
    return versions(subject).stream()
        .filter(version -> version.schema().equals(schema))
        .mapToInt(RegisteredSchema::id)
        .findFirst();
  }

  @Override
  public synchronized Schema schema(int id) {
    return ids.entrySet().stream()
        .filter(entry -> entry.getValue() == id)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(() -> new RegistryRefusedException(404, 40403, "Schema " + id + " not found"));
  }

  @Override
  public synchronized Optional<RegisteredSchema> latest(String subject) {
    List<RegisteredSchema> versions = versions(subject);
    return versions.isEmpty() ? Optional.empty() : Optional.of(versions.getLast());
  }

  @Override
  public synchronized Compatibility compatibility(String subject, Schema schema) {
    return CompatibilityLevel.BACKWARD.check(
        schema, versions(subject).stream().map(RegisteredSchema::schema).toList());
  }

  private List<RegisteredSchema> versions(String subject) {
    return subjects.getOrDefault(subject, List.of());
  }

  @Override
  public String address() {
    return SCHEME + scope;
  }

  /// Keeps what is registered: others share the scope.
  @Override
  public void close() {}
}
