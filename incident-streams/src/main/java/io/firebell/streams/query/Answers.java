package io.firebell.streams.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;

/// JSON answers. Errors are `{"code": 404, "message": "…"}`.
public final class Answers {

  private Answers() {}

  public static void send(ServerResponse response, int code, JsonNode answer) {
    response.status(code);
    response.header(HeaderValues.CONTENT_TYPE_JSON);
    response.send(answer.toString().getBytes(StandardCharsets.UTF_8));
  }

  public static void refuse(ServerResponse response, int code, String message) {
    send(response, code, error(code, message));
  }

  public static JsonNode error(int code, String message) {
    return JsonNodeFactory.instance.objectNode().put("code", code).put("message", message);
  }

  /// Refuses the methods that a resource does not have.
  ///
  /// @param methods those that it has, as the header `Allow` lists them
  public static Handler only(String methods) {
    return (request, response) -> {
      response.header(HeaderValues.create(HeaderNames.ALLOW, methods));
      refuse(response, 405, "the method should be " + methods);
    };
  }
}
