package io.firebell.notifier.callback;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;

/// What far sides are answered. Errors are `{"code": 404, "message": "…"}`.
public final class Answered {

  private Answered() {}

  /// Taken, and nothing to say.
  public static void taken(ServerResponse response) {
    response.status(202).send();
  }

  public static void refuse(ServerResponse response, int code, String message) {
    var error = JsonNodeFactory.instance.objectNode().put("code", code).put("message", message);
    json(response, code, error.toString());
  }

  /// To be sent again, since it is not on the log.
  public static void later(ServerResponse response, String message) {
    response.header(HeaderValues.create(HeaderNames.RETRY_AFTER, "1"));
    refuse(response, 503, message);
  }

  public static void json(ServerResponse response, int code, String json) {
    response.status(code);
    response.header(HeaderValues.CONTENT_TYPE_JSON);
    response.send(json.getBytes(StandardCharsets.UTF_8));
  }

  /// Refuses the methods that a resource does not have.
  public static Handler onlyPost() {
    return (_, response) -> {
      response.header(HeaderValues.create(HeaderNames.ALLOW, "POST"));
      refuse(response, 405, "the method should be POST");
    };
  }
}
