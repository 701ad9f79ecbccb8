package io.firebell.streams.silence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firebell.core.mute.Silence;
import io.firebell.core.route.Matcher;
import io.firebell.core.route.Matcher.Operator;
import io.firebell.streams.query.ApiException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Silences as Alertmanager's API v2 writes them: its `postableSilence` and `gettableSilence`.
final class SilenceJson {

  /// What its validation answers to a body that lacks something.
  private static final int UNPROCESSABLE = 422;

  private final ObjectMapper mapper = new ObjectMapper();

  ObjectMapper mapper() {
    return mapper;
  }

  ObjectNode write(Silence silence, Instant now) {
    ObjectNode json = mapper.createObjectNode();
    json.put("id", silence.id());
    json.putObject("status").put("state", silence.stateAt(now).name().toLowerCase(Locale.ROOT));
    json.put("updatedAt", silence.updatedAt().toString());
    json.put("comment", silence.comment());
    json.put("createdBy", silence.createdBy());
    json.put("endsAt", silence.endsAt().toString());
    ArrayNode matchers = json.putArray("matchers");
    for (String text : silence.matchers()) {
      Matcher matcher = Matcher.parse(text);
      Operator operator = matcher.operator();
      matchers
          .addObject()
          .put("isEqual", operator == Operator.EQUAL || operator == Operator.MATCHES)
          .put("isRegex", operator == Operator.MATCHES || operator == Operator.NOT_MATCHES)
          .put("name", matcher.name())
          .put("value", matcher.value());
    }
    json.put("startsAt", silence.startsAt().toString());
    return json;
  }

  /// @param id what it is to be known by
  /// @param now from when it counts where it began earlier
  /// @throws ApiException if it is no silence: 422 where something is missing or of another type,
  ///   400 where it cannot be
  static Silence read(JsonNode json, String tenant, String id, Instant now) throws ApiException {
    List<String> matchers = new ArrayList<>();
    JsonNode list = field(json, "matchers");
    if (!list.isArray() || list.isEmpty()) {
      throw new ApiException(UNPROCESSABLE, "$.matchers: should be a list of at least one matcher");
    }
    for (int i = 0; i < list.size(); i++) {
      matchers.add(matcher(list.get(i), "$.matchers[" + i + "]"));
    }
    Instant startsAt = time(json, "startsAt");
    Instant endsAt = time(json, "endsAt");
    if (!endsAt.isAfter(startsAt)) {
      throw new ApiException(400, "start time must be before end time");
    }
    if (!endsAt.isAfter(now)) {
      throw new ApiException(400, "end time can't be in the past");
    }
    String createdBy = text(json, "createdBy");
    String comment = text(json, "comment");
    try {
      return new Silence(id, tenant, matchers, startsAt, endsAt, createdBy, comment, now);
    } catch (IllegalArgumentException e) {
      throw new ApiException(400, "invalid silence: " + e.getMessage());
    }
  }

  private static String matcher(JsonNode json, String path) throws ApiException {
    String name = json.path("name").asText("");
    JsonNode value = json.path("value");
    JsonNode isRegex = json.path("isRegex");
    if (name.isEmpty() || !value.isTextual() || !isRegex.isBoolean()) {
      throw new ApiException(
          UNPROCESSABLE, path + ": should have a name, a value and isRegex: was " + json);
    }
    boolean isEqual = json.path("isEqual").asBoolean(true);
    Operator operator =
        isRegex.asBoolean()
            ? (isEqual ? Operator.MATCHES : Operator.NOT_MATCHES)
            : (isEqual ? Operator.EQUAL : Operator.NOT_EQUAL);
    try {
      return new Matcher(name, operator, value.asText()).toString();
    } catch (IllegalArgumentException e) {
      throw new ApiException(400, "invalid silence: " + path + ": " + e.getMessage());
    }
  }

  private static Instant time(JsonNode json, String field) throws ApiException {
    String text = text(json, field);
    try {
      return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
    } catch (DateTimeException e) {
      throw new ApiException(
          UNPROCESSABLE,
          "$." + field + ": should be a time such as 2026-11-21T03:00:00Z: was " + text);
    }
  }

  private static String text(JsonNode json, String field) throws ApiException {
    JsonNode value = field(json, field);
    if (!value.isTextual()) {
      throw new ApiException(UNPROCESSABLE, "$." + field + ": should be a string: was " + value);
    }
    return value.asText();
  }

  private static JsonNode field(JsonNode json, String field) throws ApiException {
    if (!json.hasNonNull(field)) {
      throw new ApiException(UNPROCESSABLE, "$." + field + ": is missing");
    }
    return json.path(field);
  }
}
