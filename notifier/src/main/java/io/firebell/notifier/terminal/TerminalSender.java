package io.firebell.notifier.terminal;

import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Outcome;
import io.firebell.notifier.send.Address;
import io.firebell.notifier.send.Sender;
import io.firebell.notifier.text.Digest;
import io.firebell.notifier.text.OneLine;
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
public final class TerminalSender implements Sender {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private final PrintStream out;
  private final ZoneId zone;

  /// @param zone whose clock the reader of the terminal has
  public TerminalSender(PrintStream out, ZoneId zone) {
    this.out = out;
    this.zone = zone;
  }

  @Override
  public ChannelType type() {
    return ChannelType.TERMINAL;
  }

  @Override
  public Outcome send(Notification notification, Address address) {
    Digest digest = Digest.of(notification);
    List<String> lines = new ArrayList<>();
    lines.add(digest.news());
    lines.add(digest.summary());
    lines.addAll(digest.detailLines());
    lines.add(digest.acknowledge().isEmpty() ? "" : "Acknowledge: " + digest.acknowledge());
    StringBuilder block = new StringBuilder();
    block.append(TIME.format(notification.at().atZone(zone))).append(' ').append(digest.title());
    lines.stream()
        .filter(line -> !line.isEmpty())
        .forEach(line -> block.append("\n  ").append(OneLine.of(line)));
    out.println(block);
    return out.checkError()
        ? new Outcome.Rejected("standard output is closed")
        : new Outcome.Delivered("");
  }

  @Override
  public void close() {
    out.flush();
  }
}
