package io.firebell.streams.silence;

import io.firebell.core.mute.Silence;
import io.firebell.streams.query.NotReadyException;
import io.firebell.streams.topology.StoreNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/// The silences as this instance's partitions know them; each partition knows them all.
final class SilenceStore {

  private final KafkaStreams streams;

  SilenceStore(KafkaStreams streams) {
    this.streams = streams;
  }

  /// @throws NotReadyException while the stores are not open
  Optional<Silence> find(String tenant, String id) {
    return Optional.ofNullable(store().get(tenant + "/" + id));
  }

  /// All of a tenant, in the order of their ids.
  ///
  /// @throws NotReadyException while the stores are not open
  List<Silence> of(String tenant) {
    Set<String> seen = new HashSet<>();
    List<Silence> found = new ArrayList<>();
    try (var all = store().prefixScan(tenant + "/", new StringSerializer())) {
      all.forEachRemaining(entry -> {
        if (seen.add(entry.key)) {
          found.add(entry.value);
        }
      });
    }
    return found;
  }

  private ReadOnlyKeyValueStore<String, Silence> store() {
    try {
      return streams.store(
          StoreQueryParameters.fromNameAndType(
              StoreNames.SILENCES, QueryableStoreTypes.keyValueStore()));
    } catch (InvalidStateStoreException | IllegalStateException e) {
      throw new NotReadyException("silences cannot be read at present: " + e.getMessage(), e);
    }
  }
}
