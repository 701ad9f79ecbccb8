package io.firebell.notifier.callback.slack;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.firebell.notifier.http.JsonPost;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells somebody something that nobody else sees, by the
/// [`response_url`](https://docs.slack.dev/interactivity/handling-user-interaction#message_responses)
/// of what he did. The URL comes from outside: it has to be where Slack has such URLs.
final class AnswerUrl {

  private static final Logger LOG = LoggerFactory.getLogger(AnswerUrl.class);

  private final JsonPost post;

  AnswerUrl(JsonPost post) {
    this.post = post;
  }

  /// The text as an ephemeral message.
  static String ephemeral(String text) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("response_type", "ephemeral")
        .put("replace_original", false)
        .put("text", text)
        .toString();
  }

  /// Says it, unless the URL is none of Slack's. Whether it arrives is not known.
  ///
  /// @param apps those that the policy has
  void tell(List<SlackApp> apps, String answerAt, String text) throws InterruptedException {
    if (isSlacks(apps, answerAt)) {
      byte[] body = ephemeral(text).getBytes(StandardCharsets.UTF_8);
      post.send(URI.create(answerAt), Map.of(), body);
    } else {
      LOG.atWarn().log("An answer is not sent, since its address is none of Slack's");
    }
  }

  /// Whether a URL is where the answers of one of the apps are.
  static boolean isSlacks(List<SlackApp> apps, String answerAt) {
    Optional<URI> url = uri(answerAt);
    return url.isPresent() && apps.stream().anyMatch(app -> isOf(app, url.get()));
  }

  /// Whether an app that is asked at `slack.com` has its answers at `https://hooks.slack.com`, or,
  /// where the Web API is somewhere else, there.
  private static boolean isOf(SlackApp app, URI url) {
    Optional<URI> api = uri(app.api());
    if (api.isEmpty() || url.getHost() == null) {
      return false;
    }
    boolean isSlacks =
        Objects.requireNonNullElse(api.get().getHost(), "").matches("slack(-gov)?\\.com");
    return isSlacks
        ? "https".equals(url.getScheme())
            && url.getHost().equals("hooks." + api.get().getHost())
            && (url.getPort() == -1 || url.getPort() == 443)
        : Objects.equals(url.getScheme(), api.get().getScheme())
            && url.getHost().equals(api.get().getHost())
            && url.getPort() == api.get().getPort();
  }

  private static Optional<URI> uri(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(new URI(text));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
