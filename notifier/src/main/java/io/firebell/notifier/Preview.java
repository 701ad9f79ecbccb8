package io.firebell.notifier;

import io.firebell.core.notify.Notification;
import io.firebell.core.policy.Policy;
import io.firebell.notifier.email.MailText;
import io.firebell.notifier.pagerduty.PagerDutySender;
import io.firebell.notifier.send.Address;
import io.firebell.notifier.slack.SlackMessage;
import io.firebell.notifier.template.Templates;
import io.firebell.notifier.terminal.TerminalSender;
import io.firebell.notifier.text.TenantUrl;
import io.firebell.notifier.webhook.Body;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// What would be sent, without sending it.
public final class Preview {

  private Preview() {}

  /// The parts of what a channel would send, by their names; none where it would send nothing.
  ///
  /// @param policy the one in force
  /// @param externalUrl where people reach this Firebell; may be empty
  public static SequencedMap<String, String> of(
      Notification notification,
      Address address,
      Templates templates,
      Policy policy,
      String externalUrl) {
    SequencedMap<String, String> parts = new LinkedHashMap<>();
    switch (address.type()) {
      case SLACK -> {
        String url = TenantUrl.of(notification.subject().tenant(), externalUrl);
        SlackMessage message = SlackMessage.of(notification, address, templates, policy, url);
        parts.put("text", message.text());
        parts.put("blocks", message.blocksAsJson());
      }
      case EMAIL -> {
        MailText mail = MailText.of(notification, address, templates);
        parts.put("subject", mail.subject());
        parts.put("text", mail.plain());
        parts.put("html", mail.html());
      }
      case WEBHOOK -> {
        Body body = Body.of(notification, address, templates, externalUrl);
        parts.put("contentType", body.contentType());
        parts.put("body", body.text());
      }
      case PAGERDUTY ->
          parts.put(
              "event", PagerDutySender.preview(notification, address, templates, externalUrl));
      case TERMINAL ->
          parts.put(
              "text", String.join("\n", TerminalSender.lines(notification, address, templates)));
    }
    parts.values().removeIf(String::isEmpty);
    return parts;
  }
}
