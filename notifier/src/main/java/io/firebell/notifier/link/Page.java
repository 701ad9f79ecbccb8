package io.firebell.notifier.link;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;

/// A page for people who come from a mail: no script, nothing from elsewhere, not to be kept, and
/// nowhere that learns of the link.
///
/// @param status of HTTP
/// @param heading what there is to say
/// @param text more of it; may be empty
/// @param button what a press does; empty for no button
record Page(int status, String heading, String text, String button) {

  private static final String STYLE =
      """
      body{font:1.1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:3rem auto;padding:0 1rem;\
      color:#111;background:#fff}
      button{font:inherit;padding:.6rem 1.4rem;border:2px solid #111;border-radius:.4rem;\
      background:#111;color:#fff;cursor:pointer}
      @media(prefers-color-scheme:dark){body{color:#eee;background:#111}\
      button{border-color:#eee;background:#eee;color:#111}}
      """;

  private static final String POLICY =
      "default-src 'none'; style-src 'sha256-"
          + sha256(STYLE)
          + "'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

  Page(int status, String heading, String text) {
    this(status, heading, text, "");
  }

  void send(ServerResponse response) {
    response
        .status(status)
        .header(HeaderValues.create(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8"))
        .header(HeaderValues.create(HeaderNames.CACHE_CONTROL, "no-store"))
        .header(HeaderValues.create("Content-Security-Policy", POLICY))
        .header(HeaderValues.create("Referrer-Policy", "no-referrer"))
        .header(HeaderValues.create("X-Content-Type-Options", "nosniff"))
        .header(HeaderValues.create("X-Robots-Tag", "noindex"))
        .send(html().getBytes(StandardCharsets.UTF_8));
  }

  String html() {
    StringBuilder html = new StringBuilder();
    html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.append("<title>").append(escape(heading)).append(" – Firebell</title>\n");
    html.append("<style>").append(STYLE).append("</style>\n</head>\n<body>\n<main>\n");
    html.append("<h1>").append(escape(heading)).append("</h1>\n");
    if (!text.isEmpty()) {
      html.append("<p>").append(escape(text)).append("</p>\n");
    }
    if (!button.isEmpty()) {
      html.append("<form method=\"post\">\n<button type=\"submit\">");
      html.append(escape(button)).append("</button>\n</form>\n");
    }
    return html.append("</main>\n</body>\n</html>\n").toString();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
