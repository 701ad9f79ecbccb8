package io.firebell.streams.silence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.firebell.core.alert.Labels;
import io.firebell.core.mute.Silence;
import io.firebell.core.mute.Silence.State;
import io.firebell.core.route.Matcher;
import io.firebell.streams.query.Answers;
import io.firebell.streams.query.ApiException;
import io.firebell.streams.query.NotReadyException;
import io.firebell.streams.query.RequestBody;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/// Alertmanager's resources for silences, which `amtool` speaks:
/// [openapi.yaml](https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml).
///
/// | request | answer |
/// |---|---|
/// | `GET /api/v2/silences?filter=…` | those whose matchers fit: active, then pending, then expired ones |
/// | `POST /api/v2/silences` | `{"silenceID": "…"}`; with an `id` the silence is changed |
/// | `GET /api/v2/silence/{id}` | one |
/// | `DELETE /api/v2/silence/{id}` | nothing: it is expired |
///
/// A silence whose matchers change, or that has been over, goes on as a new one, since what it has
/// muted is on record under its id. Expired silences are shown for [Silence#KEPT].
public final class SilenceApi implements AutoCloseable {

  /// How long an answer waits until what it says can be read.
  private static final Duration UNTIL_SEEN = Duration.ofSeconds(5);

  private final SilenceStore store;
  private final SilenceLog log;
  private final SilenceNews news;
  private final Function<ServerRequest, String> tenants;
  private final InstantSource clock;
  private final SilenceJson json = new SilenceJson();

  private SilenceApi(
      SilenceStore store,
      SilenceLog log,
      SilenceNews news,
      Function<ServerRequest, String> tenants,
      InstantSource clock) {
    this.store = store;
    this.log = log;
    this.news = news;
    this.tenants = tenants;
    this.clock = clock;
  }

  /// The resources by the state of a running topology.
  ///
  /// @param log is closed with this
  /// @param news of what the topology hears
  /// @param tenants whose a request is
  public static SilenceApi over(
      KafkaStreams streams,
      SilenceLog log,
      SilenceNews news,
      Function<ServerRequest, String> tenants,
      InstantSource clock) {
    return new SilenceApi(new SilenceStore(streams), log, news, tenants, clock);
  }

  /// The resource `/api/v2/silences`.
  public HttpService all() {
    return rules ->
        rules
            .get("/", answering(this::list))
            .post("/", answering(this::post))
            .any("/", Answers.only("GET, POST"));
  }

  /// The resources under `/api/v2/silence`.
  public HttpService one() {
    return rules ->
        rules
            .get("/{id}", answering(this::show))
            .delete("/{id}", answering(this::expire))
            .any("/{id}", Answers.only("GET, DELETE"));
  }

  /// What a resource does.
  @FunctionalInterface
  private interface Resource {
    /// @return the answer; null for an empty one
    @Nullable JsonNode answer(ServerRequest request) throws ApiException, InterruptedException;
  }

  private Handler answering(Resource resource) {
    return (request, response) -> {
      try {
        @Nullable JsonNode answer = resource.answer(request);
        if (answer == null) {
          response.send();
        } else {
          Answers.send(response, 200, answer);
        }
      } catch (ApiException e) {
        refuse(response, e.code(), String.valueOf(e.getMessage()));
      } catch (NotReadyException | KafkaException e) {
        response.header(HeaderValues.create(HeaderNames.RETRY_AFTER, "1"));
        refuse(response, 503, String.valueOf(e.getMessage()));
      }
    };
  }

  private ArrayNode list(ServerRequest request) throws ApiException {
    List<Matcher> filter = new ArrayList<>();
    for (String text : request.query().all("filter", List::of)) {
      try {
        filter.addAll(Matcher.parseAll(text));
      } catch (IllegalArgumentException e) {
        throw new ApiException(400, "bad matcher format: " + e.getMessage());
      }
    }
    Instant now = clock.instant();
    ArrayNode answer = json.mapper().createArrayNode();
    store.of(tenants.apply(request)).stream()
        .filter(silence -> silence.forgottenAt().isAfter(now) && fits(silence, filter))
        .sorted(order(now))
        .forEach(silence -> answer.add(json.write(silence, now)));
    return answer;
  }

  private static boolean fits(Silence silence, List<Matcher> filter) {
    Map<String, String> values = new HashMap<>();
    silence.matchers().stream()
        .map(Matcher::parse)
        .forEach(matcher -> values.put(matcher.name(), matcher.value()));
    Labels labels = Labels.of(values);
    return filter.stream().allMatch(matcher -> matcher.matches(labels));
  }

  private static Comparator<Silence> order(Instant now) {
    return Comparator.comparing((Silence silence) -> rank(silence.stateAt(now)))
        .thenComparing((one, other) ->
            switch (one.stateAt(now)) {
              case ACTIVE -> one.endsAt().compareTo(other.endsAt());
              case PENDING -> one.startsAt().compareTo(other.startsAt());
              case EXPIRED -> other.endsAt().compareTo(one.endsAt());
            });
  }

  private static int rank(State state) {
    return switch (state) {
      case ACTIVE -> 0;
      case PENDING -> 1;
      case EXPIRED -> 2;
    };
  }

  private JsonNode show(ServerRequest request) throws ApiException {
    return json.write(find(tenants.apply(request), id(request)), clock.instant());
  }

  private JsonNode post(ServerRequest request) throws ApiException, InterruptedException {
    JsonNode asked = RequestBody.of(request).json();
    String tenant = tenants.apply(request);
    Instant now = clock.instant();
    String known = asked.path("id").asText("");
    @Nullable Silence before = known.isEmpty() ? null : find(tenant, uuid(known));
    String fresh = UUID.randomUUID().toString();
    Silence wanted = SilenceJson.read(asked, tenant, fresh, now);
    List<Silence> changed = wanted.inPlaceOf(before, now);
    append(changed);
    String id = changed.getLast().id();
    return json.mapper().createObjectNode().put("silenceID", id);
  }

  private @Nullable JsonNode expire(ServerRequest request)
      throws ApiException, InterruptedException {
    Instant now = clock.instant();
    Silence silence = find(tenants.apply(request), id(request));
    if (silence.stateAt(now) != State.EXPIRED) {
      append(List.of(silence.expired(now)));
    }
    return null;
  }

  /// Puts silences on the log, and returns when the last one is known here.
  private void append(List<Silence> changed) throws InterruptedException {
    Silence last = changed.getLast();
    String tenant = last.tenant();
    log.append(changed);
    var _ =
        news.await(
            () -> store.find(tenant, last.id()).filter(last::equals).isPresent(), UNTIL_SEEN);
  }

  private Silence find(String tenant, String id) throws ApiException {
    Optional<Silence> found = store.find(tenant, id);
    return found.orElseThrow(() -> new ApiException(404, "silence not found"));
  }

  private static String id(ServerRequest request) throws ApiException {
    return uuid(request.path().pathParameters().get("id"));
  }

  private static String uuid(String text) throws ApiException {
    try {
      return UUID.fromString(text).toString();
    } catch (IllegalArgumentException e) {
      throw new ApiException(422, "a silence's id should be a UUID: was " + text);
    }
  }

  @Override
  public void close() {
    log.close();
  }

  /// As Alertmanager refuses: with an object where its validation does, with a text where it does
  /// itself.
  private static void refuse(ServerResponse response, int code, String message) {
    boolean isItself = code == 400 || code == 404;
    Answers.send(
        response, code, isItself ? TextNode.valueOf(message) : Answers.error(code, message));
  }
}
