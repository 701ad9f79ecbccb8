package io.firebell.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `firebell oncall`: who is on call, by the policy in force.
@Command(
    name = "oncall",
    description = "Who is on call, by the policy in force.",
    mixinStandardHelpOptions = true)
public final class OncallCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private InstanceOptions instance = new InstanceOptions();

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "When: 2026-12-24T09:00:00Z or 2026-12-24T09:00:00+01:00 (default: now).")
  private String at = "";

  @Option(names = "--schedule", paramLabel = "NAME", description = "Only this schedule.")
  private String schedule = "";

  @Option(
      names = "--ical",
      description = "The next twelve weeks of a schedule as a calendar (iCalendar, RFC 5545).")
  private boolean ical;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    if (ical) {
      out.print(calendar());
    } else {
      JsonNode answer = instance.client().get("/v1/oncall?" + query());
      out.println(instance.json() ? answer.toString() : text(answer));
    }
    out.flush();
  }

  private String calendar() {
    if (schedule.isEmpty() || !at.isEmpty() || instance.json()) {
      throw new ParameterException(
          spec.commandLine(), "--ical needs --schedule, and goes with neither --at nor --json");
    }
    return instance.client().getText("/v1/oncall/" + encoded(schedule) + ".ics");
  }

  private String query() {
    return parameter("at", at) + "&" + parameter("schedule", schedule);
  }

  private static String parameter(String name, String value) {
    return value.isEmpty() ? "" : name + "=" + encoded(value);
  }

  /// For a query as well as for a path.
  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String text(JsonNode answer) {
    StringJoiner lines = new StringJoiner("\n");
    lines.setEmptyValue("the policy has no schedules");
    for (JsonNode one : answer.path("schedules")) {
      String user = one.path("user").asText("nobody");
      lines.add(
          "%-20s  %-20s%s%s"
              .formatted(
                  one.path("schedule").asText(),
                  user,
                  time("  since ", one, "since"),
                  time("  until ", one, "until"))
              .stripTrailing());
    }
    return lines.toString();
  }

  /// A time on the clock of its schedule.
  private static String time(String before, JsonNode onCall, String field) {
    if (!onCall.has(field)) {
      return "";
    }
    Instant instant = Instant.parse(onCall.path(field).asText());
    ZoneId zone = ZoneId.of(onCall.path("timezone").asText());
    return before + OffsetDateTime.ofInstant(instant, zone);
  }
}
