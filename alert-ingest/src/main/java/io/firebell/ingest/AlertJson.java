package io.firebell.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.firebell.core.alert.Labels;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the parts of alerts that sources have in common, with a complaint about what is wrong.
final class AlertJson {

  /// The most labels and annotations together that an alert may have.
  static final int MOST_PAIRS = 1_000;

  /// The most characters that they may have together.
  static final int MOST_CHARACTERS = 64 * 1024;

  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");
  private static final String GO_ZERO_TIME = "0001-01-01T00:00:00";

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(50)
                          .maxStringLength(1024 * 1024)
                          .maxNumberLength(100)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private AlertJson() {}

  /// A part that is not as it should be.
  static final class Wrong extends Exception {
    private static final long serialVersionUID = 1L;
    private final String path;

    Wrong(String path, String message) {
      super(message);
      this.path = path;
    }

    AlertSource.Complaint complaint() {
      return new AlertSource.Complaint(path, String.valueOf(getMessage()));
    }
  }

  /// @throws MalformedPayloadException if the bytes are not one JSON value in UTF-8
  static JsonNode read(byte[] payload) throws MalformedPayloadException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
      JsonNode read = MAPPER.readTree(text);
      if (read == null || read.isMissingNode()) {
        throw new MalformedPayloadException("the body should be JSON: is empty");
      }
      return read;
    } catch (CharacterCodingException e) {
      throw new MalformedPayloadException("the body should be UTF-8: is not");
    } catch (JsonProcessingException e) {
      throw new MalformedPayloadException("the body should be JSON: " + e.getOriginalMessage());
    }
  }

  static Labels labels(JsonNode alert, String field, String path) throws Wrong {
    JsonNode node = alert.path(field);
    String at = path + "." + field;
    if (node.isMissingNode() || node.isNull()) {
      return Labels.NONE;
    }
    if (!node.isObject()) {
      throw new Wrong(at, "should be an object of strings: was " + shortened(node));
    }
    Map<String, String> pairs = new HashMap<>();
    long characters = 0;
    for (var entry : node.properties()) {
      if (!entry.getValue().isTextual()) {
        throw new Wrong(
            at + "." + entry.getKey(), "should be a string: was " + shortened(entry.getValue()));
      }
      if (entry.getKey().isEmpty()) {
        throw new Wrong(at, "a name should not be empty");
      }
      characters += entry.getKey().length() + entry.getValue().asText().length();
      if (pairs.size() >= MOST_PAIRS || characters > MOST_CHARACTERS) {
        throw new Wrong(
            at,
            "should have at most "
                + MOST_PAIRS
                + " pairs of "
                + MOST_CHARACTERS
                + " characters together");
      }
      pairs.put(entry.getKey(), entry.getValue().asText());
    }
    return Labels.of(pairs);
  }

  static String text(JsonNode node, String field, String path) throws Wrong {
    JsonNode value = node.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    if (!value.isTextual()) {
      throw new Wrong(path + "." + field, "should be a string: was " + shortened(value));
    }
    return value.asText();
  }

  /// A time in RFC 3339, to the millisecond; null when it is absent or Go's zero time.
  static @Nullable Instant time(JsonNode alert, String field, String path) throws Wrong {
    String text = text(alert, field, path);
    if (text.isEmpty() || text.startsWith(GO_ZERO_TIME)) {
      return null;
    }
    try {
      Instant time = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
      if (!time.isBefore(EARLIEST) && time.isBefore(LATEST)) {
        return time;
      }
    } catch (DateTimeException e) {
      // Answered below, like a time out of range.
    }
    throw new Wrong(
        path + "." + field, "should be an RFC 3339 time from 1970 to 9998: was " + text);
  }

  static double number(JsonNode node, String field, String path) throws Wrong {
    JsonNode value = node.path(field);
    if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
      throw new Wrong(path + "." + field, "should be a number: was " + shortened(value));
    }
    return value.asDouble();
  }

  static String shortened(JsonNode node) {
    String text = node.isMissingNode() ? "absent" : node.toString();
    return text.length() <= 40 ? text : text.substring(0, 39) + "…";
  }
}
