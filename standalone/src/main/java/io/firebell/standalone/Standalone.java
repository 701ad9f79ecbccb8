package io.firebell.standalone;

import io.firebell.core.notify.ChannelType;
import io.firebell.core.policy.Tenant;
import io.firebell.ingest.AlertIngest;
import io.firebell.ingest.Quotas;
import io.firebell.ingest.Tenants;
import io.firebell.notifier.NotifierConfig;
import io.firebell.notifier.Senders;
import io.firebell.notifier.callback.Callbacks;
import io.firebell.notifier.canary.CanarySink;
import io.firebell.notifier.link.LinkPages;
import io.firebell.notifier.link.Links;
import io.firebell.notifier.send.AddressBook;
import io.firebell.notifier.send.Sender;
import io.firebell.schemas.Topics;
import io.firebell.schemas.alertmanager.ShownConfig;
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
import io.firebell.streams.oncall.OncallApi;
import io.firebell.streams.topology.IncidentSerdes;
import io.helidon.webserver.http.HttpService;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
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
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
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
      standalone.close();
      throw e;
    }
  }

  private void run() throws IOException, InterruptedException {
    for (PolicySource source : settings.policies().values()) {
      PolicyFile.check(source);
    }
    bootstrapServers = brokers();
    registryUrl = registry();
    Map<String, Object> clients = Map.of("bootstrap.servers", bootstrapServers);
    Topics topics;
    try (Admin admin = Admin.create(clients)) {
      topics = settings.topics(admin);
      topics.create(admin);
    }
    ValueSerdes serdes = closing(ValueSerdes.connect(Map.of("schema.registry.url", registryUrl)));
    PolicyFeed policies =
        closing(
            PolicyFeed.start(
                clients, topics.policies().name(), serdes.deserializer(Codecs.POLICY), PATIENCE));
    Map<String, PolicyFile> files = policies(topics, clients, serdes, policies);
    check(settings.quotas(), policies.tenants());
    @Nullable PolicyFile own = files.get(Tenant.DEFAULT.name());
    SecretResolver secrets =
        SecretResolver.ofThisProcess(place -> own == null ? Optional.empty() : own.secret(place));
    IncidentStreams streams = streams(topics, clients, serdes, policies);
    AlertIngest ingest =
        closing(
            AlertIngest.start(
                clients,
                topics.alerts().name(),
                serdes.serializer(Codecs.ALERT),
                new Tenants(HttpFront::tenant, policies::tenants, settings.quotas()),
                clock));
    @Nullable Canary canary =
        settings.canary().isZero()
            ? null
            : closing(
                new Canary(ingest::put, settings.canary(), metrics.registry(), terminal, clock));
    streams.awaitReady(PATIENCE);
    AddressBook addresses = new AddressBook(policies::current, secrets);
    AtomicBoolean notifies = new AtomicBoolean();
    BooleanSupplier ready =
        () ->
            streams.isReady()
                && notifies.get()
                && policies.ready()
                && (canary == null || !canary.isMissing());
    Map<String, HttpService> services = new HashMap<>();
    services.put("/api/v2", ingest.alertmanagerApi());
    services.put("/v1/heartbeats", ingest.heartbeatApi());
    services.put("/v1/alerts", ingest.nativeApi());
    services.put("/v1/incidents", streams.api());
    services.put("/api/v2/silences", streams.silences().all());
    services.put("/api/v2/silence", streams.silences().one());
    services.put("/v1/oncall", new OncallApi(policies, HttpFront::tenant, clock));
    services.putAll(callbacks(streams, policies, secrets).services());
    services.put(
        Links.PATH,
        new LinkPages(
            addresses,
            new LinkedIncidents(streams.queries()),
            streams.commands(),
            HttpFront::tenant,
            clock));
    services.put("/-/reload", new PolicyReload(files, HttpFront::tenant));
    AlertmanagerStatus status =
        new AlertmanagerStatus(
            INSTANCE,
            Firebell.VERSION,
            startedAt,
            request -> shownConfig(HttpFront.tenant(request), files, policies),
            ready);
    services.put("/api/v2/status", status.status());
    services.put("/api/v2/receivers", status.receivers());
    front =
        closing(
            HttpFront.start(
                settings.listen(),
                settings.routePrefix(),
                services,
                Map.of("/metrics", metrics),
                policies::tenants,
                ready));
    List<Sender> senders =
        Senders.all(
                externalUrl(),
                settings.reach(),
                policies::current,
                terminal,
                metrics.registry(),
                clock)
            .stream()
            .map(sender -> canary == null ? sender : ending(sender, canary))
            .toList();
    closing(
        new Notifying(INSTANCE, NotifierConfig.DEFAULT_MAX_IN_FLIGHT)
            .start(clients, topics.names(), serdes, addresses, senders, metrics.registry(), clock));
    if (canary != null) {
      canary.start();
    }
    notifies.set(true);
  }

  /// What is the canary's ends where the terminal is.
  private static Sender ending(Sender sender, Canary canary) {
    return sender.type() == ChannelType.TERMINAL ? new CanarySink(sender, canary::arrived) : sender;
  }

  /// What is in force, as Alertmanager would have it written.
  private static ShownConfig shownConfig(
      String tenant, Map<String, PolicyFile> files, PolicyFeed policies) {
    return Optional.ofNullable(files.get(tenant))
        .flatMap(PolicyFile::alertmanagerConfig)
        .orElseGet(() -> ShownConfig.of(policies.current(tenant)));
  }

  private String brokers() throws IOException {
    @Nullable String elsewhere = settings.bootstrapServers();
    return elsewhere != null
        ? elsewhere
        : closing(EmbeddedKafka.start(settings.data().resolve("kafka"), settings.kafkaPort()))
            .bootstrapServers();
  }

  private String registry() {
    @Nullable String elsewhere = settings.registryUrl();
    return elsewhere != null
        ? elsewhere
        : closing(EmbeddedRegistry.start(bootstrapServers, settings.registryPort())).url();
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
        closing(
            PolicyPublisher.start(
                clients, topics.policies().name(), serdes.serializer(Codecs.POLICY), feed, clock));
    for (Map.Entry<Tenant, PolicySource> policy : settings.policies().entrySet()) {
      Tenant tenant = policy.getKey();
      files.put(tenant.name(), closing(PolicyFile.publish(tenant, policy.getValue(), publisher)));
    }
    return files;
  }

  private IncidentStreams streams(
      Topics topics, Map<String, Object> clients, ValueSerdes serdes, PolicyFeed policies) {
    StreamsSettings streams =
        new StreamsSettings(
            clients, settings.data().resolve("streams"), INSTANCE, 1, 0, TIMELINE_RETENTION);
    return closing(
        IncidentStreams.start(
            streams, topics, IncidentSerdes.of(serdes), policies, HttpFront::tenant, clock));
  }

  private Callbacks callbacks(
      IncidentStreams streams, PolicyFeed policies, SecretResolver secrets) {
    Callbacks callbacks =
        closing(
            new Callbacks(
                new Callbacks.Surroundings(
                    policies,
                    secrets,
                    tenant -> streams.open(tenant, LISTED),
                    streams.commands(),
                    HttpFront::tenant,
                    settings.reach(),
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

  private <T extends AutoCloseable> T closing(T part) {
    parts.push(part);
    return part;
  }

  /// Closes the parts, the last started first.
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        System.getLogger(Standalone.class.getName())
            .log(System.Logger.Level.WARNING, "a part did not close cleanly", e);
      }
    }
  }
}
