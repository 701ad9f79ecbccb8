package io.firebell.schemas.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.Options;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Does what the [Helper]s are for.
final class Helping {

  private static final String USUAL_PATTERN = "uuuu-MM-dd HH:mm:ss z";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .addModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance))
          .build();

  private Helping() {}

  /// What comes of a value, for the engine to write or to give to the next helper.
  ///
  /// @param given null for a label that is not there
  static Object apply(Helper helper, @Nullable Object given, Options options, Format format) {
    Object value = given == null ? "" : given;
    Object result =
        switch (helper) {
          case DATE -> date(value, options);
          case UPPER -> text(value).toUpperCase(Locale.ROOT);
          case LOWER -> text(value).toLowerCase(Locale.ROOT);
          case DEFAULT -> Handlebars.Utils.isEmpty(value) ? text(options.param(0)) : text(value);
          case TRUNCATE -> truncated(text(value), ((Number) options.param(0)).intValue());
          case JOIN ->
              ((List<?>) value)
                  .stream()
                      .map(Object::toString)
                      .collect(Collectors.joining(options.param(0, ", ")));
          case JSON -> json(value);
          case URLENCODE ->
              URLEncoder.encode(text(value), StandardCharsets.UTF_8).replace("+", "%20");
          case EQ -> text(value).equals(text(options.param(0)));
        };
    if (result instanceof String text) {
      Objects.requireNonNull(options.<Budget>data(TextTemplate.BUDGET)).pay(text.length());
    }
    return helper == Helper.JSON && format == Format.JSON
        ? new Handlebars.SafeString(text(result))
        : result;
  }

  private static String text(Object value) {
    return Objects.toString(value, "");
  }

  private static String date(Object value, Options options) {
    if (!(value instanceof Instant instant)) {
      return "";
    }
    ZoneId zone = ZoneId.of(options.hash("zone", ZoneOffset.UTC.getId()).toString());
    String pattern = options.hash("format", USUAL_PATTERN).toString();
    ZoneId named = zone.equals(ZoneOffset.UTC) ? ZoneId.of("UTC") : zone;
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(named).format(instant);
  }

  private static String truncated(String text, int limit) {
    int characters = text.codePointCount(0, text.length());
    return characters <= limit
        ? text
        : text.substring(0, text.offsetByCodePoints(0, Math.max(limit - 1, 0))) + "…";
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new AssertionError("maps, lists, texts and numbers can be written as JSON", e);
    }
  }
}
