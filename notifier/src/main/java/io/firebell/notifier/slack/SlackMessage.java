package io.firebell.notifier.slack;

import static com.slack.api.model.block.Blocks.context;
import static com.slack.api.model.block.Blocks.header;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;
import static com.slack.api.model.block.composition.BlockCompositions.plainText;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.TextObject;
import io.firebell.core.classify.Priority;
import io.firebell.core.notify.IncidentSummary;
import io.firebell.core.notify.MaintenanceSummary;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Subject;
import io.firebell.notifier.text.Cut;
import io.firebell.notifier.text.Digest;
import java.util.ArrayList;
import java.util.List;

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

  SlackMessage {
    blocks = List.copyOf(blocks);
  }

  static SlackMessage of(Notification notification) {
    Digest digest = Digest.of(notification);
    String title = sign(notification.subject()) + " " + digest.title();
    List<LayoutBlock> blocks = new ArrayList<>();
    blocks.add(header(block -> block.text(plainText(Cut.to(HEADER_LIMIT, title)))));
    blocks.add(text("*" + fit(1000, digest.news()) + "*\n" + fit(1900, digest.summary())));
    blocks.add(section(block -> block.fields(fields(digest))));
    if (!digest.alerts().isEmpty()) {
      blocks.add(text(alerts(digest)));
    }
    if (!digest.acknowledge().isEmpty()) {
      String command = "Acknowledge with `" + fit(500, digest.acknowledge()) + "`";
      blocks.add(context(List.of(markdownText(command))));
    }
    return new SlackMessage(fit(SECTION_LIMIT, title + "\n" + digest.news()), blocks);
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
