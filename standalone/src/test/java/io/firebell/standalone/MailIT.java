package io.firebell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.firebell.standalone.kit.Eventually;
import io.firebell.standalone.kit.Program;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A page by mail from the packaged program, in the words of a template, and the way back: by the
/// link in it, which works once, also after a restart.
class MailIT {

  private static final String POLICY =
      """
      version: 1
      classify: [{ name: all, priority: P1 }]
      routes: [{ plan: all, groupBy: [alertname], groupWait: 0s }]
      plans: { all: { P1: { escalate: all }, P2: { log: true }, P3: { log: true }, P4: { log: true } } }
      escalations: { all: { steps: [{ page: user/alice, wait: 1h }] } }
      users: { alice: { email: alice@example.com } }
      templates:
        night:
          subject: '{{ incident.priority }} {{ labels.alertname }}'
          text: { file: night.txt }
          html: '<p>{{ labels.alertname }}</p><p><a href="{{ links.acknowledge }}">Mine</a></p>'
      providers:
        email:
          from: firebell@example.com
          host: 127.0.0.1
          port: PORT
          tls: none
          linkSecret: '${file:SECRET}'
          templates: { default: night }
      """;

  private static final Pattern LINK = Pattern.compile("http://\\S+/links/[A-Za-z0-9_.-]+");

  @TempDir private Path directory;

  @Test
  void aMailIsAnsweredByTheLinkInItOnce() throws Exception {
    GreenMail mails = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    mails.start();
    try {
      Path policy = policy(mails);
      String link;
      try (Program program = start(policy)) {
        String alert = "{\"labels\":{\"alertname\":\"<b>Down\"}}";
        assertThat(program.post("/v1/alerts", alert)).isEqualTo(202);
        Eventually.that("a mail", () -> mails.getReceivedMessages().length == 1);
        MimeMessage mail = mails.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("P1 <b>Down");
        String text = part((Multipart) mail.getContent(), "text/plain");
        assertThat(text).startsWith("Page: ");
        assertThat(part((Multipart) mail.getContent(), "text/html"))
            .contains("<p>&lt;b&gt;Down</p>");
        Matcher found = LINK.matcher(text);
        assertThat(found.find()).as(text).isTrue();
        link = found.group();

        HttpResponse<String> asked = send("GET", link);
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.body()).contains("Take this incident?", "alertname=&lt;b&gt;Down");
        assertThat(incident(program, "acknowledgedBy")).isEmpty();

        assertThat(send("POST", link).statusCode()).isEqualTo(200);
        Eventually.that(
            "an acknowledgement", () -> incident(program, "acknowledgedBy").equals("alice"));
        assertUsed(link);
        program.kill();
      }
      try (Program program = start(policy)) {
        assertUsed(program.url() + link.substring(link.indexOf("/links/")));
        assertThat(incident(program, "acknowledgedBy")).isEqualTo("alice");
      }
    } finally {
      mails.stop();
    }
  }

  private Path policy(GreenMail mails) throws IOException {
    Path secret = Files.writeString(directory.resolve("secret"), "a-secret-of-some-length\n");
    Files.writeString(
        directory.resolve("night.txt"), "{{ news }}\n\nTake it: {{ links.acknowledge }}\n");
    return Files.writeString(
        directory.resolve("policy.yaml"),
        POLICY
            .replace("PORT", String.valueOf(mails.getSmtp().getPort()))
            .replace("SECRET", secret.toString()));
  }

  private Program start(Path policy) {
    return Program.up(directory.resolve("data"), "--policy", policy.toString());
  }

  private static String incident(Program program, String field) {
    return program.get("/v1/incidents").path("incidents").path(0).path(field).asText();
  }

  private static void assertUsed(String link) throws IOException, InterruptedException {
    HttpResponse<String> again = send("POST", link);
    assertThat(again.statusCode()).as(again.body()).isEqualTo(410);
    assertThat(again.body()).contains("This link has been used", "Acknowledged by alice.");
  }

  private static HttpResponse<String> send(String method, String url)
      throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url)).method(method, BodyPublishers.noBody()).build();
      return http.send(request, BodyHandlers.ofString());
    }
  }

  private static String part(Multipart parts, String type) throws MessagingException, IOException {
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
