package io.firebell.notifier.callback;

import io.firebell.core.incident.Command;
import io.firebell.core.incident.Incident;
import io.firebell.core.policy.Policy;
import io.firebell.notifier.http.Reach;
import io.firebell.notifier.kit.Policies;
import io.firebell.schemas.CommandLog;
import io.firebell.schemas.policy.SecretResolver;
import io.helidon.webserver.WebServer;
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
  private final Callbacks callbacks;
  private final WebServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  public CallbackServer(List<Incident> open) {
    CommandLog commands = new CommandLog(log, "commands", InstantSource.fixed(NOW));
    callbacks =
        new Callbacks(
            new Callbacks.Surroundings(
                this::policy,
                new SecretResolver(
                    name -> Optional.of(name.toLowerCase(Locale.ROOT)), _ -> Optional.empty()),
                tenant -> open.stream().filter(one -> one.group().tenant().equals(tenant)).toList(),
                commands,
                request -> request.path().pathParameters().first("tenant").orElse("default"),
                Reach.EVERYWHERE,
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
