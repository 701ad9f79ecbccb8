package io.firebell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PolicyCommandTest {

  /// A Saturday night.
  private static final Instant NOW = Instant.parse("2026-11-21T03:15:20Z");

  private static final String GOOD =
      """
      version: 1
      routes: [{ plan: all }]
      plans: { all: { P1: { notify: [screen] }, P2: { log: true }, P3: { log: true }, P4: { log: true } } }
      channels: { screen: { terminal: {} } }
      """;

  @TempDir Path directory;
  private Path file;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void aFile() {
    file = directory.resolve("policy.yaml");
  }

  @Test
  void aPolicyInOrderIsSaidToBe() throws IOException {
    Files.writeString(file, GOOD);
    assertThat(run("policy", "check", file.toString())).isZero();
    assertThat(out).hasToString(file + ": in order" + System.lineSeparator());
  }

  @Test
  void everyMistakeIsToldWithItsPlace() throws IOException {
    Files.writeString(
        file, GOOD.replace("plan: all", "plan: none").replace("log: true } } }", "lag: 1 } } }"));
    assertThat(run("policy", "check", file.toString())).isEqualTo(1);
    assertThat(out.toString().lines())
        .hasSizeGreaterThanOrEqualTo(2)
        .allMatch(line -> line.startsWith(file + ":"))
        .anyMatch(line -> line.startsWith(file + ":2:") && line.contains("none"))
        .anyMatch(line -> line.startsWith(file + ":3:") && line.contains("lag"));
  }

  private static final String TEMPLATES =
      GOOD
          + """
          templates:
            mail:
              subject: '{{ incident.priority }} {{ topic }}'
              text: { file: mail.txt }
            chat: { body: '{ "content": "{{ title }}" }' }
          """
          + """
            talk: { text: '*{{ news }}* <!here>' }
            pager: { subject: '{{ incident.priority }} {{ labels.alertname }}', text: '{{ news }}' }
          channels:
            screen: { terminal: { templates: { paged: pager } } }
            talk: { slack: { webhook: '${env:NOT_SET}', templates: { default: talk } } }
            pager: { pagerduty: { routingKey: '${env:NOT_SET}', templates: { default: pager } } }
            ops: { email: { to: a@example.com, from: b@example.com, host: c, templates: { default: mail } } }
            chat: { webhook: { url: 'https://example.com/${env:NOT_SET}', templates: { default: chat } } }
          """;

  private void templates(String mail) throws IOException {
    Files.writeString(file, TEMPLATES.replace("channels: { screen: { terminal: {} } }\n", ""));
    Files.writeString(directory.resolve("mail.txt"), mail);
  }

  @Test
  void aTemplateIsShownForEveryEventThatItsChannelHearsOf() throws IOException {
    templates("{{ news }}");
    assertThat(run("policy", "render", file.toString(), "--channel", "ops", "--example")).isZero();
    assertThat(out.toString())
        .contains(
            "== opened\nsubject: P1 [P1 Critical] DatabaseDown orders-db\ntext: New: 2 alerts")
        .contains("== resolved\n")
        .contains("== maintenance\n")
        .doesNotContain("== acknowledged");
  }

  @Test
  void everyKindOfChannelIsShown() throws IOException {
    templates("{{ news }}");
    for (String channel : List.of("screen", "talk", "pager")) {
      assertThat(run("policy", "render", file.toString(), "--channel", channel, "--example"))
          .isZero();
    }
    assertThat(out.toString().lines().map(String::strip).toList())
        .contains("text: Page: step 1 of production, round 1")
        .contains("\"text\": \"*Page: step 1 of production, round 1* <!here>\",")
        .contains("== acknowledged")
        .contains("\"summary\" : \"P1 DatabaseDown\",")
        .contains("\"event_action\" : \"acknowledge\",")
        .contains("\"routing_key\" : \"${env:NOT_SET}\",");
    assertThat(out.toString().lines().filter("== maintenance"::equals)).hasSize(2);
  }

  @Test
  void remindersAreShownByEitherNameAndByTheOneForBoth() throws IOException {
    templates("{{ event }}");
    for (String event : List.of("updateOverdue", "reminded")) {
      assertThat(
              run(
                  "policy",
                  "render",
                  file.toString(),
                  "--channel",
                  "ops",
                  "--example",
                  "--event",
                  event))
          .isZero();
    }
    assertThat(out.toString().lines().filter(line -> line.startsWith("text: ")))
        .containsExactly("text: updateOverdue", "text: updateOverdue", "text: postmortemDue");
  }

  @Test
  void whatIsPostedIsShownToProgramsWithoutItsSecrets() throws Exception {
    templates("{{ news }}");
    assertThat(
            run(
                "policy",
                "render",
                file.toString(),
                "--channel",
                "chat",
                "--example",
                "--event",
                "paged",
                "--json"))
        .isZero();
    JsonNode shown = new ObjectMapper().readTree(out.toString());
    assertThat(shown.at("/events/0/event").textValue()).isEqualTo("paged");
    assertThat(shown.at("/events/0/contentType").textValue()).isEqualTo("application/json");
    assertThat(shown.at("/events/0/body").textValue())
        .isEqualTo("{ \"content\": \"[P1 Critical] DatabaseDown orders-db (2 firing)\" }");
    assertThat(shown.path("events")).hasSize(1);
  }

  @Test
  void aMistakeInATemplatesFileIsToldWithItsPlace() throws IOException {
    templates("first\n  {{ titel }}");
    assertThat(run("policy", "render", file.toString(), "--channel", "ops", "--example"))
        .isEqualTo(1);
    assertThat(out.toString())
        .contains("templates.mail.text.file: mail.txt:2:6: \"titel\" is not known");
    assertThat(run("policy", "check", file.toString())).isEqualTo(1);
    assertThat(out.toString().lines().filter(line -> line.contains("mail.txt:2:6:"))).hasSize(2);
  }

  @Test
  void whoOrWhatIsNotThereIsNamed() throws IOException {
    templates("{{ news }}");
    assertThat(run("policy", "render", file.toString(), "--channel", "opps", "--example"))
        .isEqualTo(1);
    assertThat(
            run(
                "policy",
                "render",
                file.toString(),
                "--channel",
                "ops",
                "--example",
                "--event",
                "acknowledged"))
        .isEqualTo(1);
    Files.delete(directory.resolve("mail.txt"));
    assertThat(run("policy", "render", file.toString(), "--channel", "ops", "--example"))
        .isEqualTo(1);
    assertThat(err.toString())
        .contains("there is no channel opps in " + file + " (did you mean \"ops\"?)")
        .contains(
            "--event should be one of opened, paged, updated, resolved, reported, updateOverdue,")
        .contains("the template mail.txt should be a file beside the policy: is not there");
  }

  @Test
  void mistakesAreToldToProgramsToo() throws IOException {
    Files.writeString(file, GOOD.replace("plan: all", "plan: none"));
    assertThat(run("policy", "check", "--json", file.toString())).isEqualTo(1);
    assertThat(out.toString())
        .startsWith("{\"ok\":false,\"errors\":[{\"line\":2,\"column\":")
        .contains("\"path\":\"routes[0].plan\"")
        .endsWith("\"warnings\":[]}" + System.lineSeparator());
  }

  @Test
  void timesWhenNobodyIsOnCallAreWarnedOf() throws IOException {
    Files.writeString(file, paging("schedule/office", "schedule/nearly", "schedule/always"));
    assertThat(run("policy", "check", file.toString())).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            file
                + ": warning: schedule \"nearly\": nobody is on call"
                + " from 2026-12-01T09:00+01:00 to 2026-12-01T10:00+01:00",
            file
                + ": warning: schedule \"office\": nobody is on call"
                + " from 2026-11-21T03:15Z to 2026-11-23T09:00Z",
            file
                + ": warning: schedule \"office\": nobody is on call"
                + " from 2026-11-23T17:30Z to 2026-11-24T09:00Z",
            file
                + ": warning: schedule \"office\": nobody is on call"
                + " from 2026-11-24T17:30Z to 2026-11-25T09:00Z",
            file + ": warning: schedule \"office\": and 18 more in the next four weeks",
            file + ": in order");
  }

  @Test
  void aScheduleThatNothingPagesMayHaveGaps() throws IOException {
    Files.writeString(file, paging("schedule/always", "user/alice"));
    assertThat(run("policy", "check", file.toString())).isZero();
    assertThat(out).hasToString(file + ": in order" + System.lineSeparator());
  }

  @Test
  void warningsAreToldToProgramsInFull() throws IOException {
    Files.writeString(file, paging("schedule/office", "schedule/nearly"));
    assertThat(run("policy", "check", "--json", file.toString())).isZero();
    JsonNode answer = new ObjectMapper().readTree(out.toString());
    assertThat(answer.path("ok").asBoolean()).isTrue();
    assertThat(answer.path("errors")).isEmpty();
    assertThat(answer.path("warnings")).hasSize(22);
    assertThat(answer.at("/warnings/0").toString())
        .isEqualTo(
            "{\"schedule\":\"nearly\",\"from\":\"2026-12-01T08:00:00Z\","
                + "\"to\":\"2026-12-01T09:00:00Z\",\"message\":\"schedule \\\"nearly\\\":"
                + " nobody is on call from 2026-12-01T09:00+01:00 to 2026-12-01T10:00+01:00\"}");
    assertThat(answer.at("/warnings/21/to").asText()).isEqualTo("2026-12-19T03:15:00Z");
  }

  /// A policy with an escalation of these targets.
  private static String paging(String... targets) {
    return GOOD
        + """
        users: { alice: { webhook: 'https://example.com' } }
        escalations: { all: { steps: [{ page: %s }] } }
        schedules:
          always: { timezone: UTC, rotate: daily, handoff: '09:00', users: alice }
          office:
            timezone: Europe/London
            rotate: daily
            handoff: '09:00'
            users: alice
            restrict: { days: Mon-Fri, from: '09:00', to: '17:30' }
          nearly:
            timezone: Europe/Paris
            layers:
              - rotate: daily
                handoff: '00:00'
                users: alice
                restrict: [{ days: Wed-Mon }, { days: Tue, from: '10:00', to: '09:00' }]
            overrides:
              - { user: alice, from: 2026-11-24T00:00, to: 2026-11-25T00:00 }
              - { user: alice, from: 2026-12-01T00:00, to: 2026-12-01T09:00 }
              - { user: alice, from: 2026-12-08T00:00, to: 2026-12-18T00:00 }
        """
            .formatted(List.of(targets));
  }

  @Test
  void aFileThatIsNotThereIsOneClearSentence() {
    assertThat(run("policy", "check", file.toString())).isEqualTo(1);
    assertThat(err)
        .hasToString("firebell: there is no policy file " + file + System.lineSeparator());
  }

  @Test
  void aFileThatIsNoTextIsOneClearSentence() throws IOException {
    Files.write(file, new byte[] {(byte) 0xc3, (byte) 0x28});
    assertThat(run("policy", "check", file.toString())).isEqualTo(1);
    assertThat(err)
        .hasToString(
            "firebell: the policy file " + file + " is not UTF-8" + System.lineSeparator());
  }

  private int run(String... arguments) {
    CommandLine line = Firebell.commandLine(InstantSource.fixed(NOW));
    return line.setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
