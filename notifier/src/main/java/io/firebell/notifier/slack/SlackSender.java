package io.firebell.notifier.slack;

import com.google.gson.JsonParseException;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.request.chat.ChatPostMessageRequest;
import com.slack.api.methods.request.chat.ChatUpdateRequest;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.methods.response.chat.ChatUpdateResponse;
import com.slack.api.model.Message;
import com.slack.api.util.http.SlackHttpClient;
import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Outcome;
import io.firebell.notifier.http.JsonPost;
import io.firebell.notifier.http.OneRequest;
import io.firebell.notifier.http.Reach;
import io.firebell.notifier.send.Address;
import io.firebell.notifier.send.Sender;
import io.firebell.schemas.policy.ChannelSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.OkHttpClient;

/// Posts a message for an incident, and from then on changes that message and tells the story in
/// its thread. A page that comes later is shown in the channel too, since nobody is woken by a
/// thread.
///
/// A channel that has an incoming webhook gets a message for each notification instead: such
/// messages cannot be changed.
///
/// The remote id is the channel's id and the message's time stamp: `C024BE91L:1763690645.000200`.
public final class SlackSender implements Sender {

  /// Answers to a change which mean that there is no such message, so that a new one is due.
  private static final List<String> GONE =
      List.of("message_not_found", "cant_update_message", "edit_window_closed");

  private final Slack slack;
  private final OkHttpClient http;
  private final SlackFailures failures;
  private final IncomingWebhook webhook;

  /// @param connectWithin how long a connection may take
  /// @param answerWithin how long a call may take, connection and answer included
  public SlackSender(
      Duration connectWithin, Duration answerWithin, Reach reach, InstantSource clock) {
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
    failures = new SlackFailures(clock);
    webhook = new IncomingWebhook(new JsonPost(connectWithin, answerWithin, reach, clock));
  }

  @Override
  public ChannelType type() {
    return ChannelType.SLACK;
  }

  @Override
  public Outcome send(Notification notification, Address address) throws InterruptedException {
    if (!address.get(ChannelSettings.WEBHOOK).isEmpty()) {
      return webhook.send(notification, address);
    }
    MethodsClient methods = slack.methods(address.get(ChannelSettings.TOKEN));
    String api = address.get(ChannelSettings.API);
    methods.setEndpointUrlPrefix(api.endsWith("/") ? api : api + "/");
    try {
      Optional<RemoteMessage> known = RemoteMessage.parse(notification.remoteId());
      return known.isEmpty()
          ? post(methods, notification, address)
          : follow(methods, notification, address, known.get());
    } catch (SlackApiException e) {
      return failures.refused(e);
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while Slack was asked");
      }
      return SlackFailures.broken(e);
    } catch (JsonParseException e) {
      return SlackFailures.unintelligible();
    }
  }

  private Outcome post(MethodsClient methods, Notification notification, Address address)
      throws IOException, SlackApiException {
    SlackMessage message = SlackMessage.of(notification);
    ChatPostMessageResponse answer =
        methods.chatPostMessage(
            ChatPostMessageRequest.builder()
                .channel(address.get(ChannelSettings.CHANNEL))
                .text(message.text())
                .blocks(message.blocks())
                .metadata(key(notification))
                .unfurlLinks(false)
                .build());
    String error = SlackFailures.error(answer);
    return error.isEmpty()
        ? new Outcome.Delivered(RemoteMessage.id(answer.getChannel(), answer.getTs()))
        : SlackFailures.named(error);
  }

  private Outcome follow(
      MethodsClient methods, Notification notification, Address address, RemoteMessage known)
      throws IOException, SlackApiException {
    SlackMessage message = SlackMessage.of(notification);
    ChatUpdateResponse answer =
        methods.chatUpdate(
            ChatUpdateRequest.builder()
                .channel(known.channel())
                .ts(known.ts())
                .text(message.text())
                .blocks(message.blocks())
                .metadata(key(notification))
                .build());
    String error = SlackFailures.error(answer);
    if (GONE.contains(error)) {
      return post(methods, notification, address);
    }
    if (!error.isEmpty()) {
      return SlackFailures.named(error);
    }
    return switch (notification.event()) {
      case PAGED, ACKNOWLEDGED, RESOLVED, REPORTED, REMINDED -> reply(methods, notification, known);
      case OPENED, UPDATED -> new Outcome.Delivered(known.toString());
    };
  }

  private Outcome reply(MethodsClient methods, Notification notification, RemoteMessage known)
      throws IOException, SlackApiException {
    ChatPostMessageResponse answer =
        methods.chatPostMessage(
            ChatPostMessageRequest.builder()
                .channel(known.channel())
                .threadTs(known.ts())
                .replyBroadcast(
                    notification.event() == Event.PAGED || notification.event() == Event.REMINDED)
                .text(SlackMessage.reply(notification))
                .metadata(key(notification))
                .unfurlLinks(false)
                .build());
    String error = SlackFailures.error(answer);
    return error.isEmpty() ? new Outcome.Delivered(known.toString()) : SlackFailures.named(error);
  }

  /// What marks a message as this notification's, for whoever looks for repetitions.
  private static Message.Metadata key(Notification notification) {
    return Message.Metadata.builder()
        .eventType("firebell_notification")
        .eventPayload(Map.of("id", notification.id(), "subject", notification.subject().id()))
        .build();
  }

  @Override
  public void close() {
    http.dispatcher().cancelAll();
    http.connectionPool().evictAll();
    webhook.close();
  }
}
