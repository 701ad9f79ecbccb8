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
import io.firebell.notifier.template.Templates;
import io.firebell.notifier.text.Cut;
import io.firebell.schemas.policy.ChannelSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
  private final Templates templates;
  private final String externalUrl;

  /// @param templates those that channels have
  /// @param externalUrl where people reach this Firebell; may be empty
  public PagerDutySender(JsonPost post, Templates templates, String externalUrl) {
    this.post = post;
    this.templates = templates;
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
    Optional<Action> action = Action.of(notification.event());
    if (action.isEmpty()) {
      return new Outcome.Rejected("PagerDuty has no event for what asks nobody to act");
    }
    byte[] event =
        action.get() == Action.trigger
            ? trigger(notification, address)
            : json(change(action.get(), notification, address));
    return send(event, notification, address);
  }

  /// What would be sent, as JSON for people to read; empty for what PagerDuty has no event for.
  ///
  /// @param externalUrl where people reach this Firebell; may be empty
  public static String preview(
      Notification notification, Address address, Templates templates, String externalUrl) {
    return Action.of(notification.event())
        .filter(_ -> notification.subject() instanceof IncidentSummary)
        .map(action ->
            action == Action.trigger
                ? trigger(
                    notification,
                    address,
                    Words.of(notification, address, templates),
                    externalUrl,
                    ALERTS_SHOWN)
                : change(action, notification, address))
        .map(event -> JSON.valueToTree(event).toPrettyString())
        .orElse("");
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

  private byte[] trigger(Notification notification, Address address) {
    Words words = Words.of(notification, address, templates);
    int shown = ALERTS_SHOWN;
    byte[] json = json(trigger(notification, address, words, externalUrl, shown));
    while (json.length > SIZE_LIMIT && shown > 0) {
      shown /= 2;
      json = json(trigger(notification, address, words, externalUrl, shown));
    }
    return json;
  }

  private static PagerDutyEvent trigger(
      Notification notification, Address address, Words words, String externalUrl, int shown) {
    return PagerDutyEvent.trigger(
        notification,
        address.get(ChannelSettings.ROUTING_KEY),
        words,
        address.get(ChannelSettings.SEVERITY),
        externalUrl,
        shown);
  }

  private static PagerDutyEvent change(Action action, Notification notification, Address address) {
    return PagerDutyEvent.change(action, notification, address.get(ChannelSettings.ROUTING_KEY));
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
