package io.firebell.ingest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerResponse;
import java.util.stream.Collectors;

/// Alertmanager's API v2 as far as those who push alerts use it.
final class AlertmanagerApi implements HttpService, AlertDoor.Answers {

  private final ObjectMapper json = new ObjectMapper();
  private final AlertSource source = new AlertmanagerSource();
  private final AlertDoor door;

  AlertmanagerApi(AlertDoor door) {
    this.door = door;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .post("/alerts", (request, response) -> door.take(request, response, source, this))
        .any("/alerts", AlertDoor.onlyPost(this));
  }

  @Override
  public void taken(ServerResponse response, AlertSource.Parsed parsed) {
    if (parsed.complaints().isEmpty()) {
      response.status(200);
      response.send();
      return;
    }
    String message =
        parsed.complaints().stream().map(Object::toString).collect(Collectors.joining("; "));
    AlertDoor.json(response, 400, json.getNodeFactory().textNode(message).toString());
  }

  @Override
  public void refused(ServerResponse response, int status, String message) {
    ObjectNode error = json.createObjectNode().put("code", status).put("message", message);
    AlertDoor.json(response, status, error.toString());
  }
}
