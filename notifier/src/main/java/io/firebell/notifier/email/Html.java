package io.firebell.notifier.email;

import io.firebell.notifier.link.Links;
import io.firebell.notifier.text.Digest;
import io.firebell.notifier.text.Roundup;

/// A digest or a roundup as the HTML part of a mail: one column, styles in place, nothing fetched
/// from outside.
final class Html {

  private static final String FONT = "font-family:sans-serif;font-size:14px;line-height:1.4";

  private static final String BUTTON =
      "display:inline-block;padding:8px 16px;background:#111;color:#fff;text-decoration:none";

  private Html() {}

  private static StringBuilder begun() {
    return new StringBuilder("<!DOCTYPE html>\n<html><body style=\"" + FONT + "\">\n");
  }

  static String of(Roundup roundup) {
    StringBuilder html = begun().append("<h2>").append(escape(roundup.title())).append("</h2>\n");
    html.append("<ul>\n");
    roundup
        .lines()
        .forEach(line ->
            html.append("<li>")
                .append(escape(line.text()))
                .append(" <code>")
                .append(escape(line.handle()))
                .append("</code></li>\n"));
    return html.append("</ul>\n</body></html>\n").toString();
  }

  /// @param remark goes below; may be empty
  static String of(Digest digest, Links links, String remark) {
    StringBuilder html = begun();
    html.append("<h2>").append(escape(digest.title().toString())).append("</h2>\n");
    html.append("<p><b>").append(escape(digest.news())).append("</b></p>\n");
    if (!digest.summary().isEmpty()) {
      html.append("<p>").append(escape(digest.summary())).append("</p>\n");
    }
    html.append(button("Acknowledge", links.acknowledge()));
    html.append(button("Resolve", links.resolve()));
    html.append("<table>\n");
    digest.details().forEach((name, text) -> html.append(row(name, text)));
    html.append("</table>\n");
    if (!digest.alerts().isEmpty()) {
      html.append("<ul>\n");
      digest.alerts().forEach(alert -> html.append("<li>").append(escape(alert)).append("</li>\n"));
      html.append("</ul>\n");
    }
    if (digest.hidden() > 0) {
      html.append("<p>and ").append(digest.hidden()).append(" more</p>\n");
    }
    if (!digest.acknowledge().isEmpty()) {
      html.append("<p>To take it: <code>").append(escape(digest.acknowledge()));
      html.append("</code></p>\n");
    }
    if (!remark.isEmpty()) {
      html.append("<p><i>").append(escape(remark)).append("</i></p>\n");
    }
    return html.append("</body></html>\n").toString();
  }

  private static String button(String word, String url) {
    return url.isEmpty()
        ? ""
        : "<p><a href=\"%s\" style=\"%s\">%s</a></p>\n".formatted(escape(url), BUTTON, word);
  }

  private static String row(String name, String text) {
    String value =
        text.matches("https?://[^\\s\"<>]+")
            ? "<a href=\"" + escape(text) + "\">" + escape(text) + "</a>"
            : escape(text);
    return "<tr><td style=\"padding-right:1em\">"
        + escape(name)
        + "</td><td>"
        + value
        + "</td></tr>\n";
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;")
        .replace("\n", "<br>\n");
  }
}
