package io.firebell.notifier.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebell.core.alert.Labels;
import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Outcome;
import io.firebell.notifier.kit.Policies;
import io.firebell.notifier.kit.Samples;
import io.firebell.notifier.send.Address;
import io.firebell.notifier.template.Templates;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalSenderTest {

  private static final Address ADDRESS = new Address(ChannelType.TERMINAL, "terminal", Map.of());

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final TerminalSender sender = sender(out);

  private static TerminalSender sender(OutputStream out) {
    return new TerminalSender(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        ZoneId.of("Europe/Berlin"),
        new Templates("", _ -> Policies.SHORTEST, new SimpleMeterRegistry()));
  }

  @Test
  void aPageIsABlockThatSaysWhatToDo() {
    assertThat(sender.send(Samples.of(ChannelType.TERMINAL, Event.PAGED), ADDRESS))
        .isEqualTo(new Outcome.Delivered(""));

    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualToNormalizingNewlines(
            """
            02:01:00 [P1 Critical] DatabaseDown orders-db (4 firing)
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
              Acknowledge: firebell incidents ack 7f3a9c1e5b2d4f60-3
            """);
  }

  @Test
  void whatIsTakenNeedsNoCommandToTakeIt() {
    sender.send(Samples.of(ChannelType.TERMINAL, Event.ACKNOWLEDGED), ADDRESS);

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("Acknowledged by alice")
        .doesNotContain("incidents ack");
  }

  private String printed(Notification notification, String template) {
    Map<String, String> settings = Map.of("templates.default.text", template);
    sender.send(notification, new Address(ChannelType.TERMINAL, "screen", settings));
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aTemplateSaysWhatComesAfterTheTime() {
    assertThat(
            printed(
                Samples.of(ChannelType.TERMINAL, Event.PAGED),
                "{{ incident.priority }} {{ news }}\n\n{{#each alerts}}\n{{ labels.instance }}\n{{/each}}"))
        .isEqualToNormalizingNewlines(
            """
            02:01:00 P1 Page: step 1 of production, round 1
              db-1
              db-2
            """);
  }

  @Test
  void aTemplateThatFailsOrSaysNothingKeepsNothingBack() {
    assertThat(printed(Samples.of(ChannelType.TERMINAL, Event.PAGED), "{{ nothing }}"))
        .startsWith("02:01:00 [P1 Critical] DatabaseDown")
        .contains("\n  The template of screen (text) failed, so this is what is built in. 1:4: ");
    out.reset();
    assertThat(printed(Samples.of(ChannelType.TERMINAL, Event.PAGED), "{{ maintenance.name }}"))
        .startsWith("02:01:00 [P1 Critical] DatabaseDown")
        .doesNotContain("failed");
  }

  @Test
  void nothingFromOutsideSteersTheTerminalThroughATemplate() {
    Labels said = Labels.of("summary", "\u001b[2J\u001b]0;owned\u0007\u202e\nmore");
    Notification sample = Samples.of(ChannelType.TERMINAL, Event.PAGED);

    assertThat(
            printed(
                sample.showing(List.of(Samples.alert(true, Labels.of("a", "b"), said)), 0),
                "{{ summary }}"))
        .doesNotContain("\u001b", "\u0007", "\u202e")
        .endsWith("\n  more" + System.lineSeparator());
  }

  @Test
  void nothingFromOutsideSteersTheTerminal() {
    Notification sample = Samples.of(ChannelType.TERMINAL, Event.PAGED);
    Labels said = Labels.of("summary", "\u001b[2J\u001b]0;owned\u0007\nfake line");

    sender.send(
        sample.showing(List.of(Samples.alert(true, Labels.of("a", "b\u001b[31m"), said)), 0),
        ADDRESS);

    assertThat(out.toString(StandardCharsets.UTF_8))
        .doesNotContain("\u001b", "\u0007", "\nfake line");
  }

  @Test
  void aClosedTerminalIsARefusal() {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("closed");
          }
        };

    assertThat(sender(broken).send(Samples.of(ChannelType.TERMINAL, Event.PAGED), ADDRESS))
        .isInstanceOf(Outcome.Rejected.class);
  }
}
