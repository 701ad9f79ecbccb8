package io.firebell.notifier.callback;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.incident.Command;
import io.firebell.core.incident.Incident;
import io.firebell.core.policy.Policy;
import io.firebell.notifier.http.Reach;
import io.firebell.notifier.kit.Policies;
import io.firebell.schemas.CommandLog;
import io.firebell.schemas.policy.SecretResolver;
import io.helidon.webserver.WebServer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.serialization.StringSerializer;

/// The callbacks' resources behind a real server, for the default tenant and under `/t/acme`, with
/// a log in memory. The secrets of policies are named by the variable that they are in:
/// `${env:SECRET}` is `secret`.
public final class CallbackServer implements AutoCloseable {

  public static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");

  private final Map<String, Policy> policies = new ConcurrentHashMap<>();
  private final MockProducer<String, Command> log =
      new MockProducer<>(true, null, new StringSerializer(), (_, _) -> new byte[0]);
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final Callbacks callbacks;
  private final WebServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private volatile Fate.Finder fates = _ -> new Fate.Followed();

  public CallbackServer(List<Incident> open) {
    CommandLog commands = new CommandLog(log, "commands", InstantSource.fixed(NOW));
    callbacks =
        new Callbacks(
            new Callbacks.Surroundings(
                this::policy,
                new SecretResolver(
                    name -> Optional.of(name.toLowerCase(Locale.ROOT)), _ -> Optional.empty()),
                tenant -> open.stream().filter(one -> one.group().tenant().equals(tenant)).toList(),
                command -> fates.find(command),
                commands,
                request -> request.path().pathParameters().first("tenant").orElse("default"),
                Reach.EVERYWHERE,
                meters,
                InstantSource.fixed(NOW)));
    server =
        WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .shutdownHook(false)
            .routing(routing ->
                callbacks
                    .services()
                    .forEach((path, service) ->
                        routing.register(path, service).register("/t/{tenant}" + path, service)))
            .build()
            .start();
  }

  /// Puts a policy in force: the shortest with these sections too.
  public void policy(String tenant, String sections) {
    policies.put(tenant, Policies.with(sections));
  }

  private Policy policy(String tenant) {
    return policies.getOrDefault(tenant, Policies.SHORTEST);
  }

  /// Begins to hear by connections.
  public void start() {
    callbacks.start();
  }

  /// Tells that another policy is in force.
  public void policyChanged(String tenant) {
    callbacks.policyChanged(tenant, policy(tenant));
  }

  /// What becomes of commands from now on; they are followed before.
  public void fates(Fate.Finder now) {
    fates = now;
  }

  /// Waits until something has been made of what was told so often. That is counted when the answer
  /// is on its way.
  public void awaitCount(String type, String tenant, String outcome, int times) {
    Counter counter =
        meters.counter("firebell.callbacks", "type", type, "tenant", tenant, "outcome", outcome);
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (counter.count() < times && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(counter.count()).as(outcome).isEqualTo(times);
  }

  /// From now on the brokers take nothing.
  public void fail() {
    log.sendException = new NotEnoughReplicasException("too few");
  }

  /// What is on the log.
  public List<Command> commands() {
    return log.history().stream().map(ProducerRecord::value).toList();
  }

  /// Posts bytes with these headers.
  public HttpResponse<String> post(String path, byte[] body, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .timeout(Duration.ofSeconds(20))
            .POST(BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /// What is there to be read, which is nothing.
  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).build(),
        BodyHandlers.ofString());
  }

  @Override
  public void close() {
    client.close();
    server.stop();
    callbacks.close();
  }
}
