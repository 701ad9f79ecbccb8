package io.firebell.streams.topology;

import io.firebell.core.announce.Announcements;
import io.firebell.core.announce.Bulletin;
import io.firebell.core.announce.Expected;
import io.firebell.core.announce.Told;
import io.firebell.core.announce.Window;
import io.firebell.core.mute.Maintenance;
import io.firebell.core.notify.Delivery;
import io.firebell.core.notify.MaintenanceSummary;
import io.firebell.core.notify.Notification;
import io.firebell.core.policy.Policies;
import io.firebell.core.policy.Policy;
import io.firebell.core.time.Punctuality;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells channels of the maintenance whose key belongs to the task's partition, beside the second
/// stage: what is known of each, the alerts that it has muted, and what is sent are written in one
/// transaction, so that whatever ends in between is announced once.
@NullUnmarked // the fields are set by init
final class AnnouncementProcessor implements Processor<String, Announced, String, Notification> {

  private static final Logger LOG = LoggerFactory.getLogger("io.firebell.maintenance");

  /// The version of a policy that has not been looked at.
  private static final Long UNSEEN = -1L;

  private static final byte[] COUNTED = {};

  private final Policies policies;
  private final int partitions;
  private final CommitPace pace;
  private final Map<String, Long> versions = new HashMap<>();
  private ProcessorContext<String, Notification> context;
  private KeyValueStore<String, Bulletin> bulletins;
  private KeyValueStore<String, byte[]> counted;
  private DeadlineClock clock;
  private Share share;

  /// @param policies the policy in force by tenant
  /// @param partitions how many the keys are dealt to
  /// @param pace of the commits of all tasks
  AnnouncementProcessor(Policies policies, int partitions, CommitPace pace) {
    this.policies = policies;
    this.partitions = partitions;
    this.pace = pace;
  }

  @Override
  public void init(ProcessorContext<String, Notification> context) {
    this.context = context;
    share = new Share(context.taskId().partition(), partitions);
    bulletins = context.getStateStore(StoreNames.BULLETINS);
    counted = context.getStateStore(StoreNames.EXPECTED);
    KeyValueStore<Bytes, byte[]> deadlines = context.getStateStore(StoreNames.BULLETIN_DEADLINES);
    clock = new DeadlineClock(context, new DeadlineIndex(deadlines), pace, this::due);
    try (var all = bulletins.all()) {
      all.forEachRemaining(entry -> versions.put(entry.value.tenant(), UNSEEN));
    }
    context.schedule(PolicyWatch.EVERY, PunctuationType.WALL_CLOCK_TIME, _ -> look());
  }

  @Override
  public void process(Record<String, Announced> record) {
    Instant sentAt = Instant.ofEpochMilli(record.timestamp());
    clock.heard(sentAt);
    switch (record.value()) {
      case Announced.Muted(Expected alert) -> count(record.key(), alert);
      case Announced.Reported(Delivery delivery) -> {
        @Nullable Bulletin known = bulletins.get(record.key());
        if (known != null) {
          Policy policy = policies.apply(known.tenant());
          Told told = Announcements.report(known, delivery, policy, now());
          carryOut(known.tenant(), known.key(), known, told);
        }
      }
    }
  }

  /// Takes note of an alert, once for each window. What is known is asked first, since the policy
  /// may be another than the one by which the alert was muted.
  private void count(String key, Expected alert) {
    versions.putIfAbsent(alert.tenant(), UNSEEN);
    if (!isCounted(key, alert)) {
      advance(alert.tenant(), alert.maintenance(), now());
      isCounted(key, alert);
    }
  }

  private boolean isCounted(String key, Expected alert) {
    @Nullable Bulletin known = bulletins.get(key);
    @Nullable Window window = known == null ? null : known.countingAt(alert.at()).orElse(null);
    if (window == null) {
      return false;
    }
    String once = window.id() + "/" + alert.fingerprint();
    if (counted.putIfAbsent(once, COUNTED) == null) {
      bulletins.put(key, known.counting(window));
    }
    return true;
  }

  private void due(DeadlineIndex.Deadline due, Instant until, Instant now) {
    @Nullable Bulletin known = bulletins.get(due.key());
    if (known == null || !due.at().equals(known.nextDeadline().orElse(null))) {
      clock.move(due.tenant(), due.key(), due.at(), null);
    } else {
      advance(known.tenant(), known.maintenance(), Punctuality.reckonedFrom(due.at(), now));
    }
  }

  /// Takes up the policies that are new, and in the beginning all of them.
  private void look() {
    Set<String> tenants = new HashSet<>(versions.keySet());
    tenants.addAll(policies.tenants());
    for (String tenant : tenants) {
      Policy policy = policies.apply(tenant);
      if (!Long.valueOf(policy.version()).equals(versions.put(tenant, policy.version()))) {
        maintenance(tenant, policy).forEach(name -> advance(tenant, name, now()));
      }
    }
  }

  /// The names of what a tenant's policy announces, and of what is announced already.
  private Set<String> maintenance(String tenant, Policy policy) {
    Set<String> names = new HashSet<>();
    policy.mutes().maintenance().stream()
        .filter(Maintenance::isTold)
        .map(Maintenance::name)
        .filter(name -> share.has(Bulletin.key(tenant, name)))
        .forEach(names::add);
    try (var all = bulletins.all()) {
      while (all.hasNext()) {
        Bulletin known = all.next().value;
        if (known.tenant().equals(tenant)) {
          names.add(known.maintenance());
        }
      }
    }
    return names;
  }

  private void advance(String tenant, String maintenance, Instant now) {
    String key = Bulletin.key(tenant, maintenance);
    @Nullable Bulletin known = bulletins.get(key);
    Policy policy = policies.apply(tenant);
    Told told = Announcements.advance(tenant, maintenance, known, policy, now);
    carryOut(tenant, key, known, told);
  }

  private void carryOut(String tenant, String key, @Nullable Bulletin known, Told told) {
    for (Notification notification : told.notifications()) {
      log((MaintenanceSummary) notification.subject(), notification);
      context.forward(new Record<>(key, notification, now().toEpochMilli()), Sinks.NOTIFICATIONS);
    }
    for (Told.Failure failure : told.failures()) {
      LOG.atWarn()
          .addKeyValue("window", failure.windowId())
          .addKeyValue("recipient", failure.recipient())
          .addKeyValue("reason", failure.reason())
          .log("maintenance could not be told");
    }
    @Nullable Bulletin next = told.next();
    if (next == null ? known != null : !next.equals(known)) {
      bulletins.put(key, next);
      forgetEnded(known, next);
      clock.move(tenant, key, deadlineOf(known), deadlineOf(next));
    }
  }

  private static void log(MaintenanceSummary window, Notification notification) {
    LOG.atInfo()
        .addKeyValue("maintenance", window.name())
        .addKeyValue("tenant", window.tenant())
        .addKeyValue("window", window.id())
        .addKeyValue("from", window.from())
        .addKeyValue("to", window.to())
        .addKeyValue("muted", window.muted())
        .addKeyValue("told", notification.recipient())
        .addKeyValue("because", notification.reason())
        .addKeyValue("attempt", notification.attempt())
        .addKeyValue("policy", window.policyVersion())
        .log("maintenance told");
  }

  /// Forgets which alerts were counted in windows that nobody hears of any more.
  private void forgetEnded(@Nullable Bulletin known, @Nullable Bulletin next) {
    Set<String> gone = new HashSet<>();
    if (known != null) {
      known.windows().stream().map(Window::id).forEach(gone::add);
    }
    if (next != null) {
      next.windows().stream().map(Window::id).forEach(gone::remove);
    }
    for (String window : gone) {
      List<String> keys = new ArrayList<>();
      try (var all = counted.prefixScan(window + "/", new StringSerializer())) {
        all.forEachRemaining(entry -> keys.add(entry.key));
      }
      keys.forEach(counted::delete);
    }
  }

  private static @Nullable Instant deadlineOf(@Nullable Bulletin bulletin) {
    return bulletin == null ? null : bulletin.nextDeadline().orElse(null);
  }

  private Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }
}
