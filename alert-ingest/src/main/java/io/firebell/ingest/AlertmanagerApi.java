package io.firebell.ingest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerResponse;
import java.time.Instant;
import java.util.stream.Collectors;

/// Alertmanager's API v2 as far as those who push alerts use it.
final class AlertmanagerApi implements HttpService, AlertDoor.Answers {

  /// amtool reads the configuration before it does anything else.
  private static final String CONFIGURATION =
      "route:\n  receiver: firebell\nreceivers:\n- name: firebell\n";

  private final ObjectMapper json = new ObjectMapper();
  private final AlertSource source = new AlertmanagerSource();
  private final AlertDoor door;
  private final Instant startedAt;

  AlertmanagerApi(AlertDoor door, Instant startedAt) {
    this.door = door;
    this.startedAt = startedAt;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .post("/alerts", (request, response) -> door.take(request, response, source, this))
        .any("/alerts", AlertDoor.onlyPost(this))
        .get("/status", (_, response) -> AlertDoor.json(response, 200, status().toString()));
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

  private ObjectNode status() {
    ObjectNode status = json.createObjectNode();
    ObjectNode cluster = status.putObject("cluster");
    cluster.put("status", "disabled").putArray("peers");
    ObjectNode version = status.putObject("versionInfo");
    version.put("version", "0.25.0").put("revision", "firebell").put("branch", "firebell");
    version.put("buildUser", "").put("buildDate", "").put("goVersion", "");
    status.putObject("config").put("original", CONFIGURATION);
    return status.put("uptime", startedAt.toString());
  }
}
