package io.firebell.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.firebell.core.alert.Labels;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The fields of one alert of a payload, or of an object within it, each read with a complaint that
/// names its path if it is not as it should be. A field that is null is absent.
final class Fields {

  /// The most labels that an alert may have, and the most annotations.
  static final int MOST_PAIRS = 1_000;

  /// The most bytes that the texts of an alert may have together, in UTF-8: little enough that a
  /// record of an alert and its group is much smaller than the largest that Kafka takes.
  static final int MOST_BYTES = 64 * 1024;

  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");
  private static final String GO_ZERO_TIME = "0001-01-01T00:00:00";
  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");
  private static final int LONGEST_QUOTE = 40;

  private final JsonNode object;
  private final String path;
  private final Allowance allowance;

  private Fields(JsonNode object, String path, Allowance allowance) throws Wrong {
    if (!object.isObject()) {
      throw new Wrong(path, "should be an object: was " + quoted(object));
    }
    this.object = object;
    this.path = path;
    this.allowance = allowance;
  }

  /// @param path where the alert is, as in `$[3]`
  static Fields of(JsonNode alert, String path) throws Wrong {
    return new Fields(alert, path, new Allowance());
  }

  /// A part of a payload that is not as it should be.
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

  /// How many bytes the alert may still have.
  private static final class Allowance {
    private int bytes = MOST_BYTES;

    private String take(String text, String at) throws Wrong {
      for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
        int point = text.codePointAt(i);
        if (Character.getType(point) == Character.SURROGATE) {
          throw new Wrong(at, "should be Unicode: has half of a surrogate pair");
        }
        bytes -= point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      }
      if (bytes < 0) {
        throw new Wrong(
            at, "is too long: the texts of an alert should have at most " + MOST_BYTES + " bytes");
      }
      return text;
    }
  }

  /// Where a field is.
  String at(String field) {
    return PLAIN_NAME.matcher(field).matches()
        ? path + "." + field
        : path + "[" + quoted(TextNode.valueOf(field)) + "]";
  }

  Labels labels(String field) throws Wrong {
    Optional<Fields> pairs = object(field);
    return pairs.isEmpty() ? Labels.NONE : pairs.get().pairs();
  }

  private Labels pairs() throws Wrong {
    if (object.size() > MOST_PAIRS) {
      throw new Wrong(path, "should have at most 1000 pairs: has " + object.size());
    }
    Map<String, String> pairs = new HashMap<>();
    for (String name : (Iterable<String>) object::fieldNames) {
      if (name.isEmpty()) {
        throw new Wrong(path, "a name should not be empty");
      }
      pairs.put(allowance.take(name, at(name)), text(name));
    }
    return Labels.of(pairs);
  }

  /// The object in a field.
  Optional<Fields> object(String field) throws Wrong {
    JsonNode value = object.path(field);
    return isAbsent(value)
        ? Optional.empty()
        : Optional.of(new Fields(value, at(field), allowance));
  }

  /// The text in a field, empty if it is absent.
  String text(String field) throws Wrong {
    JsonNode value = object.path(field);
    if (isAbsent(value)) {
      return "";
    }
    if (!value.isTextual()) {
      throw new Wrong(at(field), "should be a string: was " + quoted(value));
    }
    return allowance.take(value.asText(), at(field));
  }

  /// A time in RFC 3339, to the millisecond; null when it is absent or Go's zero time.
  @Nullable Instant time(String field) throws Wrong {
    String text = text(field);
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
    throw wrong(field, "should be an RFC 3339 time from 1970 to 9998");
  }

  double number(String field) throws Wrong {
    JsonNode value = object.path(field);
    if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
      throw wrong(field, "should be a number");
    }
    return value.asDouble();
  }

  /// The complaint that a field breaks a rule.
  Wrong wrong(String field, String rule) {
    return new Wrong(at(field), rule + ": was " + quoted(object.path(field)));
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  static String quoted(JsonNode node) {
    String text = node.isMissingNode() ? "absent" : node.toString();
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE - 1) + "…";
  }
}
