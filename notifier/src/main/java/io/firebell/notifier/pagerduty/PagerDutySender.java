package io.firebell.notifier.pagerduty;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.IncidentSummary;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Outcome;
import io.firebell.notifier.http.Answer;
import io.firebell.notifier.http.JsonPost;
import io.firebell.notifier.pagerduty.PagerDutyEvent.Action;
import io.firebell.notifier.send.Address;
import io.firebell.notifier.send.Sender;
import io.firebell.notifier.text.Cut;
import io.firebell.schemas.policy.ChannelSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Sends events to PagerDuty's Events API v2. The incident's id is the deduplication key, so that
/// whatever arrives twice changes nothing. 202 is a delivery; 429, 5xx and silence are worth
/// another try; everything else is a refusal, with PagerDuty's own errors.
public final class PagerDutySender implements Sender {

  /// What PagerDuty takes, in bytes.
  static final int SIZE_LIMIT = 512 * 1024;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ALERTS_SHOWN = 100;
  private static final int ERRORS_LIMIT = 500;

  private final JsonPost post;
  private final String externalUrl;

  /// @param externalUrl where people reach this Firebell; may be empty
  public PagerDutySender(JsonPost post, String externalUrl) {
    this.post = post;
    this.externalUrl = externalUrl;
  }

  @Override
  public ChannelType type() {
    return ChannelType.PAGERDUTY;
  }

  @Override
  public Outcome send(Notification notification, Address address) throws InterruptedException {
    if (!(notification.subject() instanceof IncidentSummary)) {
      return new Outcome.Rejected("PagerDuty has no event for maintenance");
    }
    String routingKey = address.get(ChannelSettings.ROUTING_KEY);
    return switch (notification.event()) {
      case OPENED, PAGED -> send(trigger(notification, routingKey, address), notification, address);
      case ACKNOWLEDGED ->
          send(change(Action.acknowledge, notification, routingKey), notification, address);
      case RESOLVED ->
          send(change(Action.resolve, notification, routingKey), notification, address);
      case UPDATED, REPORTED, REMINDED ->
          new Outcome.Rejected("PagerDuty has no event for what asks nobody to act");
    };
  }

  private Outcome send(byte[] event, Notification notification, Address address)
      throws InterruptedException {
    URI url = URI.create(address.get(ChannelSettings.API).replaceAll("/+$", "") + "/v2/enqueue");
    Answer answer = post.send(url, Map.of(), event);
    if (answer instanceof Answer.Given given) {
      return given.status() == 202
          ? new Outcome.Delivered(notification.incident().id())
          : JsonPost.failure(url, answer, errors(given.body()));
    }
    return JsonPost.failure(url, answer, "");
  }

  private byte[] trigger(Notification notification, String routingKey, Address address) {
    String severity = address.get(ChannelSettings.SEVERITY);
    int shown = ALERTS_SHOWN;
    byte[] json =
        json(PagerDutyEvent.trigger(notification, routingKey, severity, externalUrl, shown));
    while (json.length > SIZE_LIMIT && shown > 0) {
      shown /= 2;
      json = json(PagerDutyEvent.trigger(notification, routingKey, severity, externalUrl, shown));
    }
    return json;
  }

  private static byte[] change(Action action, Notification notification, String routingKey) {
    return json(PagerDutyEvent.change(action, notification, routingKey));
  }

  /// What PagerDuty says was wrong; empty when it says nothing that can be read.
  private static String errors(String body) {
    try {
      JsonNode answer = JSON.readTree(body);
      List<String> errors = new ArrayList<>();
      answer.path("errors").forEach(error -> errors.add(error.asText()));
      String said = errors.isEmpty() ? answer.path("message").asText() : String.join("; ", errors);
      return Cut.to(ERRORS_LIMIT, said);
    } catch (JsonProcessingException e) {
      return "";
    }
  }

  private static byte[] json(PagerDutyEvent event) {
    try {
      return JSON.writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new AssertionError("an event of texts can be written as JSON", e);
    }
  }

  @Override
  public void close() {
    post.close();
  }
}
