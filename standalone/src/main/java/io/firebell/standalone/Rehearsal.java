package io.firebell.standalone;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What the launcher records of the program: waves of alerts of many groups, and their webhooks.
/// The virtual machine keeps which classes that took and which of their methods ran often (JEP 514,
/// JEP 515), so that later processes compile these at once instead of finding out first.
///
/// It is the way of users' alerts, over the wire on both ends, since that is what should be quick.
final class Rehearsal implements AutoCloseable {

  /// How many groups fire in each wave. Fewer would leave part of the way without a profile.
  static final List<Integer> WAVES = List.of(1, 10, 100, 100, 100, 100);

  /// How many alerts a request has, as Prometheus sends them.
  private static final int BATCH = 64;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpServer receiver;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Semaphore arrived = new Semaphore(0);
  private final Path config;

  private Rehearsal(HttpServer receiver, Path config) {
    this.receiver = receiver;
    this.config = config;
  }

  /// Opens the receiver of the webhooks.
  ///
  /// @param directory for its policy
  static Rehearsal in(Path directory) throws IOException {
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/";
    String policy =
        """
        route: { receiver: hook, group_by: [alertname], group_wait: 100ms, group_interval: 300ms }
        receivers: [ { name: hook, webhook_configs: [ { url: '%s' } ] } ]
        """
            .formatted(url);
    Path config = Files.writeString(directory.resolve("rehearsal.yml"), policy);
    Rehearsal rehearsal = new Rehearsal(receiver, config);
    receiver.createContext("/", rehearsal::take);
    receiver.setExecutor(rehearsal.threads);
    receiver.start();
    return rehearsal;
  }

  /// The policy that it needs.
  PolicySource policy() {
    return PolicySource.alertmanager(config);
  }

  /// Plays all waves: each fires, and is over when all of its groups have had a webhook.
  ///
  /// @param url where the program listens
  /// @throws IllegalStateException if an alert is refused or a webhook stays away
  void play(String url) throws IOException, InterruptedException {
    for (int wave = 0; wave < WAVES.size(); wave++) {
      send(url, wave, "");
      awaitWebhooks(WAVES.get(wave));
      send(url, wave, ",\"endsAt\":\"%s\"".formatted(Instant.now()));
      awaitWebhooks(WAVES.get(wave));
    }
  }

  private void send(String url, int wave, String more) throws IOException, InterruptedException {
    int groups = WAVES.get(wave);
    for (int from = 0; from < groups; from += BATCH) {
      String alerts =
          IntStream.range(from, Math.min(from + BATCH, groups))
              .mapToObj(group ->
                  "{\"labels\":{\"alertname\":\"Rehearsal%d-%d\",\"severity\":\"critical\"}%s}"
                      .formatted(wave, group, more))
              .collect(Collectors.joining(",", "[", "]"));
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url + "/api/v2/alerts"))
              .header("Content-Type", "application/json")
              .timeout(PATIENCE)
              .POST(BodyPublishers.ofString(alerts))
              .build();
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("alerts should be accepted: was " + answer.body());
      }
    }
  }

  private void awaitWebhooks(int count) throws InterruptedException {
    if (!arrived.tryAcquire(count, PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException(
          "%d webhooks should come within %d s: %d did"
              .formatted(count, PATIENCE.toSeconds(), arrived.availablePermits()));
    }
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(200, -1);
    }
    arrived.release();
  }

  @Override
  public void close() {
    http.close();
    receiver.stop(0);
    threads.close();
  }
}
