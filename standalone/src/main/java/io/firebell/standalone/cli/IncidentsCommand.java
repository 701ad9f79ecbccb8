package io.firebell.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `firebell incidents`: looks at incidents and acts on them.
@Command(
    name = "incidents",
    description = "Look at incidents and act on them.",
    mixinStandardHelpOptions = true,
    subcommands = {
      IncidentsCommand.ListThem.class,
      IncidentsCommand.Show.class,
      IncidentsCommand.Acknowledge.class,
      IncidentsCommand.Resolve.class
    })
public final class IncidentsCommand {

  /// What every subcommand has.
  private abstract static class Subcommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private InstanceOptions instance = new InstanceOptions();

    ApiClient client() {
      return instance.client();
    }

    void print(JsonNode answer, String text) {
      PrintWriter out = spec.commandLine().getOut();
      out.println(instance.json() ? answer.toString() : text);
      out.flush();
    }
  }

  /// `firebell incidents list`.
  @Command(
      name = "list",
      description = "The last incident of each group, newest first.",
      mixinStandardHelpOptions = true)
  static final class ListThem extends Subcommand {

    @Option(
        names = "--status",
        description = "Only these: open, triggered, acknowledged, resolved.")
    private String status = "";

    @Option(names = "--priority", description = "Only these: P1, P2, P3, P4.")
    private String priority = "";

    @Override
    public void run() {
      JsonNode answer = client().get("/v1/incidents?" + query());
      print(answer, IncidentText.list(answer));
    }

    private String query() {
      return parameter("status", status) + "&" + parameter("priority", priority);
    }

    private static String parameter(String name, String value) {
      return value.isEmpty() ? "" : name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
  }

  /// `firebell incidents show`.
  @Command(
      name = "show",
      description = "One incident with its alerts and its timeline.",
      mixinStandardHelpOptions = true)
  static final class Show extends Subcommand {
    @Parameters(paramLabel = "ID", description = "The incident's id.")
    private String id = "";

    @Override
    public void run() {
      JsonNode answer = client().get("/v1/incidents/" + id);
      print(answer, IncidentText.show(answer));
    }
  }

  /// A subcommand that asks for something and waits until it is done or refused.
  private abstract static class Acting extends Subcommand {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Parameters(paramLabel = "ID", description = "The incident's id.")
    private String id = "";

    @Option(
        names = "--by",
        defaultValue = "${sys:user.name}",
        description = "Who acts (default: ${DEFAULT-VALUE}).")
    private String by = "";

    @Option(names = "--note", description = "A remark for the timeline.")
    private String note = "";

    void act(String action) {
      ApiClient client = client();
      ObjectNode body = client.json().createObjectNode();
      body.put("by", by);
      body.put("note", note);
      JsonNode accepted = client.post("/v1/incidents/" + id + "/" + action, body);
      JsonNode fact = outcome(client, accepted.path("commandId").asText());
      if (fact.path("fact").asText().equals("CommandRefused")) {
        throw new CommandFailure(fact.path("text").asText());
      }
      print(fact, id + " " + fact.path("text").asText());
    }

    /// The first fact that the command caused.
    private JsonNode outcome(ApiClient client, String commandId) {
      Instant deadline = Instant.now().plus(PATIENCE);
      while (Instant.now().isBefore(deadline)) {
        for (JsonNode fact : client.get("/v1/incidents/" + id + "/timeline").path("timeline")) {
          if (fact.path("cause").asText().equals("command " + commandId)) {
            return fact;
          }
        }
        pause();
      }
      throw new CommandFailure(
          "the command is on the log, but has had no effect within "
              + PATIENCE.toSeconds()
              + " s: look again with `firebell incidents show "
              + id
              + "`");
    }

    private static void pause() {
      try {
        Thread.sleep(Duration.ofMillis(20));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CommandFailure("interrupted", e);
      }
    }
  }

  /// `firebell incidents ack`.
  @Command(
      name = "ack",
      aliases = "acknowledge",
      description = "Take an incident: its escalation stops.",
      mixinStandardHelpOptions = true)
  static final class Acknowledge extends Acting {
    @Override
    public void run() {
      act("acknowledge");
    }
  }

  /// `firebell incidents resolve`.
  @Command(
      name = "resolve",
      description = "End an incident, whatever its alerts say.",
      mixinStandardHelpOptions = true)
  static final class Resolve extends Acting {
    @Override
    public void run() {
      act("resolve");
    }
  }
}
