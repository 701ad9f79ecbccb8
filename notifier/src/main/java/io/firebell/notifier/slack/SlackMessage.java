package io.firebell.notifier.slack;

import static com.slack.api.model.block.Blocks.actions;
import static com.slack.api.model.block.Blocks.context;
import static com.slack.api.model.block.Blocks.header;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;
import static com.slack.api.model.block.composition.BlockCompositions.plainText;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.TextObject;
import com.slack.api.model.block.element.BlockElement;
import io.firebell.core.classify.Priority;
import io.firebell.core.notify.IncidentSummary;
import io.firebell.core.notify.MaintenanceSummary;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Subject;
import io.firebell.notifier.text.Cut;
import io.firebell.notifier.text.Digest;
import io.firebell.notifier.text.Roundup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A notification as a Slack message, within the limits of [Block
/// Kit](https://docs.slack.dev/reference/block-kit/blocks).
///
/// @param text what a phone's lock screen and a screen reader show
record SlackMessage(String text, List<LayoutBlock> blocks) {

  private static final int HEADER_LIMIT = 150;
  private static final int SECTION_LIMIT = 3000;
  private static final int FIELDS_LIMIT = 10;
  private static final int FIELD_LIMIT = 2000;
  private static final int ALERTS_SHOWN = 10;
  private static final int ALERT_LIMIT = 280;
  private static final int NAMED = 10;
  private static final int LINE_LIMIT = 220;

  SlackMessage {
    blocks = List.copyOf(blocks);
  }

  /// @param people those of the policy
  /// @param url where the tenant's people reach Firebell; empty for nowhere
  /// @param buttons what can be done about it here
  static SlackMessage of(
      Notification notification, People people, String url, List<Button> buttons) {
    return switch (notification.subject()) {
      case IncidentSummary incident ->
          of(
              notification,
              remarks(incident, notification.at(), people, url),
              elements(incident, buttons));
      case MaintenanceSummary _ -> of(notification, List.of(), List.of());
    };
  }

  private static SlackMessage of(
      Notification notification, List<String> remarks, List<BlockElement> buttons) {
    Digest digest = Digest.of(notification);
    String title = sign(notification.subject()) + " " + digest.title();
    List<LayoutBlock> blocks = new ArrayList<>();
    blocks.add(header(block -> block.text(plainText(Cut.to(HEADER_LIMIT, title)))));
    blocks.add(text("*" + fit(1000, digest.news()) + "*\n" + fit(1900, digest.summary())));
    blocks.add(section(block -> block.fields(fields(digest))));
    if (!digest.alerts().isEmpty()) {
      blocks.add(text(alerts(digest)));
    }
    if (!remarks.isEmpty()) {
      blocks.add(context(List.of(markdownText(String.join("  ·  ", remarks)))));
    }
    if (!buttons.isEmpty()) {
      blocks.add(actions(buttons));
    } else if (!digest.acknowledge().isEmpty()) {
      String command = "Acknowledge with `" + fit(500, digest.acknowledge()) + "`";
      blocks.add(context(List.of(markdownText(command))));
    }
    return new SlackMessage(fit(SECTION_LIMIT, title + "\n" + digest.news()), blocks);
  }

  /// Who has it, or whom it pages, and where there is more of it.
  private static List<String> remarks(
      IncidentSummary incident, Instant at, People people, String url) {
    List<String> remarks = new ArrayList<>();
    if (!incident.acknowledgedBy().isEmpty()) {
      remarks.add("Taken by " + people.mention(incident.acknowledgedBy()));
    } else if (incident.resolvedAt() == null) {
      List<String> onCall = people.onCall(incident, at);
      String named =
          onCall.stream().limit(NAMED).map(people::mention).collect(Collectors.joining(", "));
      remarks.add(named.isEmpty() ? "" : "On call: " + named);
    }
    remarks.add(url.isEmpty() ? "" : "<" + url + "/v1/incidents/" + incident.id() + "|Incident>");
    remarks.removeIf(String::isEmpty);
    return remarks;
  }

  private static List<BlockElement> elements(IncidentSummary incident, List<Button> buttons) {
    return buttons.stream().map(button -> button.element(incident.id())).toList();
  }

  /// Several in one message, a line for each.
  static SlackMessage of(Roundup roundup) {
    List<LayoutBlock> blocks = new ArrayList<>();
    blocks.add(header(block -> block.text(plainText(Cut.to(HEADER_LIMIT, roundup.title())))));
    List<String> lines =
        roundup.lines().stream()
            .map(line -> "• " + fit(LINE_LIMIT, line.text()) + " `" + line.handle() + "`")
            .toList();
    for (int from = 0; from < lines.size(); from += ALERTS_SHOWN) {
      int to = Math.min(from + ALERTS_SHOWN, lines.size());
      blocks.add(text(String.join("\n", lines.subList(from, to))));
    }
    return new SlackMessage(fit(SECTION_LIMIT, roundup.title()), blocks);
  }

  /// What is said in the thread when the message itself has been changed.
  static String reply(Notification notification) {
    return fit(SECTION_LIMIT, Digest.of(notification).news());
  }

  private static String sign(Subject subject) {
    return switch (subject) {
      case IncidentSummary incident ->
          incident.resolvedAt() != null ? "✅" : sign(incident.priority());
      case MaintenanceSummary window -> window.stage().isLast() ? "✅" : "🛠️";
    };
  }

  private static String sign(Priority priority) {
    return switch (priority) {
      case P1 -> "🔴";
      case P2 -> "🟠";
      case P3 -> "🟡";
      case P4 -> "🔵";
    };
  }

  private static LayoutBlock text(String mrkdwn) {
    return section(block -> block.text(markdownText(mrkdwn)));
  }

  private static List<TextObject> fields(Digest digest) {
    List<TextObject> fields = new ArrayList<>();
    digest.details().entrySet().stream()
        .limit(FIELDS_LIMIT)
        .forEach(detail -> {
          String name = "*" + detail.getKey() + "*\n";
          fields.add(markdownText(name + fit(FIELD_LIMIT - name.length(), detail.getValue())));
        });
    return fields;
  }

  private static String alerts(Digest digest) {
    StringBuilder lines = new StringBuilder();
    digest.alerts().stream()
        .limit(ALERTS_SHOWN)
        .forEach(alert -> lines.append("• ").append(fit(ALERT_LIMIT, alert)).append('\n'));
    int hidden = digest.hidden() + Math.max(0, digest.alerts().size() - ALERTS_SHOWN);
    return lines.append(hidden == 0 ? "" : "…and " + hidden + " more").toString().strip();
  }

  private static String fit(int limit, String text) {
    return SlackText.fitting(limit, text);
  }
}
