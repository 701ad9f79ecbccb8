package io.firebell.notifier.callback.slack;

import com.google.gson.JsonParseException;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.request.chat.ChatPostEphemeralRequest;
import com.slack.api.methods.request.conversations.ConversationsRepliesRequest;
import com.slack.api.methods.response.conversations.ConversationsRepliesResponse;
import com.slack.api.model.Message;
import io.firebell.notifier.slack.SlackClient;
import io.firebell.notifier.slack.SlackSender;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which incident a thread is about: the message above it says so in its
/// [metadata](https://docs.slack.dev/messaging/message-metadata), so that nothing of it has to be
/// remembered here.
final class SlackThreads {

  private static final Logger LOG = LoggerFactory.getLogger(SlackThreads.class);

  private final SlackClient client;

  SlackThreads(SlackClient client) {
    this.client = client;
  }

  /// @param apps those whose message it may be
  /// @return empty for a thread below a message that is not one of ours
  /// @throws IOException if Slack cannot be asked
  Optional<String> incident(List<SlackApp> apps, String channel, String thread) throws IOException {
    for (SlackApp app : apps) {
      if (!app.token().isEmpty()) {
        Optional<String> found = incident(app, channel, thread);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> incident(SlackApp app, String channel, String thread)
      throws IOException {
    MethodsClient methods = client.methods(app.token(), app.api());
    try {
      ConversationsRepliesResponse answer =
          methods.conversationsReplies(
              ConversationsRepliesRequest.builder()
                  .channel(channel)
                  .ts(thread)
                  .limit(1)
                  .includeAllMetadata(true)
                  .build());
      return Objects.requireNonNullElse(answer.getMessages(), List.<Message>of()).stream()
          .filter(message -> thread.equals(message.getTs()))
          .findFirst()
          .map(Message::getMetadata)
          .flatMap(SlackThreads::subject);
    } catch (SlackApiException e) {
      throw new IOException("Slack answered " + e.getResponse().code(), e);
    } catch (JsonParseException e) {
      throw new IOException("Slack answered nothing that can be understood", e);
    }
  }

  /// Tells somebody something in a thread that nobody else sees. Whether it arrives is not known.
  ///
  /// @param apps those of which one is in the thread
  void tell(List<SlackApp> apps, SlackSaid.Replied replied, String text) {
    for (SlackApp app : apps) {
      if (!app.token().isEmpty() && isTold(app, replied, text)) {
        return;
      }
    }
  }

  private boolean isTold(SlackApp app, SlackSaid.Replied replied, String text) {
    try {
      return client
          .methods(app.token(), app.api())
          .chatPostEphemeral(
              ChatPostEphemeralRequest.builder()
                  .channel(replied.channel())
                  .threadTs(replied.thread())
                  .user(replied.by().id())
                  .text(text)
                  .build())
          .isOk();
    } catch (IOException | SlackApiException | JsonParseException e) {
      LOG.atWarn()
          .addKeyValue("failure", e.getClass().getName())
          .log("What is wrong with a reply could not be told");
      return false;
    }
  }

  private static Optional<String> subject(Message.Metadata metadata) {
    @Nullable Object subject = metadata.getEventPayload().get(SlackSender.SUBJECT);
    return SlackSender.METADATA.equals(metadata.getEventType())
        ? Optional.ofNullable(subject).map(Object::toString)
        : Optional.empty();
  }
}
