package io.firebell.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import io.firebell.core.alert.Alert;
import io.firebell.core.alert.Breach;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Firebell's own form: one alert or an array of them, each with `labels`, and if wanted
/// `annotations`, `status` (`firing` or `resolved`), `startsAt`, `endsAt`, `generatorURL` and
/// `breach` with `metric`, `value`, `comparator`, `threshold` and `unit`.
public final class NativeSource implements AlertSource {

  @Override
  public Parsed parse(byte[] payload, String tenant, Instant now) throws MalformedPayloadException {
    JsonNode body = AlertJson.read(payload);
    List<Alert> alerts = new ArrayList<>();
    List<Complaint> complaints = new ArrayList<>();
    int count = body.isArray() ? body.size() : 1;
    for (int i = 0; i < count; i++) {
      String path = body.isArray() ? "$[" + i + "]" : "$";
      try {
        alerts.add(alert(body.isArray() ? body.get(i) : body, path, tenant, now));
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
    @Nullable Instant endsAt = end(alert, path, now);
    @Nullable Instant startsAt = AlertJson.time(alert, "startsAt", path);
    Instant unsaid = endsAt == null ? now : endsAt;
    return new Alert(
        tenant,
        AlertJson.labels(alert, "labels", path),
        AlertJson.labels(alert, "annotations", path),
        startsAt == null ? unsaid : startsAt,
        endsAt,
        AlertJson.text(alert, "generatorURL", path),
        breach(alert, path + ".breach"),
        "native",
        now);
  }

  private static @Nullable Instant end(JsonNode alert, String path, Instant now)
      throws AlertJson.Wrong {
    @Nullable Instant endsAt = AlertJson.time(alert, "endsAt", path);
    String status = AlertJson.text(alert, "status", path);
    return switch (status) {
      case "", "firing" -> endsAt;
      case "resolved" -> endsAt == null ? now : endsAt;
      default ->
          throw new AlertJson.Wrong(
              path + ".status", "should be firing or resolved: was " + status);
    };
  }

  private static Breach breach(JsonNode alert, String path) throws AlertJson.Wrong {
    JsonNode breach = alert.path("breach");
    if (breach.isMissingNode() || breach.isNull()) {
      return Breach.NONE;
    }
    if (!breach.isObject()) {
      throw new AlertJson.Wrong(path, "should be an object: was " + AlertJson.shortened(breach));
    }
    String metric = AlertJson.text(breach, "metric", path);
    if (metric.isEmpty()) {
      throw new AlertJson.Wrong(path + ".metric", "should name a metric: was empty");
    }
    return new Breach(
        metric,
        AlertJson.number(breach, "value", path),
        AlertJson.text(breach, "comparator", path),
        AlertJson.number(breach, "threshold", path),
        AlertJson.text(breach, "unit", path));
  }
}
