package io.firebell.streams.topology;

import io.firebell.core.alert.Fingerprint;
import io.firebell.core.incident.Footing;
import io.firebell.core.incident.Member;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.NotifiedAlert;
import io.firebell.core.policy.Policy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// The alerts of groups, each under its own key, read by range only when a notification is to show
/// them or some are to be dropped.
final class Members {

  /// How many alerts a notification shows.
  static final int SHOWN = 100;

  /// How many bytes of text they have at the most, so that the notification is no larger than Kafka
  /// takes. A record that is too large would be tried for ever, and hold up its partition.
  private static final int SHOWN_BYTES = 512 * 1024;

  /// How many are looked at to find those, so that a notification costs no more in a group of a
  /// hundred thousand.
  private static final int LOOKED_AT = 1_000;

  private final KeyValueStore<String, Member> store;
  private final KeyValueStore<String, Footing> counted;

  /// @param store those that are listed
  /// @param counted where those stand that are only counted
  Members(KeyValueStore<String, Member> store, KeyValueStore<String, Footing> counted) {
    this.store = store;
    this.counted = counted;
  }

  /// Where an alert stands; null when nothing is known of it.
  @Nullable Footing get(String group, Fingerprint alert) {
    @Nullable Member member = store.get(key(group, alert));
    return member == null ? counted.get(key(group, alert)) : member.footing();
  }

  void count(String group, Fingerprint alert, Footing footing) {
    counted.put(key(group, alert), footing);
  }

  void uncount(String group, Fingerprint alert) {
    counted.delete(key(group, alert));
  }

  void remember(String group, Member member) {
    store.put(key(group, member.alert().fingerprint()), member);
  }

  void forget(String group, Fingerprint alert) {
    store.delete(key(group, alert));
  }

  void forgetIf(String group, Predicate<Member> condition) {
    List<String> forgotten = new ArrayList<>();
    try (KeyValueIterator<String, Member> members = of(group)) {
      while (members.hasNext()) {
        KeyValue<String, Member> member = members.next();
        if (condition.test(member.value)) {
          forgotten.add(member.key);
        }
      }
    }
    forgotten.forEach(store::delete);
  }

  /// The notification with those of the group's alerts filled in that are to be heard, firing ones
  /// first. Of those that do not fit, all that fire are counted, listed or not, and of those that
  /// have ended as many as were found.
  ///
  /// @param policy links them to their runbooks
  Notification show(String group, Notification notification, Policy policy) {
    List<NotifiedAlert> found = new ArrayList<>();
    try (KeyValueIterator<String, Member> members = of(group)) {
      for (int looked = 0; members.hasNext() && looked < LOOKED_AT; looked++) {
        Member member = members.next().value;
        if (member.isAudible()) {
          NotifiedAlert shown = member.shown();
          found.add(shown.annotated(policy.annotations(shown.labels(), shown.annotations())));
        }
      }
    }
    found.sort(
        Comparator.comparing(NotifiedAlert::firing, Comparator.reverseOrder())
            .thenComparing(NotifiedAlert::startsAt));
    List<NotifiedAlert> shown = found.subList(0, howManyFit(found));
    int firingShown = firing(shown);
    int endedHidden = found.size() - firing(found) - (shown.size() - firingShown);
    int firingHidden = Math.max(0, notification.incident().firing() - firingShown);
    return notification.showing(shown, firingHidden + endedHidden);
  }

  private static int firing(List<NotifiedAlert> alerts) {
    return (int) alerts.stream().filter(NotifiedAlert::firing).count();
  }

  private static int howManyFit(List<NotifiedAlert> alerts) {
    int fit = 0;
    for (long bytes = 0; fit < Math.min(SHOWN, alerts.size()); fit++) {
      bytes += bytesOf(alerts.get(fit));
      if (bytes > SHOWN_BYTES) {
        break;
      }
    }
    return fit;
  }

  private static int bytesOf(NotifiedAlert alert) {
    String texts =
        "" + alert.labels() + alert.annotations() + alert.generatorUrl() + alert.breach();
    return texts.getBytes(StandardCharsets.UTF_8).length;
  }

  private KeyValueIterator<String, Member> of(String group) {
    return store.prefixScan(StoreNames.membersOf(group), new StringSerializer());
  }

  private static String key(String group, Fingerprint alert) {
    return StoreNames.membersOf(group) + alert.hash();
  }
}
