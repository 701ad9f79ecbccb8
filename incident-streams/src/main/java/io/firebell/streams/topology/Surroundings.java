package io.firebell.streams.topology;

import io.firebell.core.alert.Labels;
import io.firebell.core.mute.Inhibitor;
import io.firebell.core.mute.Inhibitors;
import io.firebell.core.mute.MuteState;
import io.firebell.core.mute.Muting;
import io.firebell.core.mute.Silence;
import io.firebell.core.mute.Silences;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// What a task knows of silences and of alerts that inhibit, wherever those are: in its stores, and
/// once more in memory, where every alert is held against them.
final class Surroundings {

  private static final byte[] NOTHING = {};

  private final KeyValueStore<String, Silence> silenceStore;
  private final KeyValueStore<String, Inhibitor> inhibitorStore;
  private final KeyValueStore<String, byte[]> targets;
  private final Silences silences = new Silences();
  private final Inhibitors inhibitors = new Inhibitors();

  /// @param silenceStore `tenant/id` → a silence
  /// @param inhibitorStore `tenant/inhibition/fingerprint` → an alert that fires and inhibits
  /// @param targets `tenant/inhibition/fingerprint` for every alert here that may be inhibited
  Surroundings(
      KeyValueStore<String, Silence> silenceStore,
      KeyValueStore<String, Inhibitor> inhibitorStore,
      KeyValueStore<String, byte[]> targets) {
    this.silenceStore = silenceStore;
    this.inhibitorStore = inhibitorStore;
    this.targets = targets;
    try (var all = silenceStore.all()) {
      all.forEachRemaining(entry -> silences.put(entry.value));
    }
    try (var all = inhibitorStore.all()) {
      all.forEachRemaining(entry -> inhibitors.put(entry.value));
    }
  }

  Muting muting() {
    return new Muting(silences, inhibitors);
  }

  /// Whether a silence that is known mutes nothing any more.
  boolean isOver(String key, Instant at) {
    @Nullable Silence known = silenceStore.get(key);
    return known != null && known.stateAt(at) == Silence.State.EXPIRED;
  }

  /// Takes note of a silence.
  ///
  /// @param key `tenant/id`
  /// @param silence null when it is to be forgotten
  /// @return which alerts are to be looked at again
  Predicate<Labels> take(String key, @Nullable Silence silence) {
    int slash = key.lastIndexOf('/');
    String tenant = key.substring(0, slash);
    String id = key.substring(slash + 1);
    Predicate<Labels> before = silences.matcher(tenant, id);
    silenceStore.put(key, silence);
    if (silence == null) {
      silences.remove(tenant, id);
    } else {
      silences.put(silence);
    }
    return before.or(silences.matcher(tenant, id));
  }

  /// Takes note of an alert that inhibits, or does not any more.
  ///
  /// @return the fingerprints of those that it may concern
  List<String> take(Inhibitor inhibitor) {
    keep(inhibitor);
    String prefix = prefix(inhibitor.tenant(), inhibitor.key());
    List<String> concerned = new ArrayList<>();
    try (var found = targets.prefixScan(prefix, new StringSerializer())) {
      found.forEachRemaining(entry -> concerned.add(entry.key.substring(prefix.length())));
    }
    return concerned;
  }

  /// Takes note of an alert of this task that inhibits from now on, before everybody hears of it:
  /// it goes for what comes after it here.
  void begins(Inhibitor inhibitor) {
    if (inhibitor.fires()) {
      keep(inhibitor);
    }
  }

  private void keep(Inhibitor inhibitor) {
    String prefix = prefix(inhibitor.tenant(), inhibitor.key());
    inhibitorStore.put(prefix + inhibitor.source().hash(), inhibitor.fires() ? inhibitor : null);
    inhibitors.put(inhibitor);
  }

  /// Takes note of which inhibitions an alert may be a target.
  void retarget(String tenant, String fingerprint, MuteState before, MuteState now) {
    Set<String> gone = new HashSet<>(before.targetOf());
    now.targetOf().forEach(gone::remove);
    gone.forEach(key -> targets.delete(prefix(tenant, key) + fingerprint));
    for (String key : now.targetOf()) {
      if (!before.targetOf().contains(key)) {
        targets.put(prefix(tenant, key) + fingerprint, NOTHING);
      }
    }
  }

  private static String prefix(String tenant, String key) {
    return tenant + "/" + key + "/";
  }
}
