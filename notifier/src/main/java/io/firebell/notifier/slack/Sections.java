package io.firebell.notifier.slack;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A long text as the few sections that a message has room for. Slack takes [3,000
/// characters](https://docs.slack.dev/reference/block-kit/composition-objects/text-object) in one,
/// and some [13,000](https://github.com/slackapi/bolt-js/issues/2509) in all the blocks of a
/// message. What does not fit is left out, and how much that is stands at the end.
final class Sections {

  static final int LONGEST = 3000;

  private static final int MOST = 3;

  /// How much of a text that goes on is put in one: there is room left for what is added.
  private static final int PIECE = LONGEST - 60;

  private static final String FENCE = "```";
  private static final Pattern BREAK = Pattern.compile("^(?:[ \\t]*\\n| )");
  private static final Pattern LINK = Pattern.compile("<[^<>\\n]*>");
  private static final Pattern ESCAPE = Pattern.compile("&(?:amp|lt|gt);");
  private static final Pattern FENCES = Pattern.compile(FENCE);

  private Sections() {}

  /// The text in pieces that can be shown each by itself: none ends in a link or an escape, and a
  /// block of code that goes on is one in the next. None for a blank text.
  ///
  /// @param mrkdwn escaped as Slack wants it
  static List<String> of(String mrkdwn) {
    List<String> sections = new ArrayList<>();
    String rest = mrkdwn.strip();
    while (!rest.isEmpty()) {
      boolean isLast = sections.size() == MOST - 1;
      int end = rest.length() <= LONGEST ? rest.length() : end(rest);
      String piece = rest.substring(0, end).stripTrailing();
      String left = BREAK.matcher(rest.substring(end)).replaceFirst("").stripTrailing();
      boolean isCode = !left.isEmpty() && isInCode(piece);
      String closed = isCode ? piece + "\n" + FENCE : piece;
      if (isLast) {
        sections.add(left.isEmpty() ? closed : closed + "\n" + leftOut(left));
        return sections;
      }
      if (!closed.isEmpty()) {
        sections.add(closed);
      }
      rest = isCode ? FENCE + "\n" + left : left;
    }
    return sections;
  }

  private static String leftOut(String text) {
    return "_…%d more characters are left out._".formatted(text.length());
  }

  /// Where a piece of the text ends: after a line, or else after a word, where one ends late
  /// enough; and not within what means something only as a whole.
  private static int end(String text) {
    int line = text.lastIndexOf('\n', PIECE);
    int word = text.lastIndexOf(' ', PIECE);
    int end = line > PIECE / 2 ? line : word > PIECE / 2 ? word : PIECE;
    end = before(LINK, text, end);
    end = before(ESCAPE, text, end);
    end = before(FENCES, text, end);
    return Character.isLowSurrogate(text.charAt(end)) && end > 1 ? end - 1 : end;
  }

  /// The place, or the beginning of the match that it is within, unless that is where all begins.
  private static int before(Pattern whole, String text, int place) {
    Matcher match = whole.matcher(text);
    while (match.find() && match.start() < place) {
      if (match.end() > place && match.start() > 0) {
        return match.start();
      }
    }
    return place;
  }

  private static boolean isInCode(String piece) {
    return FENCES.matcher(piece).results().count() % 2 == 1;
  }
}
