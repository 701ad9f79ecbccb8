package io.firebell.streams.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firebell.core.classify.Priority;
import io.firebell.core.incident.Command;
import io.firebell.core.incident.Incident;
import io.firebell.core.incident.IncidentId;
import io.firebell.core.incident.LoggedFact;
import io.firebell.core.incident.Member;
import io.firebell.core.incident.Phase;
import io.firebell.core.incident.Status;
import io.firebell.core.policy.Policies;
import io.firebell.core.policy.Policy;
import io.firebell.core.policy.Runbook;
import io.firebell.schemas.CommandLog;
import io.firebell.schemas.policy.PrometheusDuration;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.common.KafkaException;

/// The resources under `/v1/incidents`.
///
/// | request | answer |
/// |---|---|
/// | `GET /?status=open&priority=P1&limit=100` | the last incident of each group, newest first |
/// | `GET /{id}` | one incident with its alerts, their runbooks, and its timeline |
/// | `GET /{id}/alerts`, `GET /{id}/timeline` | these alone |
/// | `POST /{id}/acknowledge`, `POST /{id}/resolve` | 202 once the command is on the log |
/// | `POST /{id}/snooze`, with how long in `for` | the same |
/// | `POST /{id}/raise`, with what to in `priority` | the same |
/// | `POST /{id}/assign`, with the user in `to` | the same |
/// | `POST /{id}/merge`, with the incident that it is to follow in `into` | the same |
/// | `POST /{id}/split` | the same |
/// | `POST /{id}/status`, with how far the work has come in `status` | the same |
/// | `POST /{id}/updates`, with what to tell people in `text` | the same |
/// | `POST /{id}/escalate`, `POST /{id}/notes` | the same |
///
/// What is posted says who acts in `by`, and may say more in `note`.
///
/// Errors are those of [Answers].
public final class IncidentApi implements HttpService {

  private static final int MOST = 10_000;
  private static final int USUAL = 100;

  private final IncidentQueries queries;
  private final CommandLog commands;
  private final Policies policies;
  private final Function<ServerRequest, String> tenants;
  private final IncidentJson json = new IncidentJson();

  /// @param policies those in force
  /// @param tenants whose a request is: it finds no incidents of others
  public IncidentApi(
      IncidentQueries queries,
      CommandLog commands,
      Policies policies,
      Function<ServerRequest, String> tenants) {
    this.queries = queries;
    this.commands = commands;
    this.policies = policies;
    this.tenants = tenants;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/", answering(this::list))
        .get("/{id}", answering(this::show))
        .get("/{id}/alerts", answering(this::alerts))
        .get("/{id}/timeline", answering(this::timeline))
        .post("/{id}/acknowledge", answering(commanding(IncidentApi::acknowledge)))
        .post("/{id}/resolve", answering(commanding(IncidentApi::resolve)))
        .post("/{id}/snooze", answering(commanding(IncidentApi::snooze)))
        .post("/{id}/raise", answering(commanding(IncidentApi::raise)))
        .post("/{id}/assign", answering(commanding(IncidentApi::assign)))
        .post("/{id}/merge", answering(commanding(this::merge)))
        .post("/{id}/split", answering(commanding(IncidentApi::split)))
        .post("/{id}/status", answering(commanding(IncidentApi::report)))
        .post("/{id}/updates", answering(commanding(IncidentApi::update)))
        .post("/{id}/escalate", answering(commanding(IncidentApi::escalate)))
        .post("/{id}/notes", answering(commanding(IncidentApi::addNote)))
        .any("/", Answers.only("GET"))
        .any("/{id}", Answers.only("GET"))
        .any("/{id}/alerts", Answers.only("GET"))
        .any("/{id}/timeline", Answers.only("GET"))
        .any("/{id}/acknowledge", Answers.only("POST"))
        .any("/{id}/resolve", Answers.only("POST"))
        .any("/{id}/snooze", Answers.only("POST"))
        .any("/{id}/raise", Answers.only("POST"))
        .any("/{id}/assign", Answers.only("POST"))
        .any("/{id}/merge", Answers.only("POST"))
        .any("/{id}/split", Answers.only("POST"))
        .any("/{id}/status", Answers.only("POST"))
        .any("/{id}/updates", Answers.only("POST"))
        .any("/{id}/escalate", Answers.only("POST"))
        .any("/{id}/notes", Answers.only("POST"));
  }

  /// What a resource does: the answer, or an [ApiException] that says why not.
  @FunctionalInterface
  private interface Resource {
    JsonNode answer(ServerRequest request) throws ApiException, InterruptedException;
  }

  private Handler answering(Resource resource) {
    return (request, response) -> {
      try {
        JsonNode answer = resource.answer(request);
        Answers.send(response, answer.has("commandId") ? 202 : 200, answer);
      } catch (ApiException e) {
        Answers.refuse(response, e.code(), String.valueOf(e.getMessage()));
      } catch (NotReadyException | KafkaException e) {
        response.header(HeaderValues.create(HeaderNames.RETRY_AFTER, "1"));
        Answers.refuse(response, 503, String.valueOf(e.getMessage()));
      }
    };
  }

  private JsonNode list(ServerRequest request) throws ApiException {
    Predicate<Incident> filter = isOf(request).and(status(request)).and(priority(request));
    int limit = limit(request);
    List<Incident> found = queries.list(filter, limit + 1);
    ObjectNode answer = json.mapper().createObjectNode();
    ArrayNode incidents = answer.putArray("incidents");
    found.stream().limit(limit).forEach(one -> incidents.add(json.incident(one)));
    answer.put("truncated", found.size() > limit);
    return answer;
  }

  private JsonNode show(ServerRequest request) throws ApiException {
    IncidentId id = id(request);
    Incident incident = incident(request, id);
    ObjectNode answer = json.incident(incident);
    List<LoggedFact> timeline = queries.timeline(id);
    List<Member> alerts = queries.alerts(id, USUAL);
    answer.set("runbooks", runbooks(alerts, policies.apply(incident.group().tenant())));
    answer.set("phases", json.phases(timeline));
    answer.put("alertsTruncated", putAlerts(answer, incident, USUAL));
    answer.set("timeline", json.timeline(timeline));
    return answer;
  }

  /// Where it is written what to do about the alerts, by them or by the policy.
  private ArrayNode runbooks(List<Member> alerts, Policy policy) {
    ArrayNode urls = json.mapper().createArrayNode();
    alerts.stream()
        .map(Member::shown)
        .map(alert -> policy.annotations(alert.labels(), alert.annotations()))
        .map(annotations -> annotations.get(Runbook.ANNOTATION))
        .filter(url -> !url.isEmpty())
        .distinct()
        .forEach(urls::add);
    return urls;
  }

  private JsonNode alerts(ServerRequest request) throws ApiException {
    Incident incident = incident(request, id(request));
    ObjectNode answer = json.mapper().createObjectNode();
    answer.put("truncated", putAlerts(answer, incident, limit(request)));
    return answer;
  }

  /// @return whether the incident has more
  private boolean putAlerts(ObjectNode answer, Incident incident, int limit) {
    List<Member> found = queries.alerts(incident.id(), limit + 1);
    answer.set("alerts", json.alerts(found.stream().limit(limit).toList()));
    return found.size() > limit || incident.extent().unlisted() > 0;
  }

  private JsonNode timeline(ServerRequest request) throws ApiException {
    IncidentId id = id(request);
    incident(request, id);
    ObjectNode answer = json.mapper().createObjectNode();
    answer.set("timeline", json.timeline(queries.timeline(id)));
    return answer;
  }

  /// What somebody asks for in a request's body.
  @FunctionalInterface
  private interface Asked {
    Command.Action in(RequestBody body) throws ApiException;
  }

  /// The same where it depends on whose request it is.
  @FunctionalInterface
  private interface AskedBy {
    Command.Action in(ServerRequest request, RequestBody body) throws ApiException;
  }

  private static Command.Action acknowledge(RequestBody body) throws ApiException {
    return new Command.Action.Acknowledge(body.text("note"));
  }

  private static Command.Action resolve(RequestBody body) throws ApiException {
    return new Command.Action.Resolve(body.text("note"));
  }

  private static Command.Action snooze(RequestBody body) throws ApiException {
    String note = body.text("note");
    String time = body.text("for");
    try {
      return new Command.Action.Snooze(PrometheusDuration.parse(time), note);
    } catch (IllegalArgumentException e) {
      throw new ApiException(400, "$.for: " + e.getMessage());
    }
  }

  private static Command.Action raise(RequestBody body) throws ApiException {
    String note = body.text("note");
    String priority = body.text("priority");
    try {
      return new Command.Action.Raise(oneOf(Priority.values(), priority, "priority"), note);
    } catch (ApiException e) {
      throw new ApiException(400, "$.priority: " + e.getMessage());
    }
  }

  private static Command.Action escalate(RequestBody body) throws ApiException {
    return new Command.Action.Escalate(body.text("note"));
  }

  private static Command.Action assign(RequestBody body) throws ApiException {
    try {
      return new Command.Action.Assign(body.text("to"), body.text("note"));
    } catch (IllegalArgumentException e) {
      throw new ApiException(400, "$.to: " + e.getMessage());
    }
  }

  /// The other incident may be over by the time that it hears of this; then it says so itself.
  private Command.Action merge(ServerRequest request, RequestBody body) throws ApiException {
    String into = body.text("into");
    try {
      Command.Action.Merge merge = new Command.Action.Merge(into, body.text("note"));
      Incident other = incident(request, IncidentId.parse(into));
      if (other.isOver() || other.isMerged()) {
        String why = other.isOver() ? " is over" : " is merged itself, into " + other.mergedInto();
        throw new ApiException(409, "incident " + into + why);
      }
      return merge;
    } catch (IllegalArgumentException e) {
      throw new ApiException(400, "$.into: " + e.getMessage());
    }
  }

  private static Command.Action split(RequestBody body) throws ApiException {
    return new Command.Action.Split(body.text("note"));
  }

  private static Command.Action report(RequestBody body) throws ApiException {
    String status = body.text("status");
    List<Phase> reported =
        Arrays.stream(Phase.values()).filter(phase -> !phase.report().isEmpty()).toList();
    Phase phase =
        reported.stream()
            .filter(one -> one.report().equalsIgnoreCase(status))
            .findFirst()
            .orElseThrow(() ->
                new ApiException(
                    400,
                    "$.status: should be one of "
                        + reported.stream().map(Phase::report).toList()
                        + ": was "
                        + status));
    return new Command.Action.Report(phase, body.text("note"));
  }

  private static Command.Action update(RequestBody body) throws ApiException {
    try {
      return new Command.Action.Update(body.text("text"));
    } catch (IllegalArgumentException e) {
      throw new ApiException(400, "$.text: " + e.getMessage());
    }
  }

  private static Command.Action addNote(RequestBody body) throws ApiException {
    try {
      return new Command.Action.AddNote(body.text("note"));
    } catch (IllegalArgumentException e) {
      throw new ApiException(400, "$.note: " + e.getMessage());
    }
  }

  private Resource commanding(Asked asked) {
    return commanding((_, body) -> asked.in(body));
  }

  private Resource commanding(AskedBy asked) {
    return request -> {
      IncidentId id = id(request);
      incident(request, id);
      RequestBody body = RequestBody.of(request);
      String by = body.text("by");
      if (by.isBlank()) {
        throw new ApiException(400, "$.by: should say who acts: was empty");
      }
      String commandId = UUID.randomUUID().toString();
      String tenant = tenants.apply(request);
      commands.append(new Command(commandId, tenant, id.toString(), by, asked.in(request, body)));
      ObjectNode answer = json.mapper().createObjectNode();
      answer.put("commandId", commandId);
      answer.put("incidentId", id.toString());
      return answer;
    };
  }

  private Incident incident(ServerRequest request, IncidentId id) throws ApiException {
    return queries
        .find(id)
        .filter(isOf(request))
        .orElseThrow(() -> new ApiException(404, "there is no incident " + id));
  }

  private Predicate<Incident> isOf(ServerRequest request) {
    String tenant = tenants.apply(request);
    return incident -> incident.group().tenant().equals(tenant);
  }

  private static IncidentId id(ServerRequest request) throws ApiException {
    try {
      return IncidentId.parse(request.path().pathParameters().get("id"));
    } catch (IllegalArgumentException e) {
      throw new ApiException(400, String.valueOf(e.getMessage()));
    }
  }

  private static Predicate<Incident> status(ServerRequest request) throws ApiException {
    Optional<String> asked = query(request, "status");
    if (asked.isEmpty()) {
      return _ -> true;
    }
    if (asked.get().equals("open")) {
      return incident -> !incident.isOver();
    }
    Status status = oneOf(Status.values(), asked.get(), "status");
    return incident -> incident.status() == status;
  }

  private static Predicate<Incident> priority(ServerRequest request) throws ApiException {
    Optional<String> asked = query(request, "priority");
    if (asked.isEmpty()) {
      return _ -> true;
    }
    Priority priority = oneOf(Priority.values(), asked.get(), "priority");
    return incident -> incident.priority() == priority;
  }

  private static <E extends Enum<E>> E oneOf(E[] values, String asked, String parameter)
      throws ApiException {
    return Arrays.stream(values)
        .filter(value -> value.name().equalsIgnoreCase(asked))
        .findFirst()
        .orElseThrow(() ->
            new ApiException(
                400,
                (parameter + " should be one of " + Arrays.toString(values))
                        .toLowerCase(Locale.ROOT)
                    + ": was "
                    + asked));
  }

  private static int limit(ServerRequest request) throws ApiException {
    Optional<String> asked = query(request, "limit");
    try {
      int limit = asked.map(Integer::parseInt).orElse(USUAL);
      if (limit >= 1 && limit <= MOST) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Answered below, like a number out of range.
    }
    throw new ApiException(400, "limit should be from 1 to " + MOST + ": was " + asked.get());
  }

  private static Optional<String> query(ServerRequest request, String name) {
    return request.query().first(name).asOptional();
  }
}
