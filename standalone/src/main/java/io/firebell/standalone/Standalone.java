package io.firebell.standalone;

import io.firebell.core.policy.Tenant;
import io.firebell.ingest.AlertIngest;
import io.firebell.ingest.Quotas;
import io.firebell.ingest.Tenants;
import io.firebell.notifier.NotifierConfig;
import io.firebell.notifier.Senders;
import io.firebell.notifier.callback.Callbacks;
import io.firebell.notifier.canary.CanaryEnd;
import io.firebell.notifier.canary.PostedEnd;
import io.firebell.notifier.send.AddressBook;
import io.firebell.notifier.send.Sender;
import io.firebell.schemas.Topics;
import io.firebell.schemas.codec.Codecs;
import io.firebell.schemas.codec.ValueSerdes;
import io.firebell.schemas.policy.PolicyFeed;
import io.firebell.schemas.policy.PolicyPublisher;
import io.firebell.schemas.policy.SecretResolver;
import io.firebell.standalone.cli.CommandFailure;
import io.firebell.standalone.http.HttpFront;
import io.firebell.standalone.kafka.EmbeddedKafka;
import io.firebell.standalone.registry.EmbeddedRegistry;
import io.firebell.streams.IncidentStreams;
import io.firebell.streams.StreamsSettings;
import io.firebell.streams.query.CommandQueries;
import io.firebell.streams.topology.IncidentSerdes;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/// Everything in one process: broker and registry unless there are others, ingest, streams and
/// notifier.
final class Standalone implements AutoCloseable {

  private static final String INSTANCE = "standalone";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// How many incidents a person reads in a list.
  private static final int LISTED = 50;

  private static final Duration TIMELINE_RETENTION = Duration.ofDays(30);

  private final InstantSource clock = InstantSource.system();
  private final Instant startedAt = clock.instant();
  private final Metrics metrics = new Metrics();
  private final Parts parts = new Parts();
  private final UpSettings settings;
  private final PrintStream terminal;
  private @Nullable HttpFront front;
  private String bootstrapServers = "";
  private String registryUrl = "";

  private Standalone(UpSettings settings, PrintStream terminal) {
    this.settings = settings;
    this.terminal = terminal;
  }

  /// Starts every part and returns when alerts are accepted and worked on.
  ///
  /// @param terminal where the terminal channel prints
  /// @throws CommandFailure if the policy file is not in order
  /// @throws IllegalStateException if an address is taken, or a part does not start in time
  static Standalone start(UpSettings settings, PrintStream terminal)
      throws IOException, InterruptedException {
    Standalone standalone = new Standalone(settings, terminal);
    try {
      standalone.run();
      return standalone;
    } catch (IOException | InterruptedException | RuntimeException e) {
      standalone.parts.closeAfter(e);
      throw e;
    }
  }

  private void run() throws IOException, InterruptedException {
    for (PolicySource source : settings.policies().values()) {
      PolicyFile.check(source);
    }
    Cluster cluster = cluster();
    Map<String, Object> clients = cluster.clients();
    bootstrapServers = cluster.bootstrapServers();
    registryUrl = registry(clients);
    Topics topics;
    try (Admin admin = Admin.create(clients)) {
      topics = settings.topics(admin);
      topics.create(admin);
    }
    ValueSerdes serdes = parts.add(ValueSerdes.connect(Map.of("schema.registry.url", registryUrl)));
    PolicyFeed policies =
        parts.add(
            PolicyFeed.start(
                clients, topics.policies().name(), serdes.deserializer(Codecs.POLICY), PATIENCE));
    Map<String, PolicyFile> files = policies(topics, clients, serdes, policies);
    check(settings.quotas(), policies.tenants());
    @Nullable PolicyFile own = files.get(Tenant.DEFAULT.name());
    SecretResolver secrets =
        SecretResolver.ofThisProcess(place -> own == null ? Optional.empty() : own.secret(place));
    IncidentStreams streams = streams(topics, clients, serdes, policies);
    AlertIngest ingest =
        parts.add(
            AlertIngest.start(
                clients,
                topics.alerts().name(),
                serdes.serializer(Codecs.ALERT),
                new Tenants(HttpFront::tenant, policies::tenants, settings.quotas()),
                clock));
    @Nullable Canary canary =
        settings.canary().isZero()
            ? null
            : parts.add(
                new Canary(
                    ingest::put,
                    ingest::isInUse,
                    settings.canary(),
                    metrics.registry(),
                    terminal,
                    clock));
    streams.awaitReady(PATIENCE);
    AddressBook addresses = new AddressBook(policies::current, secrets);
    AtomicBoolean notifies = new AtomicBoolean();
    BooleanSupplier ready =
        () ->
            streams.isReady()
                && notifies.get()
                && policies.ready()
                && (canary == null || !canary.isMissing());
    Resources resources =
        new Resources(
            ingest,
            streams,
            callbacks(streams, policies, secrets),
            policies,
            files,
            addresses,
            INSTANCE,
            startedAt,
            ready,
            clock);
    front =
        parts.add(
            HttpFront.start(
                settings.listen(),
                settings.routePrefix(),
                resources.byPath(),
                Map.of("/metrics", metrics, Canary.END, Canary.end()),
                policies::tenants,
                ready));
    parts.add(
        new Notifying(INSTANCE, NotifierConfig.DEFAULT_MAX_IN_FLIGHT)
            .start(
                clients,
                topics.names(),
                serdes,
                addresses,
                senders(policies, canaryEnd(policies, canary)),
                metrics.registry(),
                clock));
    notifies.set(true);
    if (canary != null) {
      canary.start();
    }
  }

  private List<Sender> senders(PolicyFeed policies, CanaryEnd canaryEnd) {
    return Senders.all(
        externalUrl(),
        settings.reach(),
        policies::current,
        terminal,
        metrics.registry(),
        canaryEnd,
        clock);
  }

  /// Where the canary's notifications are posted, which is this process.
  private CanaryEnd canaryEnd(PolicyFeed policies, @Nullable Canary canary) {
    return canary == null
        ? CanaryEnd.ANY
        : new PostedEnd(
            parts.add(Senders.webhooks(policies::current, metrics.registry(), clock)),
            url() + Canary.END,
            canary::arrived);
  }

  /// @param clients how clients of it are configured
  private record Cluster(String bootstrapServers, Map<String, Object> clients) {}

  private Cluster cluster() throws IOException {
    @Nullable String elsewhere = settings.bootstrapServers();
    if (elsewhere != null) {
      return new Cluster(
          elsewhere, Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, elsewhere));
    }
    EmbeddedKafka own =
        parts.add(EmbeddedKafka.start(settings.data().resolve("kafka"), settings.kafkaPort()));
    return new Cluster(own.bootstrapServers(), own.clients());
  }

  private String registry(Map<String, Object> clients) {
    @Nullable String elsewhere = settings.registryUrl();
    return elsewhere != null
        ? elsewhere
        : parts.add(EmbeddedRegistry.start(clients, settings.registryPort())).url();
  }

  private static void check(Quotas quotas, Set<String> tenants) {
    for (String tenant : quotas.own().keySet()) {
      if (!tenants.contains(tenant)) {
        throw new CommandFailure(
            "--quota should name a tenant that has a policy: was %s; give it one with --tenant %s=FILE"
                .formatted(tenant, tenant));
      }
    }
  }

  private Map<String, PolicyFile> policies(
      Topics topics, Map<String, Object> clients, ValueSerdes serdes, PolicyFeed feed)
      throws IOException {
    Map<String, PolicyFile> files = new HashMap<>();
    if (settings.policies().isEmpty()) {
      return files;
    }
    PolicyPublisher publisher =
        parts.add(
            PolicyPublisher.start(
                clients, topics.policies().name(), serdes.serializer(Codecs.POLICY), feed, clock));
    for (Map.Entry<Tenant, PolicySource> policy : settings.policies().entrySet()) {
      Tenant tenant = policy.getKey();
      files.put(tenant.name(), parts.add(PolicyFile.publish(tenant, policy.getValue(), publisher)));
    }
    return files;
  }

  private IncidentStreams streams(
      Topics topics, Map<String, Object> clients, ValueSerdes serdes, PolicyFeed policies) {
    StreamsSettings streams =
        new StreamsSettings(
            clients, settings.data().resolve("streams"), INSTANCE, 1, 0, TIMELINE_RETENTION);
    return parts.add(
        IncidentStreams.start(
            streams, topics, IncidentSerdes.of(serdes), policies, HttpFront::tenant, clock));
  }

  private Callbacks callbacks(
      IncidentStreams streams, PolicyFeed policies, SecretResolver secrets) {
    Callbacks callbacks =
        parts.add(
            new Callbacks(
                new Callbacks.Surroundings(
                    policies,
                    secrets,
                    tenant -> streams.open(tenant, LISTED),
                    new CommandFates(new CommandQueries(streams.queries())),
                    streams.commands(),
                    HttpFront::tenant,
                    settings.reach(),
                    metrics.registry(),
                    clock)));
    policies.onChange(callbacks::policyChanged);
    callbacks.start();
    return callbacks;
  }

  /// Where people reach it: where it is told to be, or where it listens.
  private String externalUrl() {
    return settings.externalUrl().isEmpty() ? url() : settings.externalUrl();
  }

  /// Where everything that speaks HTTP is found.
  String url() {
    return front == null ? "" : front.url();
  }

  /// One line for people: where everything is.
  String addresses() {
    return url() + " (Kafka " + bootstrapServers + ", schema registry " + registryUrl + ")";
  }

  /// Closes the parts, the last started first.
  ///
  /// @throws IllegalStateException if some cannot be closed
  @Override
  public void close() {
    parts.close();
  }
}
