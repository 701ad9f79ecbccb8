package io.firebell.standalone;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firebell.schemas.alertmanager.ShownConfig;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// What Alertmanager's API says of itself, which `amtool` asks for: `GET /api/v2/status` and
/// `/api/v2/receivers` as its
/// [openapi.yaml](https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml) has
/// them.
///
/// Instances find one another by Kafka and not by gossip, so the cluster is this instance.
final class AlertmanagerStatus {

  private final ObjectMapper json = new ObjectMapper();
  private final String instance;
  private final String version;
  private final Instant startedAt;
  private final Function<ServerRequest, ShownConfig> config;
  private final BooleanSupplier ready;

  /// @param instance what the instance is called
  /// @param config what is in force for whose request it is
  /// @param ready whether work is being done
  AlertmanagerStatus(
      String instance,
      String version,
      Instant startedAt,
      Function<ServerRequest, ShownConfig> config,
      BooleanSupplier ready) {
    this.instance = instance;
    this.version = version;
    this.startedAt = startedAt;
    this.config = config;
    this.ready = ready;
  }

  /// The resource `/api/v2/status`.
  HttpService status() {
    return rules -> only(rules, this::status);
  }

  /// The resource `/api/v2/receivers`.
  HttpService receivers() {
    return rules -> only(rules, this::receivers);
  }

  private static void only(HttpRules rules, Handler get) {
    rules
        .get("/", get)
        .any(
            "/",
            (_, response) -> {
              response.header(HeaderValues.create(HeaderNames.ALLOW, "GET"));
              response.status(405).send();
            });
  }

  private void status(ServerRequest request, ServerResponse response) {
    ObjectNode answer = json.createObjectNode();
    ObjectNode cluster = answer.putObject("cluster");
    cluster.put("name", instance);
    cluster.put("status", ready.getAsBoolean() ? "ready" : "settling");
    cluster
        .putArray("peers")
        .addObject()
        .put("name", instance)
        .put("address", request.localPeer().host() + ":" + request.localPeer().port());
    ObjectNode versionInfo = answer.putObject("versionInfo");
    versionInfo.put("branch", "");
    versionInfo.put("buildDate", "");
    versionInfo.put("buildUser", "");
    versionInfo.put("goVersion", "");
    versionInfo.put("revision", "");
    versionInfo.put("version", version);
    answer.putObject("config").put("original", config.apply(request).original());
    answer.put("uptime", startedAt.toString());
    send(response, answer.toString());
  }

  private void receivers(ServerRequest request, ServerResponse response) {
    ArrayNode answer = json.createArrayNode();
    config.apply(request).receivers().forEach(name -> answer.addObject().put("name", name));
    send(response, answer.toString());
  }

  private static void send(ServerResponse response, String body) {
    response.header(HeaderValues.CONTENT_TYPE_JSON);
    response.send((body + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
