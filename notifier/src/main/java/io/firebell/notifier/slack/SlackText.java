package io.firebell.notifier.slack;

import io.firebell.notifier.text.Cut;

/// Text as Slack's `mrkdwn` wants it: its three special characters escaped
/// ([formatting](https://docs.slack.dev/messaging/formatting-message-text)), so that nothing from
/// outside becomes a mention or a link.
final class SlackText {

  private SlackText() {}

  /// The text escaped and, where it would be longer than `limit`, visibly cut before an escape
  /// rather than in it.
  static String fitting(int limit, String text) {
    String escaped = escape(text);
    if (escaped.length() <= limit) {
      return escaped;
    }
    int room = limit - Cut.MARK.length();
    int end = 0;
    while (end < text.length()) {
      int next = text.offsetByCodePoints(end, 1);
      int length = escape(text.substring(end, next)).length();
      if (length > room) {
        break;
      }
      room -= length;
      end = next;
    }
    return escape(text.substring(0, end)) + Cut.MARK;
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
