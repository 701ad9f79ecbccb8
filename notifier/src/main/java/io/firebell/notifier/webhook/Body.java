package io.firebell.notifier.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firebell.core.notify.Notification;
import io.firebell.notifier.send.Address;
import io.firebell.notifier.template.Filled;
import io.firebell.notifier.template.Templates;
import io.firebell.schemas.policy.ChannelSettings;
import io.firebell.schemas.template.Format;
import java.nio.charset.StandardCharsets;

/// What is posted: what the channel's template makes, or a [Message].
///
/// @param contentType of the text
public record Body(String contentType, String text) {

  private static final String JSON_TYPE = "application/json";
  private static final ObjectMapper JSON = new ObjectMapper();

  /// @param externalUrl where people reach this Firebell; may be empty
  public static Body of(
      Notification notification, Address address, Templates templates, String externalUrl) {
    String chosen = address.get(ChannelSettings.CONTENT_TYPE);
    String type = chosen.isEmpty() ? JSON_TYPE : chosen;
    Format format = Format.ofContentType(type).orElse(Format.JSON);
    return switch (templates.fill(notification, address, ChannelSettings.BODY, format)) {
      case Filled.Text(String text) -> new Body(type, text);
      case Filled.BuiltIn _ -> builtIn(notification, address, externalUrl, "");
      case Filled.Failed(String remark) -> builtIn(notification, address, externalUrl, remark);
    };
  }

  private static Body builtIn(
      Notification notification, Address address, String externalUrl, String remark) {
    String receiver = address.get(ChannelSettings.RECEIVER);
    Message message =
        Message.of(
            notification, receiver.isEmpty() ? address.name() : receiver, externalUrl, remark);
    try {
      return new Body(JSON_TYPE, JSON.writeValueAsString(message));
    } catch (JsonProcessingException e) {
      throw new AssertionError("a message of texts and numbers can be written as JSON", e);
    }
  }

  byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
