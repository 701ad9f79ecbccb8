package io.firebell.ingest;

import io.firebell.core.alert.Alert;
import io.firebell.core.alert.Breach;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What Prometheus, Grafana and amtool push: the body of `POST /api/v2/alerts` of [Alertmanager's
/// API](https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml).
public final class AlertmanagerSource implements AlertSource {

  @Override
  public Parsed parse(byte[] payload, String tenant, Instant now) throws MalformedPayloadException {
    return Batch.array(payload, fields -> alert(fields, tenant, now));
  }

  private static Alert alert(Fields fields, String tenant, Instant now) throws Fields.Wrong {
    @Nullable Instant endsAt = fields.time("endsAt");
    @Nullable Instant startsAt = fields.time("startsAt");
    Instant unsaid = endsAt == null ? now : endsAt;
    return new Alert(
        tenant,
        fields.labels("labels"),
        fields.labels("annotations"),
        startsAt == null ? unsaid : startsAt,
        endsAt,
        fields.text("generatorURL"),
        Breach.NONE,
        "alertmanager",
        now);
  }
}
