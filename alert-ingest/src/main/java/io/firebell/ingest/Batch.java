package io.firebell.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.firebell.core.alert.Alert;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads a payload of JSON alert by alert, so that the good ones are kept when others are not, and
/// a payload never takes many times its own size.
final class Batch {

  /// The most alerts that a payload may have.
  static final int MOST_ALERTS = 10_000;

  private static final int DEEPEST = 50;
  private static final int LONGEST_NUMBER = 1_000;
  private static final int LONGEST_EXPLANATION = 300;

  /// The most names, values and brackets, of which each takes some tens of bytes while an alert is
  /// being read.
  private static final int MOST_TOKENS = 1_000_000;

  private static final ObjectMapper MAPPER =
      new JsonMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(DEEPEST)
                      .maxNumberLength(LONGEST_NUMBER)
                      .maxTokenCount(MOST_TOKENS)
                      // Names and strings are as long as the payload at the most.
                      .maxNameLength(Integer.MAX_VALUE)
                      .maxStringLength(Integer.MAX_VALUE)
                      .build())
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .build());

  private final One one;
  private final List<Alert> alerts = new ArrayList<>();
  private final List<AlertSource.Complaint> complaints = new ArrayList<>();

  private Batch(One one) {
    this.one = one;
  }

  /// Reads one alert. An [IllegalArgumentException] is a complaint about the alert as a whole.
  @FunctionalInterface
  interface One {
    Alert read(Fields alert) throws Fields.Wrong;
  }

  /// Reads an array of alerts.
  ///
  /// @throws MalformedPayloadException if the payload is anything else
  static AlertSource.Parsed array(byte[] payload, One one) throws MalformedPayloadException {
    return new Batch(one).read(payload, false);
  }

  /// Reads an alert or an array of alerts.
  ///
  /// @throws MalformedPayloadException if the payload is not JSON
  static AlertSource.Parsed oneOrMore(byte[] payload, One one) throws MalformedPayloadException {
    return new Batch(one).read(payload, true);
  }

  private AlertSource.Parsed read(byte[] payload, boolean oneIsEnough)
      throws MalformedPayloadException {
    try (JsonParser parser = MAPPER.createParser(text(payload))) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new MalformedPayloadException("the body should be JSON: is empty");
      }
      if (first == JsonToken.START_ARRAY) {
        readAll(parser);
      } else if (oneIsEnough) {
        read(parser.readValueAsTree(), "$");
      } else {
        throw new MalformedPayloadException(
            "$ should be an array of alerts: was " + Fields.quoted(parser.readValueAsTree()));
      }
      if (parser.nextToken() != null) {
        throw new MalformedPayloadException("the body should be JSON: goes on after its end");
      }
      return new AlertSource.Parsed(alerts, complaints);
    } catch (JsonProcessingException e) {
      throw malformed(e);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  private void readAll(JsonParser parser) throws IOException, MalformedPayloadException {
    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      if (i == MOST_ALERTS) {
        throw new MalformedPayloadException("$ should have at most " + MOST_ALERTS + " alerts");
      }
      read(parser.readValueAsTree(), "$[" + i + "]");
    }
  }

  private void read(JsonNode alert, String path) {
    try {
      alerts.add(one.read(Fields.of(alert, path)));
    } catch (Fields.Wrong e) {
      complaints.add(e.complaint());
    } catch (IllegalArgumentException e) {
      complaints.add(new AlertSource.Complaint(path, String.valueOf(e.getMessage())));
    }
  }

  private static String text(byte[] payload) throws MalformedPayloadException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedPayloadException("the body should be UTF-8: is not");
    }
  }

  private static MalformedPayloadException malformed(JsonProcessingException e) {
    String message = e.getOriginalMessage();
    String explanation =
        message.length() <= LONGEST_EXPLANATION
            ? message
            : message.substring(0, LONGEST_EXPLANATION) + "…";
    String at =
        e.getLocation() == null
            ? ""
            : " at line %d, column %d"
                .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    return new MalformedPayloadException("the body should be JSON: " + explanation + at);
  }
}
