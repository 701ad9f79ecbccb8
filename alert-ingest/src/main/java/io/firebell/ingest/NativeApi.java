package io.firebell.ingest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerResponse;

/// `POST /v1/alerts`: 202 with what was accepted and what was not, 400 when nothing was accepted.
final class NativeApi implements HttpService, AlertDoor.Answers {

  private final ObjectMapper json = new ObjectMapper();
  private final AlertSource source = new NativeSource();
  private final AlertDoor door;

  NativeApi(AlertDoor door) {
    this.door = door;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .post("/", (request, response) -> door.take(request, response, source, this))
        .any("/", AlertDoor.onlyPost(this));
  }

  @Override
  public void taken(ServerResponse response, AlertSource.Parsed parsed) {
    ObjectNode answer = json.createObjectNode().put("accepted", parsed.alerts().size());
    ArrayNode rejected = answer.putArray("rejected");
    for (AlertSource.Complaint complaint : parsed.complaints()) {
      rejected.addObject().put("path", complaint.path()).put("message", complaint.message());
    }
    boolean nothingGood = parsed.alerts().isEmpty() && !parsed.complaints().isEmpty();
    AlertDoor.json(response, nothingGood ? 400 : 202, answer.toString());
  }

  @Override
  public void refused(ServerResponse response, int status, String message) {
    ObjectNode error = json.createObjectNode().put("code", status).put("message", message);
    AlertDoor.json(response, status, error.toString());
  }
}
