package io.firebell.schemas.policy;

import io.firebell.core.classify.Priority;
import io.firebell.core.policy.Plan;
import io.firebell.core.policy.Response;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the section `plans`: what each priority gets on the routes that name the plan.
final class PlanReader {

  private static final List<String> KEYS =
      List.of("escalate", "after", "notify", "hours", "within", "log");

  private final Names names;

  PlanReader(Names names) {
    this.names = names;
  }

  Map<String, Plan> read(YamlValue section) {
    Map<String, Plan> plans = new HashMap<>();
    section.byName().forEach((name, value) -> plans.put(name, plan(name, value)));
    return plans;
  }

  private Plan plan(String name, YamlValue value) {
    Map<Priority, Response> responses = new EnumMap<>(Priority.class);
    Optional<YamlFields> fields = value.fields(PriorityReader.ALL);
    for (Priority priority : Priority.values()) {
      fields
          .flatMap(plan ->
              plan.require(priority.name(), "write { log: true } if nobody is to be told of such"))
          .flatMap(this::response)
          .ifPresent(response -> responses.put(priority, response));
    }
    return new Plan(name, responses);
  }

  private Optional<Response> response(YamlValue value) {
    return value.fields(KEYS).map(fields -> response(value, fields));
  }

  private Response response(YamlValue value, YamlFields fields) {
    Optional<String> escalate = fields.get("escalate").flatMap(this::escalation);
    List<String> inform = fields.get("notify").map(this::channels).orElse(List.of());
    if (fields.has("after") && !fields.has("escalate")) {
      fields.get("after").ifPresent(after -> after.refuse("should delay an escalation: has none"));
    }
    boolean told = fields.has("escalate") || fields.has("notify");
    if (fields.has("log")) {
      fields.get("log").ifPresent(log -> checkLog(log, fields.keys().size() > 1));
    } else if (!told) {
      value.refuse("should escalate, notify or log: does none");
    }
    Duration after = fields.duration("after", Duration.ZERO);
    String hours = fields.get("hours").flatMap(this::hours).orElse("");
    @Nullable Duration within =
        fields.get("within").flatMap(YamlValue::positiveDuration).orElse(null);
    return new Response(escalate.orElse(""), after, inform, hours, within);
  }

  private static void checkLog(YamlValue log, boolean hasMore) {
    if (hasMore) {
      log.refuse("should stand alone: it says that nobody is told, and facts are always kept");
    } else if (!log.flag().orElse(true)) {
      log.refuse("should be true: facts are always kept");
    }
  }

  private Optional<String> escalation(YamlValue value) {
    Optional<String> escalation = value.text();
    escalation.ifPresent(name -> names.escalations().check(value, "an escalation", name));
    return escalation;
  }

  private Optional<String> hours(YamlValue value) {
    Optional<String> hours = value.text();
    hours.ifPresent(name -> names.hours().check(value, "hours", name));
    return hours;
  }

  private List<String> channels(YamlValue value) {
    List<String> channels = value.distinctTexts("should name a channel: names none");
    channels.forEach(name -> names.channels().check(value, "channels", name));
    return channels;
  }
}
