package io.firebell.notifier.http;

import io.firebell.core.notify.Outcome;
import io.firebell.notifier.text.Cut;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Dispatcher;
import okhttp3.Dns;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/// Posts JSON, once: no redirect is followed, no answer read beyond 64 kB, nothing waited for
/// beyond the time limits, and nobody asked who is out of [Reach]. Thread-safe.
public final class JsonPost implements AutoCloseable {

  private static final int ANSWER_LIMIT = 64 * 1024;
  private static final int REASON_LIMIT = 200;
  private static final MediaType JSON = MediaType.get("application/json");

  /// The status and headers of an answer, as soon as they have come.
  private static final class Head {
    private final AtomicReference<@Nullable Response> response = new AtomicReference<>();
  }

  private static final EventListener HEADS =
      new EventListener() {
        @Override
        public void responseHeadersEnd(Call call, Response response) {
          Objects.requireNonNull(call.request().tag(Head.class)).response.set(response);
        }
      };

  private final OkHttpClient client;
  private final Lookups lookups;
  private final Duration answerWithin;
  private final InstantSource clock;

  /// @param connectWithin how long a connection may take
  /// @param answerWithin how long the whole exchange may take, connection and answer included
  public JsonPost(Duration connectWithin, Duration answerWithin, Reach reach, InstantSource clock) {
    this(connectWithin, answerWithin, reach, Dns.SYSTEM, clock);
  }

  JsonPost(
      Duration connectWithin, Duration answerWithin, Reach reach, Dns names, InstantSource clock) {
    this.lookups = new Lookups(names);
    // Those of the platform would have to be made anew for a crowd after each quiet minute.
    Dispatcher unlimited = new Dispatcher(Executors.newVirtualThreadPerTaskExecutor());
    unlimited.setMaxRequests(Integer.MAX_VALUE);
    unlimited.setMaxRequestsPerHost(Integer.MAX_VALUE);
    this.client =
        reach
            .limit(new OkHttpClient.Builder())
            .dispatcher(unlimited)
            .dns(lookups)
            .connectTimeout(connectWithin)
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false)
            .protocols(List.of(Protocol.HTTP_1_1))
            .addInterceptor(new OneRequest())
            .eventListener(HEADS)
            .build();
    this.answerWithin = answerWithin;
    this.clock = clock;
  }

  /// Sends the body with these headers besides its content type.
  ///
  /// @param headers of ASCII characters without line ends
  /// @throws InterruptedException if the thread is interrupted; the request is given up
  public Answer send(URI uri, Map<String, String> headers, byte[] json)
      throws InterruptedException {
    return send(uri, headers, json, JSON);
  }

  /// Sends a body that need not be JSON.
  ///
  /// @param contentType of the body
  /// @throws IllegalArgumentException if the content type is none
  /// @throws InterruptedException if the thread is interrupted; the request is given up
  public Answer send(URI uri, Map<String, String> headers, byte[] body, String contentType)
      throws InterruptedException {
    return send(uri, headers, body, MediaType.get(contentType));
  }

  private Answer send(URI uri, Map<String, String> headers, byte[] content, MediaType type)
      throws InterruptedException {
    HttpUrl url = HttpUrl.get(uri);
    if (url == null) {
      return new Answer.Refused("is no address of http or https");
    }
    Head head = new Head();
    Request.Builder request =
        new Request.Builder()
            .url(url)
            .tag(Head.class, head)
            .header("User-Agent", "Firebell")
            .header("Accept-Encoding", "identity")
            .post(RequestBody.create(content, type));
    headers.forEach(request::header);
    CompletableFuture<String> body = new CompletableFuture<>();
    Call call = client.newCall(request.build());
    call.enqueue(new Beginning(body));
    try {
      String said = body.get(answerWithin.toMillis(), TimeUnit.MILLISECONDS);
      return given(Objects.requireNonNull(head.response.get()), said);
    } catch (TimeoutException e) {
      Response answer = head.response.get();
      return answer != null
          ? given(answer, "")
          : new Answer.Missing("did not answer within " + answerWithin.toMillis() + " ms");
    } catch (ExecutionException e) {
      Response answer = head.response.get();
      return answer != null ? given(answer, "") : failed(body.exceptionNow());
    } finally {
      if (!body.isDone()) {
        call.cancel();
      }
    }
  }

  /// Reads the beginning of an answer's body as UTF-8.
  private record Beginning(CompletableFuture<String> body) implements Callback {

    @Override
    public void onResponse(Call call, Response response) {
      try (response) {
        BufferedSource source = Objects.requireNonNull(response.body()).source();
        source.request(ANSWER_LIMIT);
        body.complete(source.getBuffer().snapshot().utf8());
      } catch (IOException e) {
        body.completeExceptionally(e);
      }
    }

    @Override
    public void onFailure(Call call, IOException failure) {
      body.completeExceptionally(failure);
    }
  }

  /// How an exchange that did not succeed is to be taken.
  ///
  /// @param said what the far side gives as the reason; may be empty
  public static Outcome failure(URI uri, Answer answer, String said) {
    String host = uri.getHost();
    return switch (answer) {
      case Answer.Given given -> {
        String reason = host + " answered " + given.status() + (said.isEmpty() ? "" : ": " + said);
        yield given.isPassing()
            ? new Outcome.Retry(reason, given.retryAfter())
            : new Outcome.Rejected(reason);
      }
      case Answer.Refused(String why) -> new Outcome.Rejected(host + " " + why);
      case Answer.Missing(String why) -> new Outcome.Retry(host + " " + why, Duration.ZERO);
    };
  }

  /// An answer whose status has come, be the rest of it broken off or too slow.
  private Answer given(Response head, String body) {
    String after = Objects.requireNonNullElse(head.header("Retry-After"), "");
    return new Answer.Given(head.code(), RetryAfter.parse(after, clock.instant()), body);
  }

  private static Answer failed(Throwable failure) {
    String said = Cut.to(REASON_LIMIT, String.valueOf(failure.getMessage()));
    return switch (failure) {
      case Reach.OutOfReach _ -> new Answer.Refused("is at no address that may be reached");
      case ConnectException _ -> new Answer.Missing("could not be reached");
      case UnknownHostException _ -> new Answer.Missing("could not be found");
      case SocketTimeoutException _ -> new Answer.Missing("could not be reached in time");
      case SSLException _ -> new Answer.Missing("could not be reached over TLS: " + said);
      case IOException _ -> new Answer.Missing("broke off: " + said);
      default -> new Answer.Missing("could not be asked: " + failure.getClass().getSimpleName());
    };
  }

  @Override
  public void close() {
    client.dispatcher().cancelAll();
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
    lookups.close();
  }
}
