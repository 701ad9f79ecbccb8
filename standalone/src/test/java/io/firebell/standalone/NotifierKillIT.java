package io.firebell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Labels;
import io.firebell.core.classify.Priority;
import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Delivery;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.IncidentSummary;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Outcome;
import io.firebell.core.notify.Recipient;
import io.firebell.core.route.Group;
import io.firebell.schemas.Topics;
import io.firebell.schemas.codec.Codecs;
import io.firebell.schemas.policy.PolicyFeed;
import io.firebell.schemas.policy.PolicyPublisher;
import io.firebell.standalone.kit.Cluster;
import io.firebell.standalone.kit.Eventually;
import io.firebell.standalone.kit.MailServer;
import io.firebell.standalone.kit.Program;
import io.firebell.standalone.kit.Receiver;
import io.firebell.standalone.kit.Receiver.Hook;
import io.firebell.standalone.kit.Tail;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// `firebell notify`, killed with -9 fifty times while it pages by webhook and by mail. The servers
/// count what comes.
class NotifierKillIT {

  private static final int KILLS = 50;
  private static final int HOOKS_A_LIFE = 40;
  private static final int MAILS_A_LIFE = 20;

  /// How often in a row nothing has to change for it to stay so.
  private static final int LOOKS = 3;

  /// Of each kind of channel.
  private static final int MAX_IN_FLIGHT = 64;

  @RegisterExtension private static final Cluster CLUSTER = new Cluster();

  private final Random random = new Random(20261121);
  private final Receiver receiver = new Receiver();
  private final MailServer mails = new MailServer();
  private final Map<String, Notification> offered = new HashMap<>();
  private final String prefix = UUID.randomUUID() + ".";
  private Topics topics;
  private Tail<Delivery> deliveries;

  @BeforeEach
  void publishThePolicy() {
    topics = CLUSTER.topics(prefix);
    deliveries = CLUSTER.tail(topics.deliveries(), CLUSTER.serdes().deserializer(Codecs.DELIVERY));
    String yaml =
        """
        version: 1
        routes: [{ plan: all }]
        plans:
          all: { P1: { log: true }, P2: { log: true }, P3: { log: true }, P4: { log: true } }
        providers:
          email: { from: firebell@example.com, host: 127.0.0.1, port: SMTP, tls: none }
        users:
          alice: { webhook: 'HOOK', email: alice@example.com }
          bob: { webhook: 'HOOK', email: bob@example.com }
          carol: { webhook: 'HOOK', email: carol@example.com }
        """
            .replace("HOOK", receiver.url("/page"))
            .replace("SMTP", String.valueOf(mails.port()));
    try (PolicyFeed feed =
            PolicyFeed.start(
                CLUSTER.clients(),
                topics.policies().name(),
                CLUSTER.serdes().deserializer(Codecs.POLICY),
                Eventually.PATIENCE);
        PolicyPublisher publisher =
            PolicyPublisher.start(
                CLUSTER.clients(),
                topics.policies().name(),
                CLUSTER.serdes().serializer(Codecs.POLICY),
                feed,
                InstantSource.system())) {
      publisher.publish("default", yaml, "test");
    }
  }

  @AfterEach
  void close() {
    deliveries.close();
    receiver.close();
    mails.close();
  }

  @Test
  void noPageIsLostAndOnlyWhatWasInFlightIsRepeatedAndCounted() {
    InFlight atLastKill = new InFlight(Set.of(), false);
    for (int kill = 1; kill <= KILLS; kill++) {
      Mark before = mark();
      Set<String> known = new HashSet<>(arrivals());
      try (Program notifier = start()) {
        offer(HOOKS_A_LIFE, ChannelType.WEBHOOK);
        offer(MAILS_A_LIFE, ChannelType.EMAIL);
        awaitAgain(atLastKill, before);
        InFlight inFlight = kill % 2 == 0 ? fill(notifier) : anyMoment(before);
        check(atLastKill, notifier, before, known);
        notifier.kill();
        atLastKill = inFlight;
      } finally {
        receiver.release("/page");
        mails.release();
      }
    }
    try (Program _ = start()) {
      deliverEverything();
    }
    assertThat(offered.keySet()).containsAll(arrivals());
    Set<String> lost = new TreeSet<>(offered.keySet());
    lost.removeAll(new HashSet<>(arrivals()));
    assertThat(lost).isEmpty();
  }

  /// What was on its way at a kill.
  ///
  /// @param ids the idempotency keys
  /// @param isAll whether there was nothing else, which is known when everybody waits for an answer
  private record InFlight(Set<String> ids, boolean isAll) {}

  /// Lets nobody have an answer, until the notifier has as much in flight as it may. It has to be
  /// at work by then with nothing left to repeat, since an answer is not waited for long.
  private InFlight fill(Program notifier) {
    Eventually.that(
        "everything so far is delivered",
        () ->
            new HashSet<>(arrivals()).containsAll(offered.keySet())
                && isIdle(notifier, ChannelType.WEBHOOK)
                && isIdle(notifier, ChannelType.EMAIL));
    receiver.hold("/page");
    mails.hold();
    Mark begun = mark();
    offer(HOOKS_A_LIFE, ChannelType.WEBHOOK);
    offer(HOOKS_A_LIFE, ChannelType.EMAIL);
    AtomicInteger steady = new AtomicInteger();
    Eventually.that(
        () -> "all that is in flight waits for its answer: " + notifier.text("/metrics"),
        () -> {
          boolean isFull =
              isFull(notifier, ChannelType.WEBHOOK, hooks().size() - begun.hooks())
                  && isFull(notifier, ChannelType.EMAIL, mails.ids().size() - begun.mails());
          return (isFull ? steady.incrementAndGet() : steady.getAndSet(0)) == LOOKS;
        });
    Set<String> held = Set.copyOf(since(begun));
    assertThat(held).hasSizeBetween(2, 2 * MAX_IN_FLIGHT);
    return new InFlight(held, true);
  }

  private static boolean isIdle(Program notifier, ChannelType type) {
    return metric(notifier, "firebell_notifications_in_flight", type) == 0
        && metric(notifier, "firebell_notifications_waiting", type) == 0;
  }

  private static boolean isFull(Program notifier, ChannelType type, int held) {
    return held > 0
        && metric(notifier, "firebell_notifications_in_flight", type) == held
        && metric(notifier, "firebell_notifications_waiting", type) > 0;
  }

  private InFlight anyMoment(Mark before) {
    int more = random.nextInt(HOOKS_A_LIFE);
    Eventually.that(more + " pages more", () -> since(before).size() >= more);
    return new InFlight(Set.of(), false);
  }

  /// What was in flight is sent again by whoever comes next.
  private void awaitAgain(InFlight atLastKill, Mark before) {
    Eventually.that(
        () -> "again: " + atLastKill.ids(), () -> since(before).containsAll(atLastKill.ids()));
  }

  /// What comes again is no more than was in flight, and the metric says how much it is. It counts
  /// before it sends, so it may be ahead of the servers.
  private void check(InFlight atLastKill, Program notifier, Mark before, Set<String> known) {
    long repeats = since(before).stream().filter(known::contains).count();
    double counted =
        metric(notifier, "firebell_notifications_redelivered_total", ChannelType.WEBHOOK)
            + metric(notifier, "firebell_notifications_redelivered_total", ChannelType.EMAIL);
    assertThat(counted).isBetween((double) repeats, 2.0 * MAX_IN_FLIGHT);
    if (atLastKill.isAll()) {
      assertThat(counted).isEqualTo(atLastKill.ids().size());
      assertThat(repeats).isEqualTo(atLastKill.ids().size());
    }
  }

  /// Hands over again what was handed back, as the core does, until everything has been delivered.
  private void deliverEverything() {
    Map<String, Integer> handedOver = new HashMap<>();
    offered.keySet().forEach(id -> handedOver.put(id, 1));
    Set<String> undelivered = new TreeSet<>(offered.keySet());
    while (!undelivered.isEmpty()) {
      int reports = handedOver.values().stream().mapToInt(Integer::intValue).sum();
      List<Delivery> all = deliveries.awaitValues(reports, _ -> true);
      assertThat(all)
          .extracting(Delivery::outcome)
          .doesNotHaveAnyElementsOfTypes(Outcome.Rejected.class);
      Map<String, List<Delivery>> byId =
          all.stream().collect(Collectors.groupingBy(Delivery::notificationId));
      assertThat(byId)
          .allSatisfy((id, some) -> assertThat(some).hasSize(handedOver.getOrDefault(id, 0)));
      undelivered.clear();
      byId.forEach((id, some) -> {
        if (some.stream().noneMatch(one -> one.outcome() instanceof Outcome.Delivered)) {
          undelivered.add(id);
          handedOver.merge(id, 1, Integer::sum);
          send(Objects.requireNonNull(offered.get(id)));
        }
      });
    }
  }

  private Program start() {
    Program program =
        Program.run(
            List.of("-Xmx160m"),
            "notify",
            "--listen",
            "127.0.0.1:0",
            "--bootstrap-servers",
            String.valueOf(CLUSTER.clients().get("bootstrap.servers")),
            "--registry-url",
            CLUSTER.registryUrl(),
            "--topic-prefix",
            prefix,
            "--max-in-flight",
            String.valueOf(MAX_IN_FLIGHT));
    program.awaitReady();
    return program;
  }

  private void offer(int count, ChannelType type) {
    List<String> users = List.of("alice", "bob", "carol");
    for (int i = 0; i < count; i++) {
      Notification page = page(Recipient.user(type, users.get(i % users.size())));
      offered.put(page.id(), page);
      send(page);
    }
  }

  private void send(Notification page) {
    var topic = topics.notifications(page.recipient().type());
    var serializer = CLUSTER.serdes().serializer(Codecs.NOTIFICATION);
    var _ = CLUSTER.offer(topic, page.subject().key(), serializer.serialize(topic.name(), page));
  }

  private Notification page(Recipient recipient) {
    Group group = Group.of("default", "{}", Labels.of("service", "s" + offered.size()));
    Instant now = Instant.now();
    String incident = group.key() + "-1";
    return new Notification(
        incident + "-1",
        recipient,
        Event.PAGED,
        "step 1",
        1,
        "",
        now,
        new IncidentSummary(
            incident, group, "triggered", Priority.P1, "", "", 1, 1, 1, 1, "", now, null),
        List.of(),
        0);
  }

  private List<String> hooks() {
    return receiver.hooks(_ -> true).stream().map(Hook::key).toList();
  }

  /// How much has come.
  private record Mark(int hooks, int mails) {}

  private Mark mark() {
    return new Mark(hooks().size(), mails.ids().size());
  }

  /// The idempotency keys of everything that came since.
  private List<String> since(Mark mark) {
    return Stream.of(hooks().stream().skip(mark.hooks()), mails.ids().stream().skip(mark.mails()))
        .flatMap(Function.identity())
        .toList();
  }

  /// The idempotency keys of everything that came, as often as it came.
  private List<String> arrivals() {
    return since(new Mark(0, 0));
  }

  private static double metric(Program notifier, String name, ChannelType type) {
    Pattern line = Pattern.compile(name + "\\{type=\"" + type.wireName() + "\"} ([0-9.E]+)");
    Matcher found = line.matcher(notifier.text("/metrics"));
    return found.find() ? Double.parseDouble(found.group(1)) : 0;
  }
}
