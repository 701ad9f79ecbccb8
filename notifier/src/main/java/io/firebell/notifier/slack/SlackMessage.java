package io.firebell.notifier.slack;

import static com.slack.api.model.block.Blocks.actions;
import static com.slack.api.model.block.Blocks.context;
import static com.slack.api.model.block.Blocks.header;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.plainText;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.MarkdownTextObject;
import com.slack.api.model.block.composition.TextObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.util.json.GsonFactory;
import io.firebell.core.classify.Priority;
import io.firebell.core.notify.IncidentSummary;
import io.firebell.core.notify.MaintenanceSummary;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Subject;
import io.firebell.core.policy.Policy;
import io.firebell.notifier.send.Address;
import io.firebell.notifier.template.Filled;
import io.firebell.notifier.template.Templates;
import io.firebell.notifier.text.Cut;
import io.firebell.notifier.text.Digest;
import io.firebell.notifier.text.OnCall;
import io.firebell.notifier.text.Roundup;
import io.firebell.schemas.policy.ChannelSettings;
import io.firebell.schemas.template.Format;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A notification as a Slack message, within the limits of [Block
/// Kit](https://docs.slack.dev/reference/block-kit/blocks).
///
/// @param text what a phone's lock screen and a screen reader show
public record SlackMessage(String text, List<LayoutBlock> blocks) {

  private static final int HEADER_LIMIT = 150;
  private static final int FIELDS_LIMIT = 10;
  private static final int FIELD_LIMIT = 2000;
  private static final int ALERTS_SHOWN = 10;
  private static final int ALERT_LIMIT = 280;
  private static final int NAMED = 10;
  private static final int LINE_LIMIT = 220;
  private static final int REMARK_LIMIT = 1000;

  public SlackMessage {
    blocks = List.copyOf(blocks);
  }

  /// The message, in the words of the channel's template where it has one. It has buttons where
  /// there is somebody to hear of their being clicked and it can be changed when that has been
  /// done.
  ///
  /// @param policy the one in force
  /// @param url where the tenant's people reach Firebell; empty for nowhere
  public static SlackMessage of(
      Notification notification, Address address, Templates templates, Policy policy, String url) {
    Filled said = templates.fill(notification, address, ChannelSettings.PLAIN_TEXT, Format.MRKDWN);
    return switch (notification.subject()) {
      case IncidentSummary incident ->
          of(
              notification,
              said,
              remarks(incident, notification.at(), policy, url),
              elements(incident, isHeard(address) ? Button.of(notification) : List.of()));
      case MaintenanceSummary _ -> of(notification, said, List.of(), List.of());
    };
  }

  private static boolean isHeard(Address address) {
    boolean isAnswered =
        !address.get(ChannelSettings.SIGNING_SECRET).isEmpty()
            || !address.get(ChannelSettings.APP_TOKEN).isEmpty();
    return isAnswered && address.get(ChannelSettings.WEBHOOK).isEmpty();
  }

  /// The blocks as JSON for people to read.
  public String blocksAsJson() {
    return GsonFactory.createSnakeCase()
        .newBuilder()
        .setPrettyPrinting()
        .disableHtmlEscaping()
        .create()
        .toJson(blocks);
  }

  private static SlackMessage of(
      Notification notification, Filled said, List<String> remarks, List<BlockElement> buttons) {
    Digest digest = Digest.of(notification);
    String title = sign(notification.subject()) + " " + digest.title();
    List<LayoutBlock> blocks = new ArrayList<>();
    blocks.add(header(block -> block.text(plainText(Cut.to(HEADER_LIMIT, title)))));
    blocks.addAll(body(digest, said));
    if (!remarks.isEmpty()) {
      blocks.add(context(List.of(mrkdwn(String.join("  ·  ", remarks)))));
    }
    if (!buttons.isEmpty()) {
      blocks.add(actions(buttons));
    } else if (!digest.acknowledge().isEmpty()) {
      String command = "Acknowledge with `" + fit(500, digest.acknowledge()) + "`";
      blocks.add(context(List.of(mrkdwn(command))));
    }
    return new SlackMessage(fit(Sections.LONGEST, title + "\n" + digest.news()), blocks);
  }

  /// What the message says between its title and what can be done about it.
  private static List<LayoutBlock> body(Digest digest, Filled said) {
    if (said instanceof Filled.Text(String mrkdwn)) {
      return Sections.of(mrkdwn).stream().map(SlackMessage::text).toList();
    }
    List<LayoutBlock> blocks = new ArrayList<>();
    blocks.add(text("*" + fit(1000, digest.news()) + "*\n" + linked(1900, digest.summary())));
    blocks.add(section(block -> block.fields(fields(digest))));
    if (!digest.alerts().isEmpty()) {
      blocks.add(text(alerts(digest)));
    }
    if (!said.remarked().isEmpty()) {
      blocks.add(context(List.of(mrkdwn(fit(REMARK_LIMIT, said.remarked())))));
    }
    return blocks;
  }

  /// Who has it, or whom it pages, and where there is more of it.
  private static List<String> remarks(
      IncidentSummary incident, Instant at, Policy policy, String url) {
    People people = new People(policy);
    List<String> remarks = new ArrayList<>();
    if (!incident.acknowledgedBy().isEmpty()) {
      remarks.add("Taken by " + people.mention(incident.acknowledgedBy()));
    } else if (incident.resolvedAt() == null) {
      List<String> onCall = OnCall.of(incident, policy, at);
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
    return new SlackMessage(fit(Sections.LONGEST, roundup.title()), blocks);
  }

  /// What is said in the thread when the message itself has been changed.
  static String reply(Notification notification) {
    return fit(Sections.LONGEST, Digest.of(notification).news());
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

  /// As it is written: what comes from outside is not looked through for names to mention.
  private static MarkdownTextObject mrkdwn(String text) {
    return MarkdownTextObject.builder().text(text).verbatim(true).build();
  }

  private static LayoutBlock text(String mrkdwn) {
    return section(block -> block.text(mrkdwn(mrkdwn)));
  }

  private static List<TextObject> fields(Digest digest) {
    List<TextObject> fields = new ArrayList<>();
    digest.details().entrySet().stream()
        .limit(FIELDS_LIMIT)
        .forEach(detail -> {
          String name = "*" + detail.getKey() + "*\n";
          fields.add(mrkdwn(name + linked(FIELD_LIMIT - name.length(), detail.getValue())));
        });
    return fields;
  }

  private static String alerts(Digest digest) {
    StringBuilder lines = new StringBuilder();
    digest.alerts().stream()
        .limit(ALERTS_SHOWN)
        .forEach(alert -> lines.append("• ").append(linked(ALERT_LIMIT, alert)).append('\n'));
    int hidden = digest.hidden() + Math.max(0, digest.alerts().size() - ALERTS_SHOWN);
    return lines.append(hidden == 0 ? "" : "…and " + hidden + " more").toString().strip();
  }

  private static String linked(int limit, String text) {
    return SlackText.linked(limit, text);
  }

  private static String fit(int limit, String text) {
    return SlackText.fitting(limit, text);
  }
}
