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
      IncidentsCommand.Resolve.class,
      IncidentsCommand.Snooze.class,
      IncidentsCommand.Raise.class,
      IncidentsCommand.Assign.class,
      IncidentsCommand.Merge.class,
      IncidentsCommand.Split.class,
      IncidentsCommand.Status.class,
      IncidentsCommand.Update.class,
      IncidentsCommand.Escalate.class,
      IncidentsCommand.Note.class
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

    @Parameters(index = "0", paramLabel = "ID", description = "The incident's id.")
    private String id = "";

    @Option(
        names = "--by",
        defaultValue = "${sys:user.name}",
        description = "Who acts (default: ${DEFAULT-VALUE}).")
    private String by = "";

    void act(String action, String note) {
      act(action, client().json().createObjectNode().put("note", note));
    }

    void act(String action, ObjectNode body) {
      ApiClient client = client();
      body.put("by", by);
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

  /// The note that goes with an action.
  private static final class NoteOption {
    @Option(names = "--note", description = "A remark for the timeline.")
    private String text = "";
  }

  /// `firebell incidents ack`.
  @Command(
      name = "ack",
      aliases = "acknowledge",
      description = "Take an incident: its escalation stops.",
      mixinStandardHelpOptions = true)
  static final class Acknowledge extends Acting {
    @Mixin private NoteOption note = new NoteOption();

    @Override
    public void run() {
      act("acknowledge", note.text);
    }
  }

  /// `firebell incidents resolve`.
  @Command(
      name = "resolve",
      description = "End an incident, whatever its alerts say.",
      mixinStandardHelpOptions = true)
  static final class Resolve extends Acting {
    @Mixin private NoteOption note = new NoteOption();

    @Override
    public void run() {
      act("resolve", note.text);
    }
  }

  /// `firebell incidents snooze`.
  @Command(
      name = "snooze",
      description = "Take an incident for a while: its escalation begins again after that.",
      mixinStandardHelpOptions = true)
  static final class Snooze extends Acting {
    @Mixin private NoteOption note = new NoteOption();

    @Option(
        names = "--for",
        defaultValue = "1h",
        description = "How long, up to 7d (default: ${DEFAULT-VALUE}).")
    private String time = "";

    @Override
    public void run() {
      act("snooze", client().json().createObjectNode().put("note", note.text).put("for", time));
    }
  }

  /// `firebell incidents raise`.
  @Command(
      name = "raise",
      description = "Make an incident more urgent: its escalation begins anew.",
      mixinStandardHelpOptions = true)
  static final class Raise extends Acting {
    @Mixin private NoteOption note = new NoteOption();

    @Parameters(index = "1", paramLabel = "PRIORITY", description = "P1, P2 or P3.")
    private String priority = "";

    @Override
    public void run() {
      ObjectNode body = client().json().createObjectNode();
      act("raise", body.put("note", note.text).put("priority", priority));
    }
  }

  /// `firebell incidents assign`.
  @Command(
      name = "assign",
      description = "Give an incident to somebody, who is paged.",
      mixinStandardHelpOptions = true)
  static final class Assign extends Acting {
    @Mixin private NoteOption note = new NoteOption();

    @Parameters(index = "1", paramLabel = "USER", description = "A user of the policy.")
    private String user = "";

    @Override
    public void run() {
      ObjectNode body = client().json().createObjectNode();
      act("assign", body.put("note", note.text).put("to", user));
    }
  }

  /// `firebell incidents merge`.
  @Command(
      name = "merge",
      description =
          "Let an incident follow another one: it pages and tells nobody while that is open.",
      mixinStandardHelpOptions = true)
  static final class Merge extends Acting {
    @Mixin private NoteOption note = new NoteOption();

    @Parameters(index = "1", paramLabel = "INTO", description = "The id of the other incident.")
    private String into = "";

    @Override
    public void run() {
      ObjectNode body = client().json().createObjectNode();
      act("merge", body.put("note", note.text).put("into", into));
    }
  }

  /// `firebell incidents split`.
  @Command(
      name = "split",
      description = "Let a merged incident speak for itself again.",
      mixinStandardHelpOptions = true)
  static final class Split extends Acting {
    @Mixin private NoteOption note = new NoteOption();

    @Override
    public void run() {
      act("split", note.text);
    }
  }

  /// `firebell incidents status`.
  @Command(
      name = "status",
      description = "Say how far the work on an incident has come, to all who follow it.",
      mixinStandardHelpOptions = true)
  static final class Status extends Acting {
    @Mixin private NoteOption note = new NoteOption();

    @Parameters(
        index = "1",
        paramLabel = "STATUS",
        description = "investigating or mitigating; postmortem or documented when it is over.")
    private String status = "";

    @Override
    public void run() {
      ObjectNode body = client().json().createObjectNode();
      act("status", body.put("note", note.text).put("status", status));
    }
  }

  /// `firebell incidents update`.
  @Command(
      name = "update",
      description = "Tell all who follow an incident, and status pages, where it stands.",
      mixinStandardHelpOptions = true)
  static final class Update extends Acting {
    @Parameters(index = "1", paramLabel = "TEXT", description = "What to tell them.")
    private String text = "";

    @Override
    public void run() {
      act("updates", client().json().createObjectNode().put("text", text));
    }
  }

  /// `firebell incidents escalate`.
  @Command(
      name = "escalate",
      description = "Page the next step of an incident's escalation at once.",
      mixinStandardHelpOptions = true)
  static final class Escalate extends Acting {
    @Mixin private NoteOption note = new NoteOption();

    @Override
    public void run() {
      act("escalate", note.text);
    }
  }

  /// `firebell incidents note`.
  @Command(
      name = "note",
      description = "Say something about an incident.",
      mixinStandardHelpOptions = true)
  static final class Note extends Acting {
    @Parameters(index = "1", paramLabel = "TEXT", description = "What to say.")
    private String text = "";

    @Override
    public void run() {
      act("notes", text);
    }
  }
}
