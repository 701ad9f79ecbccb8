package io.firebell.schemas.registry;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.Schema;

/// A schema registry: versions of schemas under subjects, and one id for each different schema.
///
/// Every method is safe for use by several threads and may block for as long as the configured
/// timeouts allow. Nothing is cached here; the serde keeps what it needs per record.
///
/// Every method throws [RegistryRefusedException] if the registry said no, and
/// [RegistryUnavailableException] if no registry answered, in which case trying again may help.
public sealed interface SchemaRegistry extends AutoCloseable
    permits HttpSchemaRegistry, InMemorySchemaRegistry {

  /// A registry client for Confluent's configuration keys, which are those of [RegistryConfig].
  ///
  /// A single URL `mock://<scope>` gives a registry in memory, the same for every caller of this
  /// scope in this process.
  ///
  /// @throws org.apache.kafka.common.config.ConfigException if a key is missing or wrong
  static SchemaRegistry connect(Map<String, ?> config) {
    return InMemorySchemaRegistry.scopeOf(config)
        .<SchemaRegistry>map(InMemorySchemaRegistry::ofScope)
        .orElseGet(() -> new HttpSchemaRegistry(RegistryConfig.from(config)));
  }

  /// Registers the schema under the subject, unless it is there already, and returns its id.
  int register(String subject, Schema schema);

  /// The id of exactly this schema under the subject, or empty if it is not registered there.
  OptionalInt idOf(String subject, Schema schema);

  /// The schema with this id, its references resolved.
  ///
  /// @throws RegistryRefusedException for which [RegistryRefusedException#isUnknown()] holds if
  ///   there is none
  /// @throws org.apache.avro.AvroRuntimeException if it is no Avro schema
  Schema schema(int id);

  /// The newest version under the subject, or empty if there is no such subject.
  Optional<RegisteredSchema> latest(String subject);

  /// What keeps the schema from being registered under the subject, by the rule in force there; no
  /// problems if it may be, or if there is no such subject.
  Compatibility compatibility(String subject, Schema schema);

  /// Where this registry is, for messages: its URLs without credentials.
  String address();

  @Override
  void close();
}
