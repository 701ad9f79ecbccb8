package io.firebell.notifier.callback.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonParseException;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.request.apps.connections.AppsConnectionsOpenRequest;
import com.slack.api.methods.response.apps.connections.AppsConnectionsOpenResponse;
import io.firebell.notifier.slack.SlackClient;
import io.firebell.schemas.policy.SecretResolver;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An app's connection to Slack by [Socket
/// Mode](https://docs.slack.dev/apis/events-api/using-socket-mode), on a thread of its own until it
/// is closed: a connection that ends is followed by the next one, and what Slack tells is
/// acknowledged when it is on the log. What is not acknowledged Slack tells again.
///
/// The SDK's own client goes wherever it is sent; this one stays within [SlackClient]'s reach.
final class SlackSocket implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SlackSocket.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String OFF = "Socket Mode is switched off for the app";

  private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  /// Where an app is to be heard, as a policy says it.
  ///
  /// @param appToken a reference to the token
  /// @param api where the Web API is; may have references in it
  record Place(String tenant, String appToken, String api) {}

  /// Who hears what Slack tells.
  interface Hearer {
    /// Returns when what is asked for is on the log.
    Taken hear(SlackSaid said) throws IOException, InterruptedException;

    /// Tells the one who asked what cannot be said in the acknowledgement, which has been sent.
    void tell(SlackSaid said, Taken taken) throws InterruptedException;
  }

  private final Place place;
  private final SecretResolver secrets;
  private final SlackClient client;
  private final OkHttpClient http;
  private final Hearer hearer;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private final Set<WebSocket> open = ConcurrentHashMap.newKeySet();

  private SlackSocket(
      Place place, SecretResolver secrets, SlackClient client, OkHttpClient http, Hearer hearer) {
    this.place = place;
    this.secrets = secrets;
    this.client = client;
    this.http = http;
    this.hearer = hearer;
    this.thread = Thread.ofVirtual().name("slack " + place.tenant()).unstarted(this::run);
  }

  /// Begins to connect, and returns at once.
  ///
  /// @param http for the connections
  static SlackSocket start(
      Place place, SecretResolver secrets, SlackClient client, OkHttpClient http, Hearer hearer) {
    SlackSocket started = new SlackSocket(place, secrets, client, http, hearer);
    started.thread.start();
    return started;
  }

  private void run() {
    Duration wait = SHORTEST_WAIT;
    try {
      while (closed.getCount() > 0) {
        Connection connection = new Connection();
        try {
          http.newWebSocket(new Request.Builder().url(url()).build(), connection);
          connection.ended.await();
        } catch (IOException | IllegalArgumentException e) {
          connection.failure = String.valueOf(e.getMessage());
        }
        if (connection.greeted) {
          wait = SHORTEST_WAIT;
        }
        if (!connection.failure.isEmpty() && closed.getCount() > 0) {
          failed(connection.failure, wait);
          wait = rest(wait);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void failed(String reason, Duration wait) {
    LOG.atWarn()
        .addKeyValue("tenant", place.tenant())
        .addKeyValue("reason", reason)
        .addKeyValue("wait", wait)
        .log("Slack is not heard by Socket Mode for now");
  }

  /// Waits for about so long, or until this is closed.
  ///
  /// @return how long to wait the next time
  private Duration rest(Duration wait) throws InterruptedException {
    long ms = wait.toMillis();
    boolean isClosed =
        closed.await(ms / 2 + ThreadLocalRandom.current().nextLong(ms), TimeUnit.MILLISECONDS);
    Duration doubled = wait.multipliedBy(2);
    return isClosed || doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
  }

  private String url() throws IOException {
    try {
      AppsConnectionsOpenResponse answer =
          client
              .methods(secrets.resolve(place.appToken()), secrets.resolve(place.api()))
              .appsConnectionsOpen(AppsConnectionsOpenRequest.builder().build());
      if (!answer.isOk() || answer.getUrl() == null) {
        throw new IOException("Slack answered " + answer.getError());
      }
      return answer.getUrl();
    } catch (SlackApiException e) {
      throw new IOException("Slack answered " + e.getResponse().code(), e);
    } catch (JsonParseException e) {
      throw new IOException("Slack answered nothing that can be understood", e);
    }
  }

  /// One connection. It goes on hearing after Slack has said that it is to be replaced, until Slack
  /// ends it.
  private final class Connection extends WebSocketListener {
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean greeted;
    private volatile String failure = "";

    @Override
    public void onOpen(WebSocket from, Response response) {
      open.add(from);
      if (closed.getCount() == 0) {
        from.cancel();
      }
    }

    @Override
    public void onMessage(WebSocket from, String text) {
      JsonNode envelope;
      try {
        envelope = JSON.readTree(text);
      } catch (JsonProcessingException e) {
        return;
      }
      switch (envelope.path("type").asText()) {
        case "hello" -> greeted = true;
        case "disconnect" -> {
          failure = envelope.path("reason").asText().equals("link_disabled") ? OFF : "";
          ended.countDown();
        }
        case "interactive", "slash_commands", "events_api" ->
            Thread.ofVirtual().name("slack " + place.tenant()).start(() -> take(from, envelope));
        default -> LOG.atDebug().log("Slack tells something of another kind");
      }
    }

    @Override
    public void onClosing(WebSocket from, int code, String reason) {
      from.close(1000, null);
      ended("the connection was closed");
    }

    @Override
    public void onClosed(WebSocket from, int code, String reason) {
      open.remove(from);
    }

    @Override
    public void onFailure(WebSocket from, Throwable problem, @Nullable Response response) {
      open.remove(from);
      ended("the connection broke off: " + problem.getClass().getSimpleName());
    }

    /// It has ended, and if nobody has said that it would, for this reason.
    private void ended(String reason) {
      if (ended.getCount() > 0) {
        failure = reason;
        ended.countDown();
      }
    }
  }

  /// Acknowledges what has been taken, and leaves the rest to be told again.
  private void take(WebSocket from, JsonNode envelope) {
    try {
      SlackSaid said = SlackPayload.envelope(envelope);
      Taken taken = hearer.hear(said);
      ObjectNode answer = JSON.createObjectNode();
      answer.put("envelope_id", envelope.path("envelope_id").asText());
      if (envelope.path("accepts_response_payload").asBoolean() && !taken.text().isEmpty()) {
        answer.set("payload", JSON.readTree(AnswerUrl.ephemeral(taken.text())));
      }
      from.send(answer.toString());
      hearer.tell(said, taken);
    } catch (IOException | KafkaException e) {
      LOG.atWarn()
          .addKeyValue("tenant", place.tenant())
          .addKeyValue("failure", e.getClass().getName())
          .log("What Slack tells cannot be taken for now");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    open.forEach(WebSocket::cancel);
  }
}
