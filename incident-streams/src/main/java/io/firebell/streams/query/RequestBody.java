package io.firebell.streams.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// The JSON object that a request carries.
public final class RequestBody {

  private static final int LONGEST = 64 * 1024;

  /// How many characters a text may have: it is kept with the incident until each recipient has
  /// been told, and has to fit there for all of them.
  static final int LONGEST_TEXT = 4_000;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode object;

  private RequestBody(JsonNode object) {
    this.object = object;
  }

  /// @throws ApiException if it is not a JSON object, or too long
  public static RequestBody of(ServerRequest request) throws ApiException {
    // A page in a browser can send other types anywhere without being asked for permission.
    String type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
    int parameters = type.indexOf(';');
    String named = parameters < 0 ? type : type.substring(0, parameters);
    if (!named.strip().equalsIgnoreCase("application/json")) {
      throw new ApiException(415, "the content type should be application/json");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes(request)).toString();
      JsonNode read = MAPPER.readTree(text);
      if (!read.isObject()) {
        throw new ApiException(400, "$: should be an object");
      }
      return new RequestBody(read);
    } catch (CharacterCodingException e) {
      throw new ApiException(400, "the body should be UTF-8: is not");
    } catch (JsonProcessingException e) {
      throw new ApiException(400, "the body should be JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new ApiException(400, "the body could not be read: " + e.getMessage());
    }
  }

  private static ByteBuffer bytes(ServerRequest request) throws ApiException, IOException {
    try (var input = request.content().inputStream()) {
      byte[] bytes = input.readNBytes(LONGEST + 1);
      if (bytes.length > LONGEST) {
        throw new ApiException(413, "a body should be at most " + LONGEST + " bytes");
      }
      return ByteBuffer.wrap(bytes);
    }
  }

  /// All of it.
  public JsonNode json() {
    return object;
  }

  /// The text in a field, empty if it is absent.
  String text(String field) throws ApiException {
    JsonNode value = object.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    if (!value.isTextual()) {
      throw new ApiException(400, "$." + field + ": should be a string: was " + value);
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(value.asText())) {
      throw new ApiException(
          400, "$." + field + ": should be Unicode: has half of a surrogate pair");
    }
    if (value.asText().length() > LONGEST_TEXT) {
      throw new ApiException(
          400,
          "$."
              + field
              + ": should have at most "
              + LONGEST_TEXT
              + " characters: has "
              + value.asText().length());
    }
    return value.asText();
  }
}
