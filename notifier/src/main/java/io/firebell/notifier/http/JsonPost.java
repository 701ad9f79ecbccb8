package io.firebell.notifier.http;

import io.firebell.core.notify.Outcome;
import io.firebell.notifier.text.Cut;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.ResponseInfo;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;

/// Posts JSON, once: no redirect is followed, no answer read beyond 64 kB, and nothing waited for
/// beyond the time limits. Thread-safe.
public final class JsonPost implements AutoCloseable {

  private static final int ANSWER_LIMIT = 64 * 1024;
  private static final int REASON_LIMIT = 200;

  private final HttpClient client;
  private final Duration answerWithin;
  private final InstantSource clock;

  /// @param connectWithin how long a connection may take
  /// @param answerWithin how long the whole exchange may take, connection and answer included
  public JsonPost(Duration connectWithin, Duration answerWithin, InstantSource clock) {
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(connectWithin)
            .followRedirects(Redirect.NEVER)
            .version(Version.HTTP_1_1)
            .build();
    this.answerWithin = answerWithin;
    this.clock = clock;
  }

  /// Sends the body with these headers besides its content type.
  ///
  /// @throws InterruptedException if the thread is interrupted; the request is given up
  public Answer send(URI uri, Map<String, String> headers, byte[] json)
      throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .header("User-Agent", "Firebell")
            .POST(BodyPublishers.ofByteArray(json));
    headers.forEach(request::header);
    AtomicReference<ResponseInfo> head = new AtomicReference<>();
    CompletableFuture<HttpResponse<String>> exchange =
        client.sendAsync(
            request.build(),
            info -> {
              head.set(info);
              return new FirstBytes(ANSWER_LIMIT);
            });
    try {
      String body = exchange.get(answerWithin.toMillis(), TimeUnit.MILLISECONDS).body();
      return given(head.get(), body);
    } catch (TimeoutException e) {
      return head.get() != null
          ? given(head.get(), "")
          : new Answer.Missing("did not answer within " + answerWithin.toMillis() + " ms");
    } catch (ExecutionException e) {
      return head.get() != null
          ? given(head.get(), "")
          : new Answer.Missing(reason(exchange.exceptionNow()));
    } finally {
      exchange.cancel(true);
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
      case Answer.Missing(String why) -> new Outcome.Retry(host + " " + why, Duration.ZERO);
    };
  }

  /// An answer whose status has come, be the rest of it broken off or too slow.
  private Answer given(ResponseInfo head, String body) {
    Duration after =
        head.headers()
            .firstValue("Retry-After")
            .map(header -> RetryAfter.parse(header, clock.instant()))
            .orElse(Duration.ZERO);
    return new Answer.Given(head.statusCode(), after, body);
  }

  private static String reason(Throwable failure) {
    String said = Cut.to(REASON_LIMIT, String.valueOf(failure.getMessage()));
    return switch (failure) {
      case ConnectException _ -> "could not be reached";
      case HttpTimeoutException _ -> "could not be reached in time";
      case SSLException _ -> "could not be reached over TLS: " + said;
      case IOException _ -> "broke off: " + said;
      default -> "could not be asked: " + failure.getClass().getSimpleName();
    };
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
