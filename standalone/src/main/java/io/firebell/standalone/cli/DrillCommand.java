package io.firebell.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firebell.core.policy.Drill;
import io.firebell.schemas.policy.PrometheusDuration;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// `firebell drill`: pages somebody for nothing, through everything that a page goes through, and
/// measures how soon it is acknowledged.
@Command(
    name = "drill",
    description = {
      "Page somebody for an exercise, wait for the acknowledgement, and report.",
      "The exit code is 0 when it came in time, and 1 when it did not."
    },
    mixinStandardHelpOptions = true)
public final class DrillCommand implements Callable<Integer> {

  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  /// By when an alert that is left alone ends, beyond the time that people have.
  private static final Duration LEEWAY = Duration.ofMinutes(1);

  private static final int LISTED = 1_000;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private InstanceOptions instance = new InstanceOptions();

  @Parameters(
      paramLabel = "WHOM",
      converter = DrillConverter.class,
      description = "user/NAME, schedule/NAME, channel/NAME or escalation/NAME of the policy.")
  private Drill drill = new Drill("user/nobody");

  @Option(
      names = "--within",
      defaultValue = "5m",
      converter = WithinConverter.class,
      description = "How soon it is to be acknowledged (default: ${DEFAULT-VALUE}).")
  private Duration within = Duration.ZERO;

  /// Reads whom to page.
  static final class DrillConverter implements ITypeConverter<Drill> {
    @Override
    public Drill convert(String to) {
      try {
        return new Drill(to);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }

  /// Reads how long to wait.
  static final class WithinConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      try {
        return PrometheusDuration.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }

  @Override
  public Integer call() {
    ApiClient client = instance.client();
    PrintWriter out = spec.commandLine().getOut();
    String id = UUID.randomUUID().toString();
    Instant begun = Instant.now();
    client.post("/v1/alerts", alert(client, id).put("endsAt", end(begun)));
    DrillReport report;
    try {
      report = watch(client, id, begun);
    } finally {
      client.post("/v1/alerts", alert(client, id).put("status", "resolved"));
    }
    out.println(instance.json() ? report.json(client.json()) : report.text());
    out.flush();
    return report.inTime() ? 0 : 1;
  }

  private String end(Instant begun) {
    return begun.plus(within).plus(LEEWAY).toString();
  }

  private ObjectNode alert(ApiClient client, String id) {
    ObjectNode alert = client.json().createObjectNode();
    alert
        .putObject("labels")
        .put("alertname", Drill.ALERT_NAME)
        .put(Drill.LABEL, drill.to())
        .put("drill", id);
    alert
        .putObject("annotations")
        .put("summary", "This is a drill, nothing is wrong: acknowledge it as you would a page.");
    return alert;
  }

  /// Looks at the incident until it is acknowledged, nobody can be paged any more, or time is over.
  private DrillReport watch(ApiClient client, String id, Instant begun) {
    DrillReport report = DrillReport.nothingYet(drill, begun, within);
    while (!report.isOver() && Instant.now().isBefore(begun.plus(within))) {
      pause();
      Optional<JsonNode> incident = find(client, id);
      if (incident.isPresent()) {
        String path = "/v1/incidents/" + incident.get().path("id").asText();
        report = report.with(client.get(path));
      }
    }
    return report;
  }

  private static Optional<JsonNode> find(ApiClient client, String id) {
    for (JsonNode incident : client.get("/v1/incidents?limit=" + LISTED).path("incidents")) {
      if (incident.path("labels").path("drill").asText().equals(id)) {
        return Optional.of(incident);
      }
    }
    return Optional.empty();
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_EVERY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted", e);
    }
  }
}
