package io.firebell.notifier.slack;

import com.slack.api.model.block.composition.BlockCompositions;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.ButtonElement;
import io.firebell.core.incident.Command.Action;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.IncidentSummary;
import io.firebell.core.notify.Notification;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What can be done to an incident where a message tells of it.
public enum Button {
  ACKNOWLEDGE("Acknowledge"),
  RESOLVE("Resolve"),
  SNOOZE("Snooze 1 h"),
  ESCALATE("Escalate"),
  ASSIGN("Assign to me");

  private static final String PREFIX = "firebell_";
  private static final Duration SNOOZE_FOR = Duration.ofHours(1);

  private final String label;

  Button(String label) {
    this.label = label;
  }

  /// The button of this action id.
  public static Optional<Button> of(String actionId) {
    return Arrays.stream(values()).filter(one -> one.actionId().equals(actionId)).findFirst();
  }

  /// `firebell_acknowledge`.
  public String actionId() {
    return PREFIX + name().toLowerCase(Locale.ROOT);
  }

  /// What clicking it asks for.
  ///
  /// @param user who clicks, as the policy names him
  public Action action(String user) {
    return switch (this) {
      case ACKNOWLEDGE -> new Action.Acknowledge("");
      case RESOLVE -> new Action.Resolve("");
      case SNOOZE -> new Action.Snooze(SNOOZE_FOR, "");
      case ESCALATE -> new Action.Escalate("");
      case ASSIGN -> new Action.Assign(user, "");
    };
  }

  /// The buttons that make sense as the incident stands.
  static List<Button> of(Notification notification) {
    if (!(notification.subject() instanceof IncidentSummary incident)
        || notification.event() == Event.RESOLVED) {
      return List.of();
    }
    return switch (incident.status()) {
      case "triggered" -> List.of(values());
      case "acknowledged" -> List.of(RESOLVE, SNOOZE, ASSIGN);
      default -> List.of();
    };
  }

  BlockElement element(String incidentId) {
    return ButtonElement.builder()
        .actionId(actionId())
        .text(BlockCompositions.plainText(label))
        .value(incidentId)
        .style(this == ACKNOWLEDGE ? "primary" : null)
        .build();
  }
}
