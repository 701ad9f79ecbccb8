package io.firebell.streams.oncall;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firebell.core.escalate.Schedule;
import io.firebell.core.escalate.Shift;
import io.firebell.core.policy.Policy;
import io.firebell.streams.query.Answers;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The resources under `/v1/oncall`, by the policy in force.
///
/// | request | answer |
/// |---|---|
/// | `GET /?at=2026-12-24T09:00:00Z&schedule=primary` | who is on call at a time, now unless it is given, by one schedule or all of them in the order of their names |
/// | `GET /{schedule}.ics` | the next twelve weeks as a calendar, see [OncallCalendar] |
///
/// Of each schedule: its `schedule` (name) and `timezone`, the `user` unless nobody is on call, and
/// `since` and `until` when that is so, as far as it is within a year of the time.
///
/// Errors are those of [Answers].
public final class OncallApi implements HttpService {

  private static final String CALENDAR = "text/calendar; charset=utf-8";
  private static final Duration FARTHEST = Duration.ofDays(366);
  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  private final Function<String, Policy> policies;
  private final Function<ServerRequest, String> tenants;
  private final InstantSource clock;
  private final ObjectMapper json = new ObjectMapper();

  /// @param policies the policy in force, by tenant
  /// @param tenants whose a request is
  public OncallApi(
      Function<String, Policy> policies,
      Function<ServerRequest, String> tenants,
      InstantSource clock) {
    this.policies = policies;
    this.tenants = tenants;
    this.clock = clock;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/", this::list)
        .get("/{schedule}.ics", this::calendar)
        .any("/", Answers.only("GET"))
        .any("/{schedule}.ics", Answers.only("GET"));
  }

  private void list(ServerRequest request, ServerResponse response) {
    Optional<String> time = request.query().first("at").asOptional();
    Optional<Instant> at =
        time.map(OncallApi::instant).orElseGet(() -> Optional.of(clock.instant()));
    if (at.isEmpty()) {
      String was = time.orElse("");
      Answers.refuse(
          response,
          400,
          "at should be a time such as 2026-12-24T09:00:00Z, from 1970 to 9998: was " + was);
      return;
    }
    Policy policy = policies.apply(tenants.apply(request));
    Optional<String> asked = request.query().first("schedule").asOptional();
    if (asked.isPresent() && !policy.schedules().containsKey(asked.get())) {
      unknown(response, asked.get());
      return;
    }
    Answers.send(response, 200, answer(policy, asked, at.get()));
  }

  /// A time with its offset; empty if the text is none, or one that nobody can mean.
  private static Optional<Instant> instant(String text) {
    try {
      Instant instant = Instant.parse(text);
      return instant.isBefore(EARLIEST) || !instant.isBefore(LATEST)
          ? Optional.empty()
          : Optional.of(instant);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private ObjectNode answer(Policy policy, Optional<String> asked, Instant at) {
    ObjectNode answer = json.createObjectNode();
    answer.put("at", at.toString());
    answer.put("policyVersion", policy.version());
    var list = answer.putArray("schedules");
    new TreeMap<>(policy.schedules())
        .values().stream()
            .filter(schedule -> asked.isEmpty() || schedule.name().equals(asked.get()))
            .forEach(schedule -> list.add(onCall(schedule, at)));
    return answer;
  }

  private ObjectNode onCall(Schedule schedule, Instant at) {
    Shift shift = schedule.shiftAt(at, FARTHEST);
    ObjectNode onCall = json.createObjectNode();
    onCall.put("schedule", schedule.name());
    onCall.put("timezone", schedule.zone().getId());
    if (!shift.isGap()) {
      onCall.put("user", shift.user());
    }
    if (shift.from().isAfter(at.minus(FARTHEST))) {
      onCall.put("since", shift.from().toString());
    }
    if (shift.to().isBefore(at.plus(FARTHEST))) {
      onCall.put("until", shift.to().toString());
    }
    return onCall;
  }

  private void calendar(ServerRequest request, ServerResponse response) {
    String name = request.path().pathParameters().get("schedule");
    Policy policy = policies.apply(tenants.apply(request));
    @Nullable Schedule schedule = policy.schedules().get(name);
    if (schedule == null) {
      unknown(response, name);
      return;
    }
    response.header(HeaderValues.create(HeaderNames.CONTENT_TYPE, CALENDAR));
    String text = OncallCalendar.text(schedule, clock.instant());
    response.send(text.getBytes(StandardCharsets.UTF_8));
  }

  private void unknown(ServerResponse response, String schedule) {
    Answers.refuse(response, 404, "the policy has no schedule " + schedule);
  }
}
