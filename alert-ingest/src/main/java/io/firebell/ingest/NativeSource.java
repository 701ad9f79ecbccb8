package io.firebell.ingest;

import io.firebell.core.alert.Alert;
import io.firebell.core.alert.Breach;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Firebell's own form: one alert or an array of them, each with `labels`, and if wanted
/// `annotations`, `status` (`firing` or `resolved`), `startsAt`, `endsAt`, `generatorURL` and
/// `breach` with `metric`, `value`, `comparator`, `threshold` and `unit`.
public final class NativeSource implements AlertSource {

  @Override
  public Parsed parse(byte[] payload, String tenant, Instant now) throws MalformedPayloadException {
    return Batch.oneOrMore(payload, fields -> alert(fields, tenant, now));
  }

  private static Alert alert(Fields fields, String tenant, Instant now) throws Fields.Wrong {
    @Nullable Instant endsAt = end(fields, now);
    @Nullable Instant startsAt = fields.time("startsAt");
    Instant unsaid = endsAt == null ? now : endsAt;
    return new Alert(
        tenant,
        fields.labels("labels"),
        fields.labels("annotations"),
        startsAt == null ? unsaid : startsAt,
        endsAt,
        fields.text("generatorURL"),
        breach(fields),
        "native",
        now);
  }

  private static @Nullable Instant end(Fields fields, Instant now) throws Fields.Wrong {
    @Nullable Instant endsAt = fields.time("endsAt");
    return switch (fields.text("status")) {
      case "", "firing" -> endsAt;
      case "resolved" -> endsAt == null ? now : endsAt;
      default -> throw fields.wrong("status", "should be firing or resolved");
    };
  }

  private static Breach breach(Fields alert) throws Fields.Wrong {
    Optional<Fields> present = alert.object("breach");
    if (present.isEmpty()) {
      return Breach.NONE;
    }
    Fields fields = present.get();
    String metric = fields.text("metric");
    if (metric.isEmpty()) {
      throw fields.wrong("metric", "should name a metric");
    }
    double value = fields.number("value");
    double threshold = fields.number("threshold");
    try {
      return new Breach(metric, value, fields.text("comparator"), threshold, fields.text("unit"));
    } catch (IllegalArgumentException e) {
      throw new Fields.Wrong(fields.at("comparator"), String.valueOf(e.getMessage()));
    }
  }
}
