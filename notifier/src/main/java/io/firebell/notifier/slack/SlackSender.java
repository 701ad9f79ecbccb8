package io.firebell.notifier.slack;

import com.google.gson.JsonParseException;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.request.chat.ChatPostMessageRequest;
import com.slack.api.methods.request.chat.ChatUpdateRequest;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.methods.response.chat.ChatUpdateResponse;
import com.slack.api.model.Message;
import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Outcome;
import io.firebell.core.policy.Policy;
import io.firebell.notifier.http.JsonPost;
import io.firebell.notifier.http.Reach;
import io.firebell.notifier.send.Address;
import io.firebell.notifier.send.Bundle;
import io.firebell.notifier.send.BundlingSender;
import io.firebell.notifier.template.Templates;
import io.firebell.notifier.text.Roundup;
import io.firebell.notifier.text.TenantUrl;
import io.firebell.schemas.policy.ChannelSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Posts a message for an incident, and from then on changes that message and tells the story in
/// its thread. A page that comes later is shown in the channel too, since nobody is woken by a
/// thread.
///
/// A channel that has an incoming webhook gets a message for each notification instead: such
/// messages cannot be changed.
///
/// The remote id is the channel's id and the message's time stamp: `C024BE91L:1763690645.000200`.
public final class SlackSender implements BundlingSender {

  /// Answers to a change which mean that there is no such message, so that a new one is due.
  private static final List<String> GONE =
      List.of("message_not_found", "cant_update_message", "edit_window_closed");

  /// What marks the metadata of a message as Firebell's.
  public static final String METADATA = "firebell_notification";

  /// Where the metadata of a message name what it is about.
  public static final String SUBJECT = "subject";

  private final SlackClient client;
  private final Function<String, Policy> policies;
  private final Templates templates;
  private final String externalUrl;
  private final SlackFailures failures;
  private final IncomingWebhook webhook;

  /// @param connectWithin how long a connection may take
  /// @param answerWithin how long a call may take, connection and answer included
  /// @param policies the current policy of a tenant
  /// @param templates those that channels have
  /// @param externalUrl where people reach this Firebell; may be empty
  public SlackSender(
      Duration connectWithin,
      Duration answerWithin,
      Reach reach,
      Function<String, Policy> policies,
      Templates templates,
      String externalUrl,
      InstantSource clock) {
    client = new SlackClient(connectWithin, answerWithin, reach);
    this.policies = policies;
    this.templates = templates;
    this.externalUrl = externalUrl;
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
      return webhook.send(message(notification, address), notification.id(), address);
    }
    Optional<RemoteMessage> known = RemoteMessage.parse(notification.remoteId());
    return call(
        address,
        methods ->
            known.isEmpty()
                ? post(methods, notification, address)
                : follow(methods, notification, address, known.get()));
  }

  @Override
  public boolean bundles(Notification notification) {
    return RemoteMessage.parse(notification.remoteId()).isEmpty();
  }

  /// A message that is nobody's own: what comes of each incident makes one that is.
  @Override
  public Outcome send(Bundle bundle, Address address) throws InterruptedException {
    SlackMessage message = SlackMessage.of(Roundup.of(bundle.notifications()));
    Notification first = bundle.notifications().getFirst();
    return address.get(ChannelSettings.WEBHOOK).isEmpty()
        ? call(address, methods -> post(methods, message, ofBundle(first), address))
        : webhook.send(message, first.id(), address);
  }

  /// What is asked of Slack's Web API.
  @FunctionalInterface
  private interface Call {
    Outcome by(MethodsClient methods) throws IOException, SlackApiException;
  }

  private Outcome call(Address address, Call call) throws InterruptedException {
    MethodsClient methods =
        client.methods(address.get(ChannelSettings.TOKEN), address.get(ChannelSettings.API));
    try {
      return call.by(methods);
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

  private SlackMessage message(Notification notification, Address address) {
    String tenant = notification.subject().tenant();
    return SlackMessage.of(
        notification,
        address,
        templates,
        policies.apply(tenant),
        TenantUrl.of(tenant, externalUrl));
  }

  private Outcome post(MethodsClient methods, Notification notification, Address address)
      throws IOException, SlackApiException {
    return post(methods, message(notification, address), key(notification), address);
  }

  private static Outcome post(
      MethodsClient methods, SlackMessage message, Message.Metadata key, Address address)
      throws IOException, SlackApiException {
    ChatPostMessageResponse answer =
        methods.chatPostMessage(
            ChatPostMessageRequest.builder()
                .channel(address.get(ChannelSettings.CHANNEL))
                .text(message.text())
                .blocks(message.blocks())
                .metadata(key)
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
    SlackMessage message = message(notification, address);
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
    return notification.event() == Event.OPENED
        ? new Outcome.Delivered(known.toString())
        : reply(methods, notification, known);
  }

  private Outcome reply(MethodsClient methods, Notification notification, RemoteMessage known)
      throws IOException, SlackApiException {
    ChatPostMessageResponse answer =
        methods.chatPostMessage(
            ChatPostMessageRequest.builder()
                .channel(known.channel())
                .threadTs(known.ts())
                .replyBroadcast(isForAll(notification.event()))
                .text(SlackMessage.reply(notification))
                .metadata(key(notification))
                .unfurlLinks(false)
                .build());
    String error = SlackFailures.error(answer);
    return error.isEmpty() ? new Outcome.Delivered(known.toString()) : SlackFailures.named(error);
  }

  /// Whether a reply is shown in the channel too: somebody has to act.
  private static boolean isForAll(Event event) {
    return switch (event) {
      case PAGED, REMINDED, UPDATE_OVERDUE, POSTMORTEM_DUE -> true;
      case OPENED, UPDATED, ACKNOWLEDGED, RESOLVED, REPORTED -> false;
    };
  }

  /// What marks a message as this notification's, for whoever looks for repetitions.
  private static Message.Metadata key(Notification notification) {
    return Message.Metadata.builder()
        .eventType(METADATA)
        .eventPayload(Map.of("id", notification.id(), SUBJECT, notification.subject().id()))
        .build();
  }

  /// What marks a message that is about several, so that nobody takes it for one of theirs.
  private static Message.Metadata ofBundle(Notification first) {
    return Message.Metadata.builder()
        .eventType("firebell_bundle")
        .eventPayload(Map.of("id", first.id()))
        .build();
  }

  @Override
  public void close() {
    client.close();
    webhook.close();
  }
}
