package io.firebell.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firebell.core.route.Matcher;
import io.firebell.core.route.Matcher.Operator;
import io.firebell.schemas.policy.PrometheusDuration;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `firebell silence`: alerts that nobody wants to hear of for a while.
@Command(
    name = "silence",
    description = "Keep alerts quiet for a while.",
    mixinStandardHelpOptions = true,
    subcommands = {
      SilenceCommand.Add.class,
      SilenceCommand.Show.class,
      SilenceCommand.Expire.class
    })
public final class SilenceCommand {

  /// `firebell silence add`.
  @Command(
      name = "add",
      description = "Keep alerts quiet that match.",
      mixinStandardHelpOptions = true)
  static final class Add implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private InstanceOptions instance = new InstanceOptions();

    @Parameters(
        arity = "1..*",
        paramLabel = "MATCHER",
        description = "service=db, 'severity!=critical', 'host=~\"db-.*\"'; all have to hold.")
    private List<String> matchers = List.of();

    @Option(
        names = "--for",
        required = true,
        paramLabel = "TIME",
        description = "How long: 30m, 2h, 3d.")
    private String time = "";

    @Option(
        names = "--start",
        paramLabel = "TIME",
        description = "From when: 2026-12-24T09:00:00Z (default: now).")
    private String start = "";

    @Option(names = "--comment", required = true, description = "Why, for people.")
    private String comment = "";

    @Option(
        names = "--by",
        defaultValue = "${user.name}",
        description = "Who wants it (default: ${DEFAULT-VALUE}).")
    private String by = "";

    @Override
    public void run() {
      ApiClient client = instance.client();
      ObjectNode silence = client.json().createObjectNode();
      ArrayNode list = silence.putArray("matchers");
      matchers.stream().flatMap(text -> read(text).stream()).forEach(one -> write(one, list));
      Instant startsAt = start.isEmpty() ? Instant.now() : instant(start);
      silence.put("startsAt", startsAt.toString());
      silence.put("endsAt", startsAt.plus(duration(time)).toString());
      silence.put("createdBy", by);
      silence.put("comment", comment);
      JsonNode answer = client.post("/api/v2/silences", silence);
      print(spec, instance.json() ? answer.toString() : answer.path("silenceID").asText());
    }

    private List<Matcher> read(String text) {
      try {
        return Matcher.parseAll(text);
      } catch (IllegalArgumentException e) {
        throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
      }
    }

    private static void write(Matcher matcher, ArrayNode list) {
      Operator operator = matcher.operator();
      list.addObject()
          .put("name", matcher.name())
          .put("value", matcher.value())
          .put("isRegex", operator == Operator.MATCHES || operator == Operator.NOT_MATCHES)
          .put("isEqual", operator == Operator.EQUAL || operator == Operator.MATCHES);
    }

    private Duration duration(String text) {
      try {
        return PrometheusDuration.parse(text);
      } catch (IllegalArgumentException e) {
        throw new ParameterException(spec.commandLine(), "--for: " + e.getMessage(), e);
      }
    }

    private Instant instant(String text) {
      try {
        return Instant.parse(text);
      } catch (DateTimeException e) {
        throw new ParameterException(
            spec.commandLine(),
            "--start should be a time such as 2026-12-24T09:00:00Z: was " + text,
            e);
      }
    }
  }

  /// `firebell silence list`.
  @Command(
      name = "list",
      description = "The silences that are active or to come.",
      mixinStandardHelpOptions = true)
  static final class Show implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private InstanceOptions instance = new InstanceOptions();

    @Option(names = "--expired", description = "Also those of the last five days that are over.")
    private boolean expired;

    @Parameters(
        arity = "0..*",
        paramLabel = "MATCHER",
        description = "Only those with such matchers: service=db.")
    private List<String> matchers = List.of();

    @Override
    public void run() {
      String query =
          matchers.stream()
              .map(text -> "filter=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
              .collect(Collectors.joining("&"));
      ApiClient client = instance.client();
      ArrayNode shown = client.json().createArrayNode();
      for (JsonNode silence : client.get("/api/v2/silences?" + query)) {
        if (expired || !silence.path("status").path("state").asText().equals("expired")) {
          shown.add(silence);
        }
      }
      print(spec, instance.json() ? shown.toString() : text(shown));
    }

    private static String text(ArrayNode silences) {
      StringJoiner lines = new StringJoiner("\n");
      lines.setEmptyValue("no silences");
      for (JsonNode silence : silences) {
        lines.add(
            "%s  %-7s  %s to %s  %s  by %s: %s"
                .formatted(
                    silence.path("id").asText(),
                    silence.path("status").path("state").asText(),
                    silence.path("startsAt").asText(),
                    silence.path("endsAt").asText(),
                    matchers(silence.path("matchers")),
                    silence.path("createdBy").asText(),
                    silence.path("comment").asText()));
      }
      return lines.toString();
    }

    private static String matchers(JsonNode list) {
      return StreamSupport.stream(list.spliterator(), false)
          .map(one ->
              one.path("name").asText()
                  + operator(one.path("isEqual").asBoolean(), one.path("isRegex").asBoolean())
                  + '"'
                  + one.path("value").asText()
                  + '"')
          .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String operator(boolean isEqual, boolean isRegex) {
      return isRegex ? (isEqual ? "=~" : "!~") : (isEqual ? "=" : "!=");
    }
  }

  /// `firebell silence expire`.
  @Command(name = "expire", description = "End silences at once.", mixinStandardHelpOptions = true)
  static final class Expire implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private InstanceOptions instance = new InstanceOptions();

    @Parameters(arity = "1..*", paramLabel = "ID", description = "Which ones.")
    private List<String> ids = List.of();

    @Override
    public void run() {
      ApiClient client = instance.client();
      for (String id : ids) {
        client.delete("/api/v2/silence/" + URLEncoder.encode(id, StandardCharsets.UTF_8));
        print(spec, instance.json() ? "{\"silenceID\":\"" + id + "\"}" : id + " expired");
      }
    }
  }

  private static void print(CommandSpec spec, String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
