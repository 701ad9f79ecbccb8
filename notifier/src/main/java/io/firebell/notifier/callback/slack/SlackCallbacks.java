package io.firebell.notifier.callback.slack;

import io.firebell.core.incident.Command;
import io.firebell.core.incident.Incident;
import io.firebell.core.incident.IncidentId;
import io.firebell.core.policy.Policy;
import io.firebell.notifier.callback.CommandIds;
import io.firebell.notifier.slack.Button;
import io.firebell.schemas.CommandLog;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Makes commands of what people do in Slack. It remembers nothing: what Slack tells again becomes
/// the same command again, which the incident knows.
final class SlackCallbacks {

  private static final String SOURCE = "slack";
  private static final int LONGEST_TEXT = 3000;

  /// How a reply in a thread begins that is meant for Firebell and mentions nobody.
  private static final Pattern ADDRESSED =
      Pattern.compile("/?incident\\s+(.*)", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

  private final Function<String, Policy> policies;
  private final Function<String, List<Incident>> open;
  private final CommandLog log;
  private final SlackThreads threads;

  /// @param policies the current policy of a tenant
  /// @param open the open incidents of a tenant, the newest first
  SlackCallbacks(
      Function<String, Policy> policies,
      Function<String, List<Incident>> open,
      CommandLog log,
      SlackThreads threads) {
    this.policies = policies;
    this.open = open;
    this.log = log;
    this.threads = threads;
  }

  /// Returns when what is asked for is on the log.
  ///
  /// @param apps those of the tenant
  /// @throws IOException if Slack had to be asked and could not be
  /// @throws org.apache.kafka.common.KafkaException if it could not be put on the log
  Taken take(String tenant, List<SlackApp> apps, SlackSaid said)
      throws IOException, InterruptedException {
    Policy policy = policies.apply(tenant);
    return switch (said) {
      case SlackSaid.Clicked clicked -> clicked(tenant, policy, clicked);
      case SlackSaid.Commanded commanded -> commanded(tenant, policy, commanded);
      case SlackSaid.Replied replied -> replied(tenant, policy, apps, replied);
      case SlackSaid.Challenged _, SlackSaid.Irrelevant _ -> new Taken.Ignored();
    };
  }

  private Taken clicked(String tenant, Policy policy, SlackSaid.Clicked clicked)
      throws InterruptedException {
    Optional<Button> button = Button.of(clicked.action());
    if (button.isEmpty()) {
      return new Taken.Refused(
          "This button is of another version of Firebell, which this one does not know.");
    }
    Optional<String> user = SlackMembers.user(policy, clicked.by());
    if (button.get() == Button.ASSIGN && user.isEmpty()) {
      return stranger(clicked.by());
    }
    if (!isIncident(clicked.value())) {
      return new Taken.Refused("There is no incident " + shown(clicked.value()) + ".");
    }
    Command command =
        command(
            clicked.key(),
            tenant,
            clicked.value(),
            SlackMembers.name(policy, clicked.by()),
            button.get().action(user.orElse("")));
    log.append(command);
    return new Taken.Asked(command, "");
  }

  private Taken commanded(String tenant, Policy policy, SlackSaid.Commanded commanded)
      throws InterruptedException {
    try {
      SlackCommand command = SlackCommand.parse(commanded.text());
      if (command.verb() == SlackCommand.Verb.LIST) {
        return new Taken.Told(listed(open.apply(tenant)));
      }
      Optional<String> incident = incident(tenant, command.incident());
      if (incident.isEmpty()) {
        return new Taken.Refused(
            "There is no open incident " + shown(command.incident()) + ", or more than one.");
      }
      String asked = "Asked for, of incident " + incident.get() + ".";
      return follow(
          commanded.key(), tenant, policy, command, incident.get(), commanded.by(), asked);
    } catch (IllegalArgumentException e) {
      return new Taken.Refused(String.valueOf(e.getMessage()));
    }
  }

  private Taken replied(
      String tenant, Policy policy, List<SlackApp> apps, SlackSaid.Replied replied)
      throws IOException, InterruptedException {
    Matcher addressed = ADDRESSED.matcher(replied.text());
    if (!addressed.matches() && !replied.mentioned()) {
      return new Taken.Ignored();
    }
    String text = addressed.matches() ? addressed.group(1) : replied.text();
    if (SlackCommand.parse(text, "").isEmpty()) {
      return new Taken.Ignored();
    }
    Optional<String> incident =
        threads
            .incident(apps, replied.channel(), replied.thread())
            .filter(SlackCallbacks::isIncident);
    if (incident.isEmpty()) {
      return new Taken.Ignored();
    }
    SlackCommand command = SlackCommand.parse(text, incident.get()).orElseThrow();
    try {
      return follow(replied.key(), tenant, policy, command, incident.get(), replied.by(), "");
    } catch (IllegalArgumentException e) {
      return new Taken.Refused(String.valueOf(e.getMessage()));
    }
  }

  /// @param text what to tell the one who asked when it is on the log
  private Taken follow(
      String key,
      String tenant,
      Policy policy,
      SlackCommand command,
      String incident,
      SlackSaid.Person person,
      String text)
      throws InterruptedException {
    Optional<String> user = SlackMembers.user(policy, person);
    if (command.verb() == SlackCommand.Verb.TAKE && user.isEmpty()) {
      return stranger(person);
    }
    if (command.rest().length() > LONGEST_TEXT) {
      return new Taken.Refused("A text should have at most " + LONGEST_TEXT + " characters.");
    }
    Command.Action action = command.action(user.orElse(""));
    Command asked = command(key, tenant, incident, SlackMembers.name(policy, person), action);
    log.append(asked);
    return new Taken.Asked(asked, text);
  }

  private static Command command(
      String key, String tenant, String incident, String by, Command.Action action) {
    return new Command(CommandIds.of(SOURCE, tenant, key), tenant, incident, by, action);
  }

  /// The incident that is meant: one by its whole id, or an open one by the beginning of it.
  private Optional<String> incident(String tenant, String meant) {
    if (isIncident(meant)) {
      return Optional.of(meant);
    }
    List<String> found =
        open.apply(tenant).stream()
            .map(incident -> incident.id().toString())
            .filter(id -> id.startsWith(meant))
            .toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  private static boolean isIncident(String id) {
    try {
      IncidentId.parse(id);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String listed(List<Incident> open) {
    return open.isEmpty()
        ? "No incident is open."
        : open.stream().map(SlackCallbacks::line).collect(Collectors.joining("\n"));
  }

  private static String line(Incident incident) {
    String taken = incident.acknowledgedBy();
    return "`%s` %s %s, %d firing%s"
        .formatted(
            incident.id(),
            incident.priority(),
            shown(String.join(" ", incident.group().labels().pairs().values())),
            incident.extent().firing(),
            taken.isEmpty() ? "" : ", acknowledged by " + shown(taken));
  }

  private static Taken stranger(SlackSaid.Person person) {
    return new Taken.Refused(
        "You can be given no incident, since no user of the policy has your member id: add"
            + " `slack: %s` to one.".formatted(shown(person.id())));
  }

  /// Something from outside, short and such that it is no mention and no link.
  static String shown(String text) {
    String plain = text.replaceAll("[<>&`]", "");
    return plain.length() > 200 ? plain.substring(0, 200) + "…" : plain;
  }
}
