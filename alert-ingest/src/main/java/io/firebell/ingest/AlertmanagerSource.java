package io.firebell.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import io.firebell.core.alert.Alert;
import io.firebell.core.alert.Breach;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What Prometheus, Grafana and amtool push: the body of `POST /api/v2/alerts` of [Alertmanager's
/// API](https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml).
public final class AlertmanagerSource implements AlertSource {

  @Override
  public Parsed parse(byte[] payload, String tenant, Instant now) throws MalformedPayloadException {
    JsonNode body = AlertJson.read(payload);
    if (!body.isArray()) {
      throw new MalformedPayloadException(
          "$ should be an array of alerts: was " + AlertJson.shortened(body));
    }
    List<Alert> alerts = new ArrayList<>();
    List<Complaint> complaints = new ArrayList<>();
    for (int i = 0; i < body.size(); i++) {
      String path = "$[" + i + "]";
      try {
        alerts.add(alert(body.get(i), path, tenant, now));
      } catch (AlertJson.Wrong e) {
        complaints.add(e.complaint());
      } catch (IllegalArgumentException e) {
        complaints.add(new Complaint(path, String.valueOf(e.getMessage())));
      }
    }
    return new Parsed(alerts, complaints);
  }

  private static Alert alert(JsonNode alert, String path, String tenant, Instant now)
      throws AlertJson.Wrong {
    if (!alert.isObject()) {
      throw new AlertJson.Wrong(path, "should be an object: was " + AlertJson.shortened(alert));
    }
    @Nullable Instant endsAt = AlertJson.time(alert, "endsAt", path);
    @Nullable Instant startsAt = AlertJson.time(alert, "startsAt", path);
    Instant unsaid = endsAt == null ? now : endsAt;
    return new Alert(
        tenant,
        AlertJson.labels(alert, "labels", path),
        AlertJson.labels(alert, "annotations", path),
        startsAt == null ? unsaid : startsAt,
        endsAt,
        AlertJson.text(alert, "generatorURL", path),
        Breach.NONE,
        "alertmanager",
        now);
  }
}
