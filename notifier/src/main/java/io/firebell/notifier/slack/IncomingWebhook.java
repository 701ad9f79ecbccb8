package io.firebell.notifier.slack;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.util.json.GsonFactory;
import io.firebell.core.notify.Outcome;
import io.firebell.notifier.http.Answer;
import io.firebell.notifier.http.JsonPost;
import io.firebell.notifier.send.Address;
import io.firebell.notifier.text.Cut;
import io.firebell.schemas.policy.ChannelSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Posts messages by Slack's [incoming
/// webhooks](https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks), which take
/// messages and give nothing back by which they could be changed: each notification is a message of
/// its own. Only webhooks of the old kind take another channel than the one they were made for.
final class IncomingWebhook implements AutoCloseable {

  private static final int ERROR_LIMIT = 100;

  /// @param channel null for the one that the webhook was made for
  private record Body(
      @Nullable String channel, String text, List<LayoutBlock> blocks, boolean unfurlLinks) {}

  private final JsonPost post;

  IncomingWebhook(JsonPost post) {
    this.post = post;
  }

  /// @param key the idempotency key
  Outcome send(SlackMessage message, String key, Address address) throws InterruptedException {
    Optional<URI> found = url(address.get(ChannelSettings.WEBHOOK).strip());
    if (found.isEmpty()) {
      return new Outcome.Rejected("the webhook should be a URL: is none");
    }
    URI url = found.get();
    byte[] body = json(message, address.get(ChannelSettings.CHANNEL));
    Answer answer = post.send(url, Map.of("Idempotency-Key", key), body);
    return answer instanceof Answer.Given given
        ? outcome(given)
        : JsonPost.failure(url, answer, "");
  }

  private static Optional<URI> url(String text) {
    try {
      URI url = new URI(text);
      boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
      return web && url.getHost() != null ? Optional.of(url) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static byte[] json(SlackMessage message, String channel) {
    Body body =
        new Body(channel.isEmpty() ? null : channel, message.text(), message.blocks(), false);
    return GsonFactory.createSnakeCase().toJson(body).getBytes(StandardCharsets.UTF_8);
  }

  /// Slack says `ok`, or what is wrong in a word.
  private static Outcome outcome(Answer.Given answer) {
    if (answer.isSuccess()) {
      return new Outcome.Delivered("");
    }
    String said = answer.body().strip();
    String reason =
        "Slack answered "
            + answer.status()
            + (said.matches("[a-z_]+") ? " " + Cut.to(ERROR_LIMIT, said) : "");
    return answer.isPassing()
        ? new Outcome.Retry(reason, answer.retryAfter())
        : new Outcome.Rejected(reason);
  }

  @Override
  public void close() {
    post.close();
  }
}
