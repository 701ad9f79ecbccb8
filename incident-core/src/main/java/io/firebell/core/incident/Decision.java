package io.firebell.core.incident;

import io.firebell.core.classify.Priority;
import io.firebell.core.classify.PriorityLevel;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.IncidentSummary;
import io.firebell.core.notify.Notification;
import io.firebell.core.notify.Recipient;
import io.firebell.core.policy.Drill;
import io.firebell.core.policy.Policy;
import io.firebell.core.policy.Quiet;
import io.firebell.core.policy.Response;
import io.firebell.core.route.Group;
import io.firebell.core.route.Route;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A step while it is being decided: each fact changes the state that the next decision sees.
final class Decision {

  private final Policy policy;
  private final List<Effect> effects = new ArrayList<>();
  private @Nullable Incident incident;

  Decision(@Nullable Incident incident, Policy policy) {
    this.incident = incident;
    this.policy = policy;
  }

  Policy policy() {
    return policy;
  }

  /// What the priority is called and promises. A drill promises nothing.
  PriorityLevel level(Priority priority) {
    PriorityLevel level = policy.level(priority);
    return Drill.of(incident().group().labels()).isEmpty() ? level : level.withoutPromises();
  }

  boolean hasIncident() {
    return incident != null;
  }

  @Nullable Incident incidentOrNull() {
    return incident;
  }

  Incident incident() {
    return Objects.requireNonNull(incident, "a group without an incident has nothing to decide");
  }

  Route route() {
    return policy.route(incident().group().route());
  }

  /// What the plan gives the priority that the incident is answered as.
  Response response() {
    return policy.response(route(), incident().answeredAs());
  }

  /// The time, if `at` is in one, in which nobody is told.
  Optional<Quiet> quiet(Instant at) {
    return policy.quiet(route(), incident().answeredAs(), at);
  }

  void open(Group group, int episode, Instant at, Cause cause) {
    String id = new IncidentId(group.key(), episode).toString();
    append(new LoggedFact(id, 1, at, policy.version(), cause, new Fact.IncidentOpened(group)));
  }

  void append(Fact fact, Instant at, Cause cause) {
    Incident now = incident();
    append(new LoggedFact(now.id().toString(), now.facts() + 1, at, policy.version(), cause, fact));
  }

  /// Adds a fact to the history of an earlier incident of the group, whose state is not kept.
  void appendTo(String incidentId, int sequence, Fact fact, Instant at, Cause cause) {
    then(
        new Effect.Append(new LoggedFact(incidentId, sequence, at, policy.version(), cause, fact)));
  }

  private void append(LoggedFact fact) {
    incident = History.evolve(incident, fact);
    effects.add(new Effect.Append(fact));
  }

  /// Sends a command to another incident.
  ///
  /// @param asking which incident asks; with the number of effects so far that makes an id that a
  ///   replay gives it too
  void ask(String asking, String other, String by, Command.Action action) {
    String id = "%s-f%d-%d".formatted(asking, incident().facts(), effects.size());
    then(new Effect.Ask(new Command(id, other, by, action)));
  }

  void then(Effect effect) {
    effects.add(effect);
  }

  /// Records the request for a notification and hands it over.
  void send(
      String id,
      Recipient recipient,
      Event event,
      String reason,
      int attempt,
      Instant at,
      Cause cause) {
    append(new Fact.NotificationRequested(id, recipient, event, reason, attempt), at, cause);
    String remoteId = incident().with(recipient).map(Conversation::remoteId).orElse("");
    effects.add(
        new Effect.Send(
            new Notification(
                id, recipient, event, reason, attempt, remoteId, at, summary(), List.of(), 0)));
  }

  private IncidentSummary summary() {
    Incident now = incident();
    return new IncidentSummary(
        now.id().toString(),
        now.group(),
        now.status().wireName(),
        now.priority(),
        policy.level(now.priority()).name(),
        now.rule(),
        policy.version(),
        now.extent().audible(),
        now.extent().total(),
        now.climb().step(),
        now.acknowledgedBy(),
        now.openedAt(),
        now.resolvedAt());
  }

  Step step() {
    return new Step(incident, effects);
  }
}
