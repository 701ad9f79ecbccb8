package io.firebell.schemas.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a template makes, and so how a value is written in it: whatever a label holds, it is a
/// piece of text there and nothing else.
public enum Format {
  /// Text of many lines. Control characters become spaces.
  PLAIN,
  /// Text of one line.
  LINE,
  /// HTML. A value is safe as text, and in an attribute that has quotes around it.
  HTML,
  /// Slack's `mrkdwn`. A value mentions nobody, links nothing, and ends no link that it stands in.
  MRKDWN,
  /// JSON. A value is safe between the quotes of a string; as a whole it has to be one JSON value.
  JSON,
  /// `application/x-www-form-urlencoded`. Line ends and what is around them do not count.
  FORM;

  private static final ObjectMapper STRICT =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  private static final Pattern LINE_END = Pattern.compile("[ \\t]*\\R[ \\t]*");

  /// Names and values as browsers and curl write them.
  private static final Pattern FORM_TEXT =
      Pattern.compile("[A-Za-z0-9*._~%+!'()\\[\\]:/-]+=[A-Za-z0-9*._~%+!'()\\[\\]:/-]*");

  /// Where a value begins, until all is filled in. No value has it, being a control character.
  private static final String VALUE = "\u0001";

  /// A bracket of the template's own which a value would make a mention.
  private static final Pattern MENTION = Pattern.compile("<(?=\\s*\\x01[\\x01\\s]*[!@#])");

  /// A value as it is written in this format.
  String escape(String value) {
    return switch (this) {
      case PLAIN -> tidy(value, true);
      case LINE -> tidy(value, false);
      case HTML -> html(tidy(value, true));
      case MRKDWN -> VALUE + mrkdwn(tidy(value, true));
      case JSON -> new String(JsonStringEncoder.getInstance().quoteAsString(value));
      case FORM -> URLEncoder.encode(value, StandardCharsets.UTF_8);
    };
  }

  /// What came out of a template, ready to be sent.
  ///
  /// @throws IllegalArgumentException if it is nothing of this format
  String finish(String text) {
    return switch (this) {
      case PLAIN, HTML -> text;
      case MRKDWN -> MENTION.matcher(text).replaceAll("&lt;").replace(VALUE, "");
      case LINE -> tidy(text, false).strip();
      case JSON -> {
        checkJson(text);
        yield text;
      }
      case FORM -> form(text);
    };
  }

  /// The format of what a webhook posts; empty for a content type that none is known for.
  public static Optional<Format> ofContentType(String contentType) {
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return switch (type) {
      case "application/x-www-form-urlencoded" -> Optional.of(FORM);
      case "text/plain", "text/markdown" -> Optional.of(PLAIN);
      case "text/html" -> Optional.of(HTML);
      default ->
          type.equals("application/json") || type.matches("application/[a-z0-9.-]+\\+json")
              ? Optional.of(JSON)
              : Optional.empty();
    };
  }

  private static String tidy(String text, boolean lines) {
    return text.codePoints()
        .map(c -> isHarmless(c) || (lines && (c == '\n' || c == '\t')) ? c : ' ')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /// No line end, no control character, and nothing that reverses the direction of writing.
  private static boolean isHarmless(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }

  /// Followed: [escaping](https://docs.slack.dev/messaging/formatting-message-text#escaping).
  private static String mrkdwn(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;")
        .replace("`", "&#96;")
        .replace("=", "&#61;");
  }

  private static void checkJson(String text) {
    try {
      if (STRICT.readTree(text).isMissingNode()) {
        throw new IllegalArgumentException("should be JSON: is empty");
      }
    } catch (JsonProcessingException e) {
      String where =
          e.getLocation() == null
              ? ""
              : " at line %d, column %d of what comes out"
                  .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
      throw new IllegalArgumentException(
          "should be JSON: is none%s, %s".formatted(where, e.getOriginalMessage()), e);
    }
  }

  private static String form(String text) {
    String joined = LINE_END.matcher(text.strip()).replaceAll("");
    String wrong =
        Pattern.compile("&")
            .splitAsStream(joined)
            .filter(pair -> !FORM_TEXT.matcher(pair).matches())
            .map(pair -> pair.substring(0, Math.min(pair.length(), 40)))
            .limit(1)
            .collect(Collectors.joining());
    if (joined.isEmpty() || !wrong.isEmpty() || joined.contains("&&") || joined.endsWith("&")) {
      throw new IllegalArgumentException(
          "should be NAME=VALUE joined by &, what is special written as %%xx: has \"%s\""
              .formatted(wrong));
    }
    return joined;
  }
}
