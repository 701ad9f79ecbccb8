package io.firebell.streams;

import io.firebell.core.incident.Incident;
import io.firebell.core.policy.Policies;
import io.firebell.schemas.CommandLog;
import io.firebell.schemas.Topics;
import io.firebell.schemas.Transactions;
import io.firebell.streams.query.IncidentApi;
import io.firebell.streams.query.IncidentQueries;
import io.firebell.streams.silence.SilenceApi;
import io.firebell.streams.silence.SilenceLog;
import io.firebell.streams.silence.SilenceNews;
import io.firebell.streams.topology.IncidentSerdes;
import io.firebell.streams.topology.IncidentTopology;
import io.firebell.streams.topology.PoisonHandler;
import io.helidon.webserver.http.ServerRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the topology and answers for its state. Thread-safe.
public final class IncidentStreams implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(IncidentStreams.class);

  /// A deadline is looked at no later than this, and a signal waits no longer for the next poll.
  private static final long POLL_MS = 10;

  /// How often tasks commit that are behind; others ask for it, see `CommitPace`.
  private static final long COMMIT_MS = 200;

  private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

  private final KafkaStreams streams;
  private final LocalState state;
  private final CommandLog commands;
  private final IncidentQueries queries;
  private final IncidentApi incidents;
  private final SilenceApi silences;
  private final CompletableFuture<Void> running;

  private IncidentStreams(
      KafkaStreams streams,
      LocalState state,
      CommandLog commands,
      IncidentQueries queries,
      IncidentApi incidents,
      SilenceApi silences,
      CompletableFuture<Void> running) {
    this.streams = streams;
    this.state = state;
    this.commands = commands;
    this.queries = queries;
    this.incidents = incidents;
    this.silences = silences;
    this.running = running;
  }

  /// Starts the topology, which then restores its state; see [#awaitReady].
  ///
  /// @param policies those in force
  /// @param tenants whose a request is
  /// @param clock for the times of commands
  public static IncidentStreams start(
      StreamsSettings settings,
      Topics topics,
      IncidentSerdes serdes,
      Policies policies,
      Function<ServerRequest, String> tenants,
      InstantSource clock) {
    SilenceNews news = new SilenceNews();
    var topology =
        new IncidentTopology(
                topics,
                serdes,
                policies,
                settings.timelineRetention(),
                news::heard,
                System::nanoTime)
            .build();
    Properties properties = properties(settings, topics);
    LocalState state =
        new LocalState(
            settings.stateDirectory(), properties.getProperty(StreamsConfig.APPLICATION_ID_CONFIG));
    if (state.open()) {
      LOG.atInfo().log("state is restored from its topics: the last process did not end cleanly");
    }
    String description = topology.describe().toString();
    if (!state.hasRun(description)) {
      Membership.end(properties, settings.threads());
    }
    KafkaStreams streams = new KafkaStreams(topology, properties);
    CompletableFuture<Void> running = new CompletableFuture<>();
    streams.setStateListener((now, _) -> {
      if (now == KafkaStreams.State.RUNNING) {
        state.runs(description);
      }
      onChange(now, running);
    });
    streams.setUncaughtExceptionHandler(failure -> {
      LOG.atError().setCause(failure).log("stream thread failed and is replaced");
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    });
    CommandLog commands =
        new CommandLog(
            settings.clients(), topics.commands().name(), serdes.command().serializer(), clock);
    SilenceLog silences =
        new SilenceLog(
            settings.clients(),
            topics.prefix() + "silences-" + settings.instanceId(),
            topics.silences().name(),
            topics.partitions(),
            serdes.silence().serializer(),
            clock);
    streams.start();
    IncidentQueries queries = new IncidentQueries(streams);
    return new IncidentStreams(
        streams,
        state,
        commands,
        queries,
        new IncidentApi(queries, commands, policies, tenants),
        SilenceApi.over(streams, silences, news, tenants, clock),
        running);
  }

  private static void onChange(KafkaStreams.State now, CompletableFuture<Void> running) {
    LOG.atDebug().addKeyValue("state", now).log("topology changed its state");
    if (now == KafkaStreams.State.RUNNING) {
      running.complete(null);
    } else if (now == KafkaStreams.State.ERROR) {
      running.completeExceptionally(new IllegalStateException("the topology cannot run"));
    }
  }

  private static Properties properties(StreamsSettings settings, Topics topics) {
    Properties properties = new Properties();
    properties.putAll(settings.clients());
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, topics.prefix() + "incident-streams");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDirectory().toString());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
    properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbys());
    properties.put(StreamsConfig.POLL_MS_CONFIG, POLL_MS);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MS);
    properties.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, PoisonHandler.class);
    properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, PoisonHandler.class);
    properties.put(PoisonHandler.TOPIC, topics.deadLetters().name());
    properties.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
        settings.instanceId());
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    // A fetch that finds nothing waits for more, and keeps waiting those partitions that have been
    // assigned or resumed since: of tasks that are restored or begin to work.
    properties.put(
        StreamsConfig.restoreConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), 20);
    properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), 100);
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG),
        Transactions.LINGER.toMillis());
    // Not the producer alone: of the topics that Streams has created it sees one more with each
    // look, which it has between two of these, and there are a dozen.
    properties.put(StreamsConfig.RETRY_BACKOFF_MS_CONFIG, Transactions.RETRY_BACKOFF.toMillis());
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    return properties;
  }

  /// Waits until the state is restored and records are processed.
  ///
  /// @throws IllegalStateException if that fails, or takes longer than `patience`
  public void awaitReady(Duration patience) throws InterruptedException {
    try {
      running.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "the topology should run within " + patience + ": is " + streams.state(), e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(String.valueOf(e.getMessage()), e);
    }
  }

  /// Whether state is at hand and records are processed.
  public boolean isReady() {
    return streams.state() == KafkaStreams.State.RUNNING;
  }

  /// Incidents as they are known here.
  public IncidentQueries queries() {
    return queries;
  }

  /// The resources under `/v1/incidents`.
  public IncidentApi api() {
    return incidents;
  }

  /// The resources for silences.
  public SilenceApi silences() {
    return silences;
  }

  /// The log that the resources put commands on. It is closed with this.
  public CommandLog commands() {
    return commands;
  }

  /// The open incidents of a tenant, the newest first.
  ///
  /// @param limit how many at the most
  /// @throws io.firebell.streams.query.NotReadyException while the state is not at hand
  public List<Incident> open(String tenant, int limit) {
    return queries.list(
        incident -> !incident.isOver() && incident.group().tenant().equals(tenant), limit);
  }

  @Override
  public void close() {
    commands.close();
    silences.close();
    if (streams.close(STOP_PATIENCE)) {
      state.closed();
    }
  }
}
