package io.firebell.notifier.email;

import io.firebell.core.notify.Notification;
import io.firebell.notifier.send.Address;
import io.firebell.notifier.send.Bundle;
import io.firebell.notifier.text.Cut;
import io.firebell.notifier.text.Roundup;
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
    String domain = domain(address);
    String thread =
        "<" + safe(notification.subject().id()) + "." + safe(address.name()) + "@" + domain + ">";
    EmailPopulatingBuilder mail =
        begun(address, text.subject())
            .fixingMessageId("<" + safe(notification.id()) + "@" + domain + ">")
            .fixingSentDate(Date.from(notification.at()))
            .withHeader("In-Reply-To", thread)
            .withHeader("References", thread)
            .withPlainText(text.plain());
    return (text.html().isEmpty() ? mail : mail.withHTMLText(text.html())).buildEmail();
  }

  /// A mail that is no part of a thread, since it tells of several.
  static Email of(Bundle bundle, Address address) {
    Roundup roundup = Roundup.of(bundle.notifications());
    Notification first = bundle.notifications().getFirst();
    int others = bundle.notifications().size() - 1;
    return begun(address, roundup.title())
        .fixingMessageId("<" + safe(first.id()) + ".and" + others + "@" + domain(address) + ">")
        .fixingSentDate(Date.from(bundle.notifications().getLast().at()))
        .withPlainText(text(roundup))
        .withHTMLText(Html.of(roundup))
        .buildEmail();
  }

  private static String text(Roundup roundup) {
    StringBuilder text = new StringBuilder(roundup.title()).append("\n\n");
    roundup.lines().forEach(line -> text.append("- ").append(line).append('\n'));
    return text.toString();
  }

  private static EmailPopulatingBuilder begun(Address address, String subject) {
    return EmailBuilder.startingBlank()
        .from(address.get(ChannelSettings.FROM))
        .toMultiple(recipients(address))
        .withSubject(Cut.to(SUBJECT_LIMIT, subject))
        .withHeader("Auto-Submitted", "auto-generated");
  }

  private static String domain(Address address) {
    String from = address.get(ChannelSettings.FROM);
    return from.substring(from.lastIndexOf('@') + 1);
  }

  static List<String> recipients(Address address) {
    return Stream.of(address.get(ChannelSettings.TO).split(","))
        .map(String::strip)
        .filter(to -> !to.isEmpty())
        .toList();
  }

  /// The text, or its bytes in hexadecimal where it has characters that a message id may not have.
  private static String safe(String text) {
    return text.matches("[A-Za-z0-9_-]+")
        ? text
        : HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }
}
