package io.firebell.notifier.email;

import io.firebell.core.notify.Notification;
import io.firebell.notifier.send.Address;
import io.firebell.notifier.text.Cut;
import io.firebell.schemas.policy.ChannelSettings;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.simplejavamail.api.email.Email;
import org.simplejavamail.api.email.EmailPopulatingBuilder;
import org.simplejavamail.email.EmailBuilder;

/// A notification as a mail.
///
/// Every mail of an incident to a recipient refers to the same message, which does not exist: that
/// makes a thread of them ([RFC 5322, 3.6.4](https://www.rfc-editor.org/rfc/rfc5322#section-3.6.4))
/// without anybody remembering what the first one was. The subject stays the same for as long as
/// the priority does, since some programs go by it. A mail that is sent again has the same
/// `Message-ID`.
final class Mail {

  private static final int SUBJECT_LIMIT = 200;

  private Mail() {}

  static Email of(Notification notification, Address address, MailText text) {
    String from = address.get(ChannelSettings.FROM);
    String domain = from.substring(from.lastIndexOf('@') + 1);
    String thread =
        "<" + safe(notification.subject().id()) + "." + safe(address.name()) + "@" + domain + ">";
    EmailPopulatingBuilder mail =
        EmailBuilder.startingBlank()
            .from(from)
            .toMultiple(recipients(address))
            .withSubject(Cut.to(SUBJECT_LIMIT, text.subject()))
            .fixingMessageId(messageId(notification, domain))
            .fixingSentDate(Date.from(notification.at()))
            .withHeader("In-Reply-To", thread)
            .withHeader("References", thread)
            .withHeader("Auto-Submitted", "auto-generated")
            .withPlainText(text.plain());
    return (text.html().isEmpty() ? mail : mail.withHTMLText(text.html())).buildEmail();
  }

  static List<String> recipients(Address address) {
    return Stream.of(address.get(ChannelSettings.TO).split(","))
        .map(String::strip)
        .filter(to -> !to.isEmpty())
        .toList();
  }

  private static String messageId(Notification notification, String domain) {
    return "<" + safe(notification.id()) + "@" + domain + ">";
  }

  /// The text, or its bytes in hexadecimal where it has characters that a message id may not have.
  private static String safe(String text) {
    return text.matches("[A-Za-z0-9_-]+")
        ? text
        : HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }
}
