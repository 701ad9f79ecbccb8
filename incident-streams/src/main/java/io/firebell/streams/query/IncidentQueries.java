package io.firebell.streams.query;

import io.firebell.core.incident.History;
import io.firebell.core.incident.Incident;
import io.firebell.core.incident.IncidentId;
import io.firebell.core.incident.LoggedFact;
import io.firebell.core.incident.Member;
import io.firebell.core.route.GroupKey;
import io.firebell.streams.topology.StoreNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyWindowStore;

/// Reads incidents from the stores of this instance's partitions.
public final class IncidentQueries {

  private static final Instant END = Instant.ofEpochMilli(Long.MAX_VALUE);

  private final Stores stores;

  public IncidentQueries(KafkaStreams streams) {
    this(streams::store);
  }

  IncidentQueries(Stores stores) {
    this.stores = stores;
  }

  /// Where the stores are found, as [KafkaStreams#store] finds them.
  interface Stores {
    <T> T find(StoreQueryParameters<T> which);
  }

  /// The last incident of each group, of those that fit the newest first.
  ///
  /// @param limit how many at the most
  /// @throws NotReadyException while the stores are not open
  public List<Incident> list(Predicate<Incident> filter, int limit) {
    List<Incident> found = new ArrayList<>();
    try (var incidents = incidents().all()) {
      while (incidents.hasNext()) {
        Incident incident = incidents.next().value;
        if (filter.test(incident)) {
          found.add(incident);
        }
      }
    }
    found.sort(Comparator.comparing(Incident::openedAt).reversed());
    return found.size() > limit ? List.copyOf(found.subList(0, limit)) : List.copyOf(found);
  }

  /// The last incident of a group.
  ///
  /// @throws NotReadyException while the stores are not open
  public Optional<Incident> last(GroupKey group) {
    return Optional.ofNullable(incidents().get(group.hash()));
  }

  /// One incident; of an episode before the group's last as much as the timeline still has.
  ///
  /// @throws NotReadyException while the stores are not open
  public Optional<Incident> find(IncidentId id) {
    Incident last = incidents().get(id.group().hash());
    if (last == null || last.episode() < id.episode()) {
      return Optional.empty();
    }
    if (last.episode() == id.episode()) {
      return Optional.of(last);
    }
    List<LoggedFact> facts = timeline(id);
    boolean isWhole = !facts.isEmpty() && facts.getFirst().sequence() == 1;
    return isWhole ? Optional.of(History.fold(facts)) : Optional.empty();
  }

  /// The alerts of an incident that have not been forgotten.
  ///
  /// @param limit how many at the most
  /// @throws NotReadyException while the stores are not open
  public List<Member> alerts(IncidentId id, int limit) {
    ReadOnlyKeyValueStore<String, Member> members =
        store(StoreNames.MEMBERS, QueryableStoreTypes.keyValueStore());
    List<Member> found = new ArrayList<>();
    String prefix = StoreNames.membersOf(id.group().hash());
    try (var all = members.prefixScan(prefix, new StringSerializer())) {
      while (all.hasNext() && found.size() < limit) {
        Member member = all.next().value;
        if (member.episode() == id.episode()) {
          found.add(member);
        }
      }
    }
    return found;
  }

  /// The newest facts of an incident, the newest first: a timeline can be long.
  ///
  /// @param limit how many at the most
  /// @throws NotReadyException while the stores are not open
  public List<LoggedFact> newest(IncidentId id, int limit) {
    List<LoggedFact> facts = new ArrayList<>();
    try (var all = timeline().backwardFetch(id.toString(), Instant.EPOCH, END)) {
      while (all.hasNext() && facts.size() < limit) {
        facts.add(all.next().value);
      }
    }
    return facts;
  }

  /// The facts of an incident, in order.
  ///
  /// @throws NotReadyException while the stores are not open
  public List<LoggedFact> timeline(IncidentId id) {
    List<LoggedFact> facts = new ArrayList<>();
    try (var all = timeline().fetch(id.toString(), Instant.EPOCH, END)) {
      all.forEachRemaining(entry -> facts.add(entry.value));
    }
    facts.sort(Comparator.comparingInt(LoggedFact::sequence));
    return facts;
  }

  private ReadOnlyWindowStore<String, LoggedFact> timeline() {
    return store(StoreNames.TIMELINE, QueryableStoreTypes.windowStore());
  }

  private ReadOnlyKeyValueStore<String, Incident> incidents() {
    return store(StoreNames.INCIDENTS, QueryableStoreTypes.keyValueStore());
  }

  private <T> T store(String name, QueryableStoreType<T> type) {
    try {
      return stores.find(StoreQueryParameters.fromNameAndType(name, type));
    } catch (InvalidStateStoreException | IllegalStateException e) {
      throw new NotReadyException("incidents cannot be read at present: " + e.getMessage(), e);
    }
  }
}
