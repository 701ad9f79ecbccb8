package io.firebell.streams;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// How the service is run.
///
/// @param clients how to reach the brokers, as for any Kafka client
/// @param stateDirectory where the stores are kept; they can be rebuilt from the brokers
/// @param instanceId a name that this instance keeps when it is restarted, so that its partitions
///   wait for it instead of being dealt out anew
/// @param threads how many partitions are worked on at once
/// @param standbys how many other instances keep a copy of each store
/// @param timelineRetention how long the facts of an incident can be asked for
public record StreamsSettings(
    Map<String, Object> clients,
    Path stateDirectory,
    String instanceId,
    int threads,
    int standbys,
    Duration timelineRetention) {
  public StreamsSettings {
    clients = Map.copyOf(clients);
    if (threads < 1) {
      throw new IllegalArgumentException("threads should be at least 1: was " + threads);
    }
  }
}
