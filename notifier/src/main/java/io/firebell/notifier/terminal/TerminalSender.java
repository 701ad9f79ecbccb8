package io.firebell.notifier.terminal;

import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Outcome;
import io.firebell.notifier.send.Address;
import io.firebell.notifier.send.Sender;
import io.firebell.notifier.template.Filled;
import io.firebell.notifier.template.Templates;
import io.firebell.notifier.text.Digest;
import io.firebell.notifier.text.OneLine;
import io.firebell.schemas.policy.ChannelSettings;
import io.firebell.schemas.template.Format;
import java.io.PrintStream;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Prints each notification as a block of a few lines:
///
/// ```
/// 12:04:05 [P1 Critical] DatabaseDown orders-db (3 firing)
///   Page: step 1 of production, round 1
///   orders-db does not answer
///   Status: Triggered
///   …
///   Acknowledge: firebell incidents ack 7f3a9c1e5b2d4f60-3
/// ```
///
/// Where the channel has a template it says what comes after the time.
public final class TerminalSender implements Sender {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private final PrintStream out;
  private final ZoneId zone;
  private final Templates templates;

  /// @param zone whose clock the reader of the terminal has
  /// @param templates those that channels have
  public TerminalSender(PrintStream out, ZoneId zone, Templates templates) {
    this.out = out;
    this.zone = zone;
    this.templates = templates;
  }

  @Override
  public ChannelType type() {
    return ChannelType.TERMINAL;
  }

  @Override
  public Outcome send(Notification notification, Address address) {
    String time = TIME.format(notification.at().atZone(zone));
    out.println(time + " " + String.join("\n  ", lines(notification, address, templates)));
    return out.checkError()
        ? new Outcome.Rejected("standard output is closed")
        : new Outcome.Delivered("");
  }

  /// What is printed after the time, line by line; none is empty.
  public static List<String> lines(
      Notification notification, Address address, Templates templates) {
    Filled said = templates.fill(notification, address, ChannelSettings.PLAIN_TEXT, Format.PLAIN);
    List<String> lines = new ArrayList<>();
    if (said instanceof Filled.Text(String text) && !text.isBlank()) {
      text.lines().forEach(lines::add);
    } else {
      lines.addAll(builtIn(notification));
      lines.add(said.remarked());
    }
    return lines.stream().filter(line -> !line.isBlank()).map(OneLine::of).toList();
  }

  private static List<String> builtIn(Notification notification) {
    Digest digest = Digest.of(notification);
    List<String> lines = new ArrayList<>();
    lines.add(digest.title().toString());
    lines.add(digest.news());
    lines.add(digest.summary());
    lines.addAll(digest.detailLines());
    lines.add(digest.acknowledge().isEmpty() ? "" : "Acknowledge: " + digest.acknowledge());
    return lines;
  }

  @Override
  public void close() {
    out.flush();
  }
}
