package io.firebell.notifier.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firebell.core.notify.Notification;
import io.firebell.notifier.send.Address;
import io.firebell.notifier.send.Bundle;
import io.firebell.notifier.template.Filled;
import io.firebell.notifier.template.Templates;
import io.firebell.schemas.policy.ChannelSettings;
import io.firebell.schemas.template.Format;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What is posted: what the channel's template makes, or a [Message].
///
/// @param contentType of the text
public record Body(String contentType, String text) {

  private static final String JSON_TYPE = "application/json";
  private static final ObjectMapper JSON = new ObjectMapper();

  /// @param externalUrl where people reach this Firebell; may be empty
  public static Body of(
      Notification notification, Address address, Templates templates, String externalUrl) {
    String type = type(address);
    return switch (templates.fill(notification, address, ChannelSettings.BODY, format(type))) {
      case Filled.Text(String text) -> new Body(type, text);
      case Filled.BuiltIn _ -> builtIn(notification, address, externalUrl, "");
      case Filled.Failed(String remark) -> builtIn(notification, address, externalUrl, remark);
    };
  }

  /// What tells of several at once; empty where the channel's template cannot: nothing is built in
  /// for that.
  static Optional<Body> of(Bundle bundle, Address address, Templates templates) {
    String type = type(address);
    return switch (templates.fill(bundle, address, ChannelSettings.BODY, format(type))) {
      case Filled.Text(String text) -> Optional.of(new Body(type, text));
      case Filled.BuiltIn _, Filled.Failed _ -> Optional.empty();
    };
  }

  private static String type(Address address) {
    String chosen = address.get(ChannelSettings.CONTENT_TYPE);
    return chosen.isEmpty() ? JSON_TYPE : chosen;
  }

  private static Format format(String type) {
    return Format.ofContentType(type).orElse(Format.JSON);
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
