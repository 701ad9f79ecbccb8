package io.firebell.notifier.slack;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.util.http.SlackHttpClient;
import io.firebell.notifier.http.OneRequest;
import io.firebell.notifier.http.Reach;
import java.time.Duration;
import java.util.List;
import okhttp3.OkHttpClient;

/// Slack's Web API, asked within bounds: no redirect is followed, nothing waited for beyond the
/// time limits, and nobody asked who is out of [Reach]. Thread-safe.
public final class SlackClient implements AutoCloseable {

  private final OkHttpClient http;
  private final Slack slack;

  /// @param connectWithin how long a connection may take
  /// @param answerWithin how long a call may take, connection and answer included
  public SlackClient(Duration connectWithin, Duration answerWithin, Reach reach) {
    http =
        reach
            .limit(new OkHttpClient.Builder())
            .connectTimeout(connectWithin)
            .readTimeout(answerWithin)
            .callTimeout(answerWithin)
            .followRedirects(false)
            .retryOnConnectionFailure(false)
            .addInterceptor(new OneRequest())
            .addInterceptor(new BoundedAnswers())
            .build();
    SlackConfig config = new SlackConfig();
    config.setStatsEnabled(false);
    config.setHttpClientResponseHandlers(List.of());
    slack = Slack.getInstance(config, new SlackHttpClient(http));
  }

  /// @param api where the Web API is
  public MethodsClient methods(String token, String api) {
    MethodsClient methods = slack.methods(token);
    methods.setEndpointUrlPrefix(api.endsWith("/") ? api : api + "/");
    return methods;
  }

  @Override
  public void close() {
    http.dispatcher().cancelAll();
    http.connectionPool().evictAll();
  }
}
