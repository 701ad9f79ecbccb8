package io.firebell.notifier.callback.pagerduty;

import io.firebell.core.classify.PriorityLevel;
import io.firebell.core.incident.Command;
import io.firebell.core.incident.Command.Action;
import io.firebell.core.incident.IncidentId;
import io.firebell.core.policy.Policy;
import io.firebell.notifier.callback.CommandIds;
import io.firebell.schemas.CommandLog;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Makes commands of what people do to Firebell's incidents at PagerDuty.
///
/// | event | becomes |
/// |---|---|
/// | `incident.acknowledged`, `incident.resolved`, `incident.escalated` | the same here |
/// | `incident.reassigned`, `incident.delegated` | an assignment, if somebody who has it now is a user of the policy, or else a note |
/// | `incident.priority_updated` | a raise; one to less is refused by the incident |
/// | `incident.unacknowledged`, `incident.reopened` | a note: there is nothing like it here |
/// | others, and what no person has done | nothing |
///
/// What Firebell tells PagerDuty has its integration for an agent there, so that it does not come
/// back. What comes from there is told there too, where it changes nothing any more.
final class PagerDutyCallbacks {

  private static final String SOURCE = "pagerduty";

  private final CommandLog log;

  PagerDutyCallbacks(CommandLog log) {
    this.log = log;
  }

  /// Returns when what follows from it is on the log.
  ///
  /// @return whether anything does
  /// @throws org.apache.kafka.common.KafkaException if it could not be put there
  boolean take(String tenant, Policy policy, PagerDutyWebhook webhook) throws InterruptedException {
    if (!webhook.byPerson() || !isIncident(webhook.incidentKey())) {
      return false;
    }
    Optional<Action> action = action(policy, webhook);
    if (action.isPresent()) {
      String id = CommandIds.of(SOURCE, tenant, webhook.id());
      String by = user(policy, webhook.by()).orElse(webhook.by() + " (PagerDuty)");
      log.append(new Command(id, tenant, webhook.incidentKey(), by, action.get()));
    }
    return action.isPresent();
  }

  private static Optional<Action> action(Policy policy, PagerDutyWebhook webhook) {
    return switch (webhook.type()) {
      case "incident.acknowledged" -> Optional.of(new Action.Acknowledge(""));
      case "incident.resolved" -> Optional.of(new Action.Resolve(""));
      case "incident.escalated" -> Optional.of(new Action.Escalate(""));
      case "incident.reassigned", "incident.delegated" ->
          Optional.of(assign(policy, webhook.assignees()));
      case "incident.priority_updated" ->
          PriorityLevel.called(webhook.priority(), policy.levels())
              .map(priority -> new Action.Raise(priority, ""));
      case "incident.unacknowledged" ->
          Optional.of(new Action.AddNote("not acknowledged at PagerDuty any more"));
      case "incident.reopened" -> Optional.of(new Action.AddNote("reopened at PagerDuty"));
      default -> Optional.empty();
    };
  }

  private static Action assign(Policy policy, List<String> assignees) {
    return assignees.stream()
        .flatMap(name -> user(policy, name).stream())
        .findFirst()
        .<Action>map(user -> new Action.Assign(user, ""))
        .orElseGet(() ->
            new Action.AddNote("assigned to " + String.join(", ", assignees) + " at PagerDuty"));
  }

  /// The user of this name: `Alice Smith` there is `alice.smith` here. A webhook has no e-mail
  /// address.
  private static Optional<String> user(Policy policy, String name) {
    return policy.users().keySet().stream()
        .filter(user -> plain(user).equals(plain(name)))
        .min(Comparator.naturalOrder());
  }

  private static String plain(String name) {
    return name.replaceAll("[\\s._-]", "").toLowerCase(Locale.ROOT);
  }

  private static boolean isIncident(String key) {
    try {
      IncidentId.parse(key);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
