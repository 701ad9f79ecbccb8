package io.firebell.standalone.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Recipient;
import io.firebell.core.policy.Channel;
import io.firebell.core.policy.Policy;
import io.firebell.notifier.Preview;
import io.firebell.notifier.send.Address;
import io.firebell.notifier.template.Templates;
import io.firebell.schemas.policy.ChannelSettings;
import io.firebell.schemas.policy.PolicyReader;
import io.firebell.schemas.policy.PolicyReading;
import io.firebell.schemas.policy.TemplateFiles;
import io.firebell.schemas.policy.TemplateKeys;
import io.firebell.schemas.spelling.Nearest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `firebell policy render`: shows what a channel would say, and sends nothing.
@Command(
    name = "render",
    description = {
      "Show what a channel would say of an incident, in the words of a policy file.",
      "Nothing is sent, and no secret is read."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:this is what would be sent",
      "1:the policy is not in order, a template fails, or there is no such channel or incident"
    })
public final class RenderCommand implements Callable<Integer> {

  /// @param event as templates are named for it
  /// @param parts what would be sent, by their names
  private record Shown(String event, SequencedMap<String, String> parts) {}

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE", description = "The policy file.")
  private Path file = Path.of("");

  @Option(
      names = "--channel",
      paramLabel = "NAME",
      required = true,
      description = "A channel of the policy.")
  private String channel = "";

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Of of = new Of();

  /// Of what it would speak.
  static final class Of {
    @Option(names = "--incident", paramLabel = "ID", description = "Of this incident.")
    private @Nullable String incident;

    @Option(names = "--example", description = "Of a made-up one, without a running instance.")
    private boolean example;
  }

  @Option(
      names = "--event",
      description =
          "Only this: opened, paged, updated, acknowledged, resolved, reported, updateOverdue,"
              + " postmortemDue, maintenance.")
  private @Nullable String event;

  @Mixin private InstanceOptions instance = new InstanceOptions();

  @Override
  public Integer call() {
    return switch (reading()) {
      case PolicyReading.Refused(var errors) -> {
        print(
            errors.stream()
                .map(error -> file + ":" + error)
                .collect(Collectors.joining(System.lineSeparator())));
        yield 1;
      }
      case PolicyReading.Accepted(var policy) -> render(policy);
    };
  }

  private PolicyReading reading() {
    try {
      Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent());
      return PolicyReader.read(TemplateFiles.takenIn(Files.readString(file), directory), 1);
    } catch (IOException e) {
      throw new CommandFailure("the policy file cannot be read: " + e.getMessage(), e);
    }
  }

  private int render(Policy policy) {
    Channel found =
        policy
            .channel(channel)
            .orElseThrow(() ->
                new CommandFailure(
                    "there is no channel %s in %s%s"
                        .formatted(
                            channel, file, Nearest.hint(channel, policy.channels().keySet()))));
    Address address = new Address(found.type(), channel, found.settings());
    SimpleMeterRegistry failures = new SimpleMeterRegistry();
    Templates templates = new Templates("", _ -> policy, failures);
    List<Shown> shown = new ArrayList<>();
    for (Map.Entry<String, Notification> told : told(policy, found.recipient()).entrySet()) {
      SequencedMap<String, String> parts =
          Preview.of(told.getValue(), address, templates, policy, "");
      shown.add(new Shown(told.getKey(), parts));
    }
    print(instance.json() ? json(found, shown) : text(shown));
    return failures.getMeters().isEmpty() ? 0 : 1;
  }

  /// What would be told, by the events.
  private SequencedMap<String, Notification> told(Policy policy, Recipient recipient) {
    SequencedMap<String, Notification> told = new LinkedHashMap<>();
    ShownIncident incident = incident(policy);
    Arrays.stream(Event.values())
        .filter(one -> one != Event.REMINDED && recipient.type().carries(one))
        .forEach(one -> told.put(one.wireName(), incident.told(one, recipient)));
    if (of.example && recipient.type() != ChannelType.PAGERDUTY) {
      told.put(
          ChannelSettings.MAINTENANCE,
          ShownIncident.maintenance(recipient, incident.incident().tenant()));
    }
    return only(told);
  }

  private SequencedMap<String, Notification> only(SequencedMap<String, Notification> told) {
    if (event == null) {
      return told;
    }
    SequencedMap<String, Notification> asked = new LinkedHashMap<>(told);
    asked.values().removeIf(one -> !TemplateKeys.lookedUp(one).contains(event));
    if (asked.isEmpty()) {
      throw new CommandFailure(
          "--event should be one of %s here: was %s%s"
              .formatted(
                  String.join(", ", told.keySet()), event, Nearest.hint(event, told.keySet())));
    }
    return asked;
  }

  private ShownIncident incident(Policy policy) {
    return of.incident == null
        ? ShownIncident.example(instance.tenant().name(), policy)
        : ShownIncident.of(instance.client().get("/v1/incidents/" + of.incident), policy);
  }

  private static String text(List<Shown> shown) {
    StringBuilder text = new StringBuilder();
    for (Shown one : shown) {
      text.append("== ").append(one.event()).append('\n');
      one.parts()
          .forEach((name, part) ->
              text.append(name)
                  .append(
                      part.contains("\n") ? ":\n" + part.strip().indent(2) : ": " + part + "\n"));
    }
    return text.toString().stripTrailing();
  }

  private String json(Channel found, List<Shown> shown) {
    ObjectNode answer = instance.client().json().createObjectNode();
    answer.put("channel", found.name()).put("type", found.type().wireName());
    ArrayNode events = answer.putArray("events");
    for (Shown one : shown) {
      ObjectNode json = events.addObject().put("event", one.event());
      one.parts().forEach(json::put);
    }
    return answer.toString();
  }

  private void print(String answer) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(answer);
    out.flush();
  }
}
