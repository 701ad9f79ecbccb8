package io.firebell.schemas;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/// One topic as Firebell wants it.
///
/// @param name with the prefix
/// @param key what its keys are, for people
/// @param value the type of its values
/// @param partitions how many
/// @param cleanup what becomes of old records
/// @param retention how long records are kept where the cleanup deletes; zero where it does not
/// @param maxMessageBytes the largest record that it takes
public record Topic(
    String name,
    String key,
    Class<?> value,
    int partitions,
    Cleanup cleanup,
    Duration retention,
    int maxMessageBytes) {

  /// What becomes of old records.
  public enum Cleanup {
    /// They go when the retention is over.
    DELETE("delete"),
    /// The newest of each key stays for ever.
    COMPACT("compact"),
    /// The newest of each key stays until the retention is over.
    COMPACT_AND_DELETE("compact,delete");

    private final String policy;

    Cleanup(String policy) {
      this.policy = policy;
    }

    /// The value of Kafka's `cleanup.policy`.
    public String policy() {
      return policy;
    }

    boolean deletes() {
      return this != COMPACT;
    }
  }

  /// @throws IllegalArgumentException if there is no partition, or the retention does not go with
  ///   the cleanup
  public Topic {
    if (partitions < 1) {
      throw new IllegalArgumentException("partitions should be at least 1: was " + partitions);
    }
    if (cleanup.deletes() != retention.isPositive()) {
      throw new IllegalArgumentException(
          "a retention should go with a cleanup that deletes: were " + retention + ", " + cleanup);
    }
  }

  /// The topic's own settings, by Kafka's names. What is not here is left to the cluster: above all
  /// the replication.
  public Map<String, String> configs() {
    Map<String, String> configs = new TreeMap<>();
    configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, cleanup.policy());
    configs.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxMessageBytes));
    if (cleanup.deletes()) {
      configs.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()));
    }
    return configs;
  }

  NewTopic toCreate() {
    return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(configs());
  }
}
