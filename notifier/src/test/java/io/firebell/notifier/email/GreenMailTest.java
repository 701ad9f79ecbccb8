package io.firebell.notifier.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.MaintenanceSummary.Stage;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Outcome;
import io.firebell.core.notify.Recipient;
import io.firebell.notifier.http.Reach;
import io.firebell.notifier.kit.LocalhostTls;
import io.firebell.notifier.kit.Policies;
import io.firebell.notifier.kit.Samples;
import io.firebell.notifier.send.Address;
import io.firebell.notifier.send.Bundle;
import io.firebell.notifier.template.Templates;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What arrives, at a server that speaks the whole of SMTP and keeps the mail.
class GreenMailTest {

  private static final Templates TEMPLATES =
      new Templates(
          "https://firebell.example.com", _ -> Policies.SHORTEST, new SimpleMeterRegistry());

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final List<GreenMail> servers = new ArrayList<>();

  private MimeMessage[] received() {
    return servers.getFirst().getReceivedMessages();
  }

  private Address start(Map<String, String> changed) {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    servers.add(server);
    server.start();
    server.setUser("ops@example.com", "ops", "a-good-password");
    Map<String, String> settings = new HashMap<>();
    settings.put("to", "ops@example.com");
    settings.put("from", "Firebell@example.com");
    settings.put("host", "localhost");
    settings.put("tls", "none");
    settings.put("port", String.valueOf(server.getSmtp().getPort()));
    settings.putAll(changed);
    return new Address(ChannelType.EMAIL, "ops", settings);
  }

  @AfterEach
  void stop() {
    servers.forEach(GreenMail::stop);
  }

  private static Outcome send(Event event, Address address) throws InterruptedException {
    try (EmailSender sender =
        new EmailSender(LIMIT, LIMIT, Reach.EVERYWHERE, LocalhostTls.trusting(), TEMPLATES)) {
      return sender.send(Samples.of(ChannelType.EMAIL, event), address);
    }
  }

  @Test
  void aMailSaysWhatHappenedInTextAndHtml() throws Exception {
    send(Event.PAGED, start(Map.of()));

    MimeMessage mail = received()[0];
    assertThat(mail.getSubject()).isEqualTo("[P1 Critical] DatabaseDown orders-db");
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(part(mail, "text/plain"))
        .isEqualToNormalizingNewlines(
            """
            [P1 Critical] DatabaseDown orders-db (4 firing)

            Page: step 1 of production, round 1

            orders-db does not answer

            Status: Triggered
            Alerts: 4 firing, 4 in all
            Since: 2026-11-21 01:00:00 UTC
            Escalation: step 1
            Priority: P1 Critical by rule "severity"
            Labels: alertname=DatabaseDown service=orders-db
            Runbook: https://runbooks.example.com/db?a=1&b=2
            Incident: 7f3a9c1e5b2d4f60-3

            - instance=db-1 firing since 2026-11-21 01:00:00 UTC: orders-db does not answer
            - instance=db-2 firing since 2026-11-21 01:00:05 UTC, error_rate 7.2 % > 5.0 %: \
            orders-db does not answer
            and 2 more

            To take it: firebell incidents ack 7f3a9c1e5b2d4f60-3
            """);
    assertThat(part(mail, "text/html"))
        .contains("<h2>[P1 Critical] DatabaseDown orders-db (4 firing)</h2>")
        .contains("<a href=\"https://runbooks.example.com/db?a=1&amp;b=2\">")
        .contains("7.2 % &gt; 5.0 %")
        .contains("<code>firebell incidents ack 7f3a9c1e5b2d4f60-3</code>");
  }

  @Test
  void severalAreToldInAMailThatIsNoThreads() throws Exception {
    Address address = start(Map.of());
    Bundle bundle =
        new Bundle(
            List.of(
                Samples.of(ChannelType.EMAIL, Event.PAGED),
                Samples.maintenance(ChannelType.EMAIL, Stage.PLANNED)));

    try (EmailSender sender =
        new EmailSender(LIMIT, LIMIT, Reach.EVERYWHERE, LocalhostTls.trusting(), TEMPLATES)) {
      assertThat(sender.send(bundle, address)).isEqualTo(new Outcome.Delivered(""));
    }

    MimeMessage mail = received()[0];
    assertThat(mail.getSubject()).isEqualTo("2 at once: 1 page, 1 new");
    assertThat(mail.getHeader("In-Reply-To")).isNull();
    assertThat(mail.getMessageID()).isEqualTo("<7f3a9c1e5b2d4f60-3-paged.and1@example.com>");
    assertThat(part(mail, "text/plain"))
        .contains("- [P1 Critical] DatabaseDown orders-db (4 firing). Page: step 1 of production")
        .contains(". firebell incidents ack 7f3a9c1e5b2d4f60-3")
        .contains("- [Maintenance] database window");
    assertThat(part(mail, "text/html"))
        .contains("<h2>2 at once: 1 page, 1 new</h2>")
        .contains("<code>firebell incidents ack 7f3a9c1e5b2d4f60-3</code>");
  }

  @Test
  void theMailsOfAnIncidentAreAThread() throws Exception {
    Address address = start(Map.of());

    send(Event.OPENED, address);
    send(Event.UPDATED, address);
    send(Event.RESOLVED, address);

    List<MimeMessage> mails = Arrays.asList(received());
    String root = "<7f3a9c1e5b2d4f60-3.ops@example.com>";
    assertThat(mails).hasSize(3);
    for (MimeMessage mail : mails) {
      assertThat(mail.getHeader("In-Reply-To")).containsExactly(root);
      assertThat(mail.getHeader("References")).containsExactly(root);
      assertThat(mail.getSubject()).isEqualTo(mails.getFirst().getSubject());
    }
    assertThat(mails)
        .extracting(MimeMessage::getMessageID)
        .containsExactly(
            "<7f3a9c1e5b2d4f60-3-opened@example.com>",
            "<7f3a9c1e5b2d4f60-3-updated@example.com>",
            "<7f3a9c1e5b2d4f60-3-resolved@example.com>");
  }

  @Test
  void twoRecipientsOfAnIncidentHaveAThreadEach() {
    Address address = start(Map.of());
    Address other = new Address(ChannelType.EMAIL, "on call", address.settings());
    Recipient recipient = Recipient.user(ChannelType.EMAIL, "alice");

    assertThat(references(recipient, address)).isNotEqualTo(references(recipient, other));
  }

  private static Object references(Recipient recipient, Address address) {
    Notification paged = Samples.of(recipient, Event.PAGED, "");
    MailText text = MailText.of(paged, address, TEMPLATES);
    return Objects.requireNonNull(Mail.of(paged, address, text).getHeaders().get("References"));
  }

  @Test
  void aMailIsInTheWordsOfItsTemplateInTextAndHtml() throws Exception {
    send(
        Event.PAGED,
        start(
            Map.of(
                "templates.default.subject", "{{ incident.priority }}: {{ topic }}",
                "templates.default.text",
                    "{{ news }}\n{{#each alerts}}\n- {{ labels.instance }}\n{{/each}}",
                "templates.default.html", "<p>{{ summary }}</p>")));

    MimeMessage mail = received()[0];
    assertThat(mail.getSubject()).isEqualTo("P1: [P1 Critical] DatabaseDown orders-db");
    assertThat(part(mail, "text/plain"))
        .isEqualToNormalizingNewlines("Page: step 1 of production, round 1\n- db-1\n- db-2\n");
    assertThat(part(mail, "text/html")).contains("<p>orders-db does not answer</p>");
  }

  @Test
  void aTemplateOfTextAloneMakesAMailOfTextAlone() throws Exception {
    send(Event.PAGED, start(Map.of("templates.default.text", "{{ news }}")));

    assertThat(received()[0].getSubject()).isEqualTo("[P1 Critical] DatabaseDown orders-db");
    assertThat(received()[0].isMimeType("text/plain")).isTrue();
    assertThat(received()[0].getContent().toString().strip())
        .isEqualTo("Page: step 1 of production, round 1");
  }

  @Test
  void aMailHasLinksToAnswerItWhereThereIsASecret() throws Exception {
    send(Event.PAGED, start(Map.of("linkSecret", "a-secret-of-some-length")));
    send(Event.RESOLVED, start(Map.of("linkSecret", "a-secret-of-some-length")));

    assertThat(part(received()[0], "text/plain"))
        .containsPattern("\nAcknowledge: https://firebell\\.example\\.com/links/[A-Za-z0-9_.-]+\\R")
        .containsPattern("\nResolve: https://firebell\\.example\\.com/links/[A-Za-z0-9_.-]+\\R");
    assertThat(part(received()[0], "text/html"))
        .containsPattern(
            "<a href=\"https://firebell\\.example\\.com/links/[^\"]+\" [^>]+>Acknowledge")
        .containsPattern("<a href=\"https://firebell\\.example\\.com/links/[^\"]+\" [^>]+>Resolve");
    MimeMessage over = servers.getLast().getReceivedMessages()[0];
    assertThat(part(over, "text/plain")).doesNotContain("/links/");
  }

  @Test
  void aTemplateThatFailsKeepsNoMailBack() throws Exception {
    send(Event.PAGED, start(Map.of("templates.default.text", "{{ nothing }}")));

    assertThat(part(received()[0], "text/plain"))
        .contains("orders-db does not answer")
        .contains("The template of ops (text) failed, so this is what is built in. 1:4: ");
    assertThat(part(received()[0], "text/html")).contains("The template of ops (text) failed");
  }

  @Test
  void everyRecipientGetsTheMail() {
    Address address = start(Map.of("to", "ops@example.com, second@example.com"));

    assertThat(sent(address)).isInstanceOf(Outcome.Delivered.class);
    assertThat(received()).hasSize(2);
  }

  @Test
  void aRightPasswordLetsIn() {
    Address address = start(Map.of("username", "ops", "password", "a-good-password"));

    assertThat(sent(address)).isInstanceOf(Outcome.Delivered.class);
    assertThat(received()).hasSize(1);
  }

  @Test
  void aWrongPasswordIsRejected() {
    Address address = start(Map.of("username", "ops", "password", "a-wrong-password"));

    assertThat(sent(address)).isEqualTo(new Outcome.Rejected("localhost answered 535"));
  }

  private static Outcome sent(Address address) {
    try {
      return send(Event.PAGED, address);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String part(MimeMessage mail, String type) throws Exception {
    return part((Multipart) mail.getContent(), type);
  }

  private static String part(Multipart parts, String type) throws Exception {
    for (int i = 0; i < parts.getCount(); i++) {
      BodyPart part = parts.getBodyPart(i);
      if (part.isMimeType(type)) {
        return part.getContent().toString();
      }
      if (part.getContent() instanceof Multipart nested) {
        return part(nested, type);
      }
    }
    throw new AssertionError("no part of type " + type);
  }
}
