package io.firebell.notifier.callback.slack;

import io.firebell.core.incident.Command;
import io.firebell.core.policy.Policy;
import io.firebell.notifier.callback.Aftermath;
import io.firebell.notifier.callback.Answered;
import io.firebell.notifier.callback.CallbackMetrics;
import io.firebell.notifier.callback.CallbackMetrics.Outcome;
import io.firebell.notifier.callback.CallbackMetrics.Source;
import io.firebell.notifier.callback.Callbacks;
import io.firebell.notifier.callback.RawBody;
import io.firebell.notifier.http.JsonPost;
import io.firebell.notifier.http.Reach;
import io.firebell.notifier.slack.SlackClient;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import okhttp3.OkHttpClient;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/// The resource `/v1/slack`: the request URL of an app's interactivity, slash command and events.
///
/// | request | answer |
/// |---|---|
/// | signed by an app of the tenant's policy | 200 once what it asks for is on the log |
/// | a slash command | 200 with what only the one who asked sees |
/// | signed by nobody, or more than five minutes ago | 401 |
/// | of a tenant whose policy has no signing secret | 404 |
/// | nothing that Slack sends | 400 |
/// | while the log cannot be reached | 503, so that Slack tries again |
public final class SlackListener implements HttpService, AutoCloseable {

  private static final String NOT_TAKEN = "Firebell could not take that. Please try again.";

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(1);

  /// Slack waits for three seconds.
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);

  /// What is not needed by those who have no Slack, and made when somebody of it calls.
  private record Parts(
      OkHttpClient sockets,
      SlackClient client,
      JsonPost post,
      SlackThreads threads,
      SlackCallbacks callbacks,
      AnswerUrl answers) {}

  /// So often a connection is tried, so that one which has broken is found out.
  private static final Duration PING_EVERY = Duration.ofSeconds(10);

  private final Callbacks.Surroundings surroundings;
  private final Aftermath aftermath;
  private final CallbackMetrics metrics;
  private final SlackSockets sockets = new SlackSockets(this::open);
  private @Nullable Parts parts;

  public SlackListener(
      Callbacks.Surroundings surroundings, Aftermath aftermath, CallbackMetrics metrics) {
    this.surroundings = surroundings;
    this.aftermath = aftermath;
    this.metrics = metrics;
  }

  /// A tenant's policy is this now. Returns at once.
  public void follow(String tenant, Policy policy) {
    sockets.follow(tenant, policy);
  }

  private SlackSocket open(SlackSocket.Place place) {
    Parts made = parts();
    return SlackSocket.start(
        place, surroundings.secrets(), made.client(), made.sockets(), new Member(place.tenant()));
  }

  /// Hears for a tenant what comes by Socket Mode.
  private final class Member implements SlackSocket.Hearer {
    private final String tenant;

    Member(String tenant) {
      this.tenant = tenant;
    }

    @Override
    public Taken hear(SlackSaid said) throws IOException, InterruptedException {
      try {
        Taken taken = parts().callbacks().take(tenant, apps(tenant), said);
        metrics.count(Source.SLACK_SOCKET, tenant, taken.outcome());
        return taken;
      } catch (IOException | KafkaException e) {
        metrics.count(Source.SLACK_SOCKET, tenant, Outcome.FAILED);
        throw e;
      }
    }

    @Override
    public void tell(SlackSaid said, Taken taken) throws InterruptedException {
      tellLater(tenant, said, taken);
    }
  }

  /// Tells the one who asked what the answer to Slack had no place for: what is known already, and
  /// what the incident refuses afterwards.
  private void tellLater(String tenant, SlackSaid said, Taken taken) throws InterruptedException {
    boolean isTold = said instanceof SlackSaid.Commanded;
    if (!isTold && !taken.text().isEmpty()) {
      tell(tenant, said, taken.text());
    }
    if (taken instanceof Taken.Asked(Command command, _)) {
      aftermath.follow(command, text -> tell(tenant, said, SlackCallbacks.shown(text)));
    }
  }

  private void tell(String tenant, SlackSaid said, String text) throws InterruptedException {
    List<SlackApp> known = apps(tenant);
    switch (said) {
      case SlackSaid.Clicked clicked -> parts().answers().tell(known, clicked.answerAt(), text);
      case SlackSaid.Commanded used -> parts().answers().tell(known, used.answerAt(), text);
      case SlackSaid.Replied replied -> parts().threads().tell(known, replied, text);
      case SlackSaid.Challenged _, SlackSaid.Irrelevant _ -> {}
    }
  }

  private List<SlackApp> apps(String tenant) {
    return SlackApp.of(surroundings.policies().apply(tenant), surroundings.secrets());
  }

  private synchronized Parts parts() {
    if (parts == null) {
      Reach reach = surroundings.reach();
      SlackClient client = new SlackClient(CONNECT_WITHIN, ANSWER_WITHIN, reach);
      JsonPost post = new JsonPost(CONNECT_WITHIN, ANSWER_WITHIN, reach, surroundings.clock());
      SlackThreads threads = new SlackThreads(client);
      SlackCallbacks callbacks =
          new SlackCallbacks(
              surroundings.policies(), surroundings.open(), surroundings.log(), threads);
      OkHttpClient connections =
          reach
              .limit(new OkHttpClient.Builder())
              .connectTimeout(CONNECT_WITHIN)
              .pingInterval(PING_EVERY)
              .followRedirects(false)
              .build();
      parts = new Parts(connections, client, post, threads, callbacks, new AnswerUrl(post));
    }
    return parts;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.post("/", this::take).any("/", Answered.onlyPost());
  }

  private void take(ServerRequest request, ServerResponse response) throws InterruptedException {
    String tenant = surroundings.tenants().apply(request);
    metrics.count(Source.SLACK, tenant, taken(tenant, request, response));
  }

  private Outcome taken(String tenant, ServerRequest request, ServerResponse response)
      throws InterruptedException {
    List<SlackApp> known = apps(tenant);
    List<String> secrets =
        known.stream().flatMap(app -> app.signingSecrets().stream()).distinct().toList();
    if (secrets.isEmpty()) {
      Answered.refuse(response, 404, "the policy has no signingSecret of a Slack app");
      return Outcome.REFUSED;
    }
    SlackSaid said;
    try {
      byte[] body = RawBody.of(request);
      SlackSignature.Worth worth = worth(request, body, secrets);
      if (worth != SlackSignature.Worth.GOOD) {
        Answered.refuse(response, 401, "should be signed by Slack within the last five minutes");
        return worth == SlackSignature.Worth.STALE ? Outcome.STALE : Outcome.UNSIGNED;
      }
      said = SlackPayload.body(body);
    } catch (IOException e) {
      Answered.refuse(response, 400, String.valueOf(e.getMessage()));
      return Outcome.REFUSED;
    }
    try {
      Taken taken = parts().callbacks().take(tenant, known, said);
      answer(response, tenant, said, taken);
      return taken.outcome();
    } catch (IOException e) {
      Answered.later(response, String.valueOf(e.getMessage()));
      return Outcome.FAILED;
    } catch (KafkaException e) {
      Answered.later(response, "it could not be put on the log");
      if (said instanceof SlackSaid.Clicked clicked) {
        parts().answers().tell(known, clicked.answerAt(), NOT_TAKEN);
      }
      return Outcome.FAILED;
    }
  }

  private SlackSignature.Worth worth(ServerRequest request, byte[] body, List<String> secrets) {
    return SlackSignature.of(
        secrets,
        header(request, SlackSignature.TIME_HEADER),
        header(request, SlackSignature.HEADER),
        body,
        surroundings.clock().instant());
  }

  private static String header(ServerRequest request, String name) {
    return request.headers().first(HeaderNames.create(name)).orElse("");
  }

  /// Answers at once, and tells whoever clicked what there is to tell after that: Slack waits for
  /// three seconds.
  private void answer(ServerResponse response, String tenant, SlackSaid said, Taken taken)
      throws InterruptedException {
    switch (said) {
      case SlackSaid.Challenged(String challenge) -> {
        response.header(HeaderValues.CONTENT_TYPE_TEXT_PLAIN);
        response.send(challenge);
      }
      case SlackSaid.Commanded _ -> {
        Answered.json(response, 200, AnswerUrl.ephemeral(taken.text()));
        tellLater(tenant, said, taken);
      }
      case SlackSaid.Clicked _, SlackSaid.Replied _, SlackSaid.Irrelevant _ -> {
        response.status(200).send();
        tellLater(tenant, said, taken);
      }
    }
  }

  @Override
  public void close() {
    sockets.close();
    closeParts();
  }

  private synchronized void closeParts() {
    if (parts != null) {
      parts.client().close();
      parts.post().close();
      parts.sockets().dispatcher().executorService().shutdown();
      parts.sockets().connectionPool().evictAll();
    }
  }
}
