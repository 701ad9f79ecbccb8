package io.firebell.ingest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firebell.core.heartbeat.Heartbeat;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.common.KafkaException;

/// `POST /v1/heartbeats/{name}`, whatever its body: 202 when the heartbeat is on the log.
///
/// Whether anybody expects it is for the policy to say, so the name only has to be one. Heartbeats
/// count against the tenant's quota by themselves: a flood of its alerts leaves them their way in.
final class HeartbeatApi implements HttpService {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private final ObjectMapper json = new ObjectMapper();
  private final AlertLog log;
  private final Tenants tenants;
  private final InstantSource clock;
  private final Stock turns;
  private final Allowance allowance = new Allowance();

  /// @param turns of those that may wait for the log at the same time
  HeartbeatApi(AlertLog log, Tenants tenants, InstantSource clock, Stock turns) {
    this.log = log;
    this.tenants = tenants;
    this.clock = clock;
    this.turns = turns;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.post("/{name}", this::take).any("/{name}", this::refuseMethod);
  }

  private void take(ServerRequest request, ServerResponse response) throws InterruptedException {
    String name = request.path().pathParameters().get("name");
    if (!NAME.matcher(name).matches()) {
      refuse(
          response,
          400,
          "a heartbeat's name should be up to 100 letters, digits, dots, dashes and underscores: was "
              + name);
      return;
    }
    String tenant = tenants.of(request);
    if (!turns.tryTake(tenant, 1, tenants.isOne())) {
      later(response, 503, "too many requests are being worked on", 1);
      return;
    }
    try {
      Instant now = Instant.ofEpochMilli(clock.millis());
      allowance.take(tenant, 1, tenants.quota(tenant), now);
      log.append(List.of(Heartbeat.heard(tenant, name, now)));
      AlertDoor.json(response, 202, json.createObjectNode().put("heartbeat", name).toString());
    } catch (OverQuotaException e) {
      later(response, 429, String.valueOf(e.getMessage()), e.retryAfterSeconds());
    } catch (KafkaException e) {
      later(response, 503, String.valueOf(e.getMessage()), 1);
    } finally {
      turns.giveBack(tenant, 1);
    }
  }

  private void later(ServerResponse response, int status, String message, long seconds) {
    response.header(HeaderValues.create(HeaderNames.RETRY_AFTER, Long.toString(seconds)));
    refuse(response, status, message);
  }

  private void refuseMethod(ServerRequest request, ServerResponse response) {
    response.header(HeaderValues.create(HeaderNames.ALLOW, "POST"));
    refuse(response, 405, "the method should be POST");
  }

  private void refuse(ServerResponse response, int status, String message) {
    ObjectNode error = json.createObjectNode().put("code", status).put("message", message);
    AlertDoor.json(response, status, error.toString());
  }
}
