package io.firebell.notifier.slack;

import io.firebell.notifier.text.Cut;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Text as Slack's `mrkdwn` wants it: its three special characters escaped
/// ([formatting](https://docs.slack.dev/messaging/formatting-message-text)), so that nothing from
/// outside becomes a mention or a link.
final class SlackText {

  /// In escaped text, without what ends a sentence.
  private static final Pattern URL =
      Pattern.compile("\\bhttps?://(?:(?!&[lg]t;)[^\\s<>|\"…])+(?<![.,:!?)\\]])");

  /// How many URLs of a text become links.
  private static final int LINKED = 10;

  private static final int LINK_MARKS = 2;

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

  /// The same with its URLs written as links, as far as there are not too many of them: Slack finds
  /// none by itself where it is told to find no mentions either.
  static String linked(int limit, String text) {
    int links = (int) URL.matcher(text).results().limit(LINKED).count();
    Matcher urls = URL.matcher(fitting(limit - links * LINK_MARKS, text));
    StringBuilder linked = new StringBuilder();
    for (int i = 0; i < links && urls.find(); i++) {
      urls.appendReplacement(linked, "<$0>");
    }
    return urls.appendTail(linked).toString();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
