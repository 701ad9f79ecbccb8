package io.firebell.notifier.email;

import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Outcome;
import io.firebell.notifier.http.Reach;
import io.firebell.notifier.send.Address;
import io.firebell.notifier.send.Bundle;
import io.firebell.notifier.send.BundlingSender;
import io.firebell.notifier.template.Templates;
import io.firebell.schemas.policy.ChannelSettings;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.simplejavamail.MailException;
import org.simplejavamail.api.email.Email;
import org.simplejavamail.converter.EmailConverter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands a mail to an SMTP server, on a connection of its own.
///
/// Encryption is what the channel asks for and never less: without STARTTLS where it is asked for
/// nothing is sent, and the server's certificate has to be valid for its name. A mail that at least
/// one of several recipients gets is delivered.
///
/// To give up an attempt that hangs, interrupt it on a virtual thread.
public final class EmailSender implements BundlingSender {

  private static final Logger LOG = LoggerFactory.getLogger(EmailSender.class);

  private final Duration connectWithin;
  private final Duration answerWithin;
  private final Reach reach;
  private final SSLSocketFactory tls;
  private final Templates templates;

  /// @param connectWithin how long a connection may take
  /// @param answerWithin how long each reply of the server may take
  /// @param reach where servers may be found
  /// @param tls whose certificates are trusted
  public EmailSender(
      Duration connectWithin,
      Duration answerWithin,
      Reach reach,
      SSLSocketFactory tls,
      Templates templates) {
    this.connectWithin = connectWithin;
    this.answerWithin = answerWithin;
    this.reach = reach;
    this.tls = tls;
    this.templates = templates;
  }

  @Override
  public ChannelType type() {
    return ChannelType.EMAIL;
  }

  @Override
  public Outcome send(Notification notification, Address address) throws InterruptedException {
    return send(
        () -> Mail.of(notification, address, MailText.of(notification, address, templates)),
        address);
  }

  @Override
  public boolean bundles(Notification notification) {
    return true;
  }

  @Override
  public Outcome send(Bundle bundle, Address address) throws InterruptedException {
    return send(() -> Mail.of(bundle, address), address);
  }

  private Outcome send(Supplier<Email> written, Address address) throws InterruptedException {
    Session session =
        Session.getInstance(SmtpProperties.of(address, connectWithin, answerWithin, reach, tls));
    MimeMessage mail;
    try {
      mail = EmailConverter.emailToMimeMessage(written.get(), session);
    } catch (MailException | IllegalArgumentException e) {
      return new Outcome.Rejected("the mail cannot be written: are its addresses right?");
    }
    Outcome outcome = send(mail, session, address);
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted while a mail was sent");
    }
    return outcome;
  }

  private static Outcome send(MimeMessage mail, Session session, Address address) {
    String host = address.get(ChannelSettings.HOST);
    SMTPTransport transport = new SMTPTransport(session, null);
    try {
      connect(transport, address);
      transport.sendMessage(mail, mail.getAllRecipients());
      return new Outcome.Delivered("");
    } catch (SendFailedException e) {
      return isPartlySent(e, address)
          ? new Outcome.Delivered("")
          : SmtpFailure.outcome(host, e, transport.getLastReturnCode());
    } catch (MessagingException e) {
      return SmtpFailure.outcome(host, e, transport.getLastReturnCode());
    } finally {
      close(transport);
    }
  }

  private static void connect(SMTPTransport transport, Address address) throws MessagingException {
    String host = address.get(ChannelSettings.HOST);
    int port = SmtpProperties.port(address);
    String username = address.get(ChannelSettings.USERNAME);
    if (username.isEmpty()) {
      transport.connect(host, port, null, null);
    } else {
      transport.connect(host, port, username, address.get(ChannelSettings.PASSWORD));
    }
  }

  private static boolean isPartlySent(SendFailedException failure, Address address) {
    jakarta.mail.Address[] sent = failure.getValidSentAddresses();
    if (sent == null || sent.length == 0) {
      return false;
    }
    LOG.atWarn()
        .addKeyValue("channel", address.name())
        .addKeyValue("sent", sent.length)
        .addKeyValue("recipients", Mail.recipients(address).size())
        .log("Not every recipient of a mail was accepted");
    return true;
  }

  private static void close(SMTPTransport transport) {
    try {
      transport.close();
    } catch (MessagingException e) {
      // The outcome is known by now, and a farewell that fails does not change it.
      LOG.atDebug()
          .addKeyValue("failure", e.getClass().getName())
          .log("SMTP connection closed badly");
    }
  }

  @Override
  public void close() {}
}
