package io.firebell.streams.topology;

import io.firebell.core.alert.Fingerprint;
import io.firebell.core.dedup.AlertChange;
import io.firebell.core.incident.Command;
import io.firebell.core.incident.Effect;
import io.firebell.core.incident.Footing;
import io.firebell.core.incident.Incident;
import io.firebell.core.incident.IncidentId;
import io.firebell.core.incident.IncidentMachine;
import io.firebell.core.incident.LoggedFact;
import io.firebell.core.incident.Member;
import io.firebell.core.incident.Signal;
import io.firebell.core.incident.Step;
import io.firebell.core.policy.Policy;
import io.firebell.schemas.policy.CanaryPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.WindowStore;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stage 2: takes each signal to the state machine of its group's incident and carries out what
/// that decides, all in the transaction of the signal.
@NullUnmarked // the fields are set by init
final class IncidentProcessor implements Processor<String, Incoming, String, Object> {

  private static final Logger LOG = LoggerFactory.getLogger(IncidentProcessor.class);

  private final Function<String, Policy> policies;
  private final int listed;
  private final CommitPace pace;
  private ProcessorContext<String, Object> context;
  private KeyValueStore<String, Incident> incidents;
  private WindowStore<String, LoggedFact> timeline;
  private Members members;
  private DeadlineClock clock;
  private HoldWatch holds;

  /// @param policies the policy in force by tenant
  /// @param listed how many alerts of an incident are listed, and not only counted
  /// @param pace of the commits of all tasks
  IncidentProcessor(Function<String, Policy> policies, int listed, CommitPace pace) {
    this.policies = policies;
    this.listed = listed;
    this.pace = pace;
  }

  @Override
  public void init(ProcessorContext<String, Object> context) {
    this.context = context;
    incidents = context.getStateStore(StoreNames.INCIDENTS);
    timeline = context.getStateStore(StoreNames.TIMELINE);
    members =
        new Members(
            context.getStateStore(StoreNames.MEMBERS), context.getStateStore(StoreNames.COUNTED));
    KeyValueStore<Bytes, byte[]> deadlines = context.getStateStore(StoreNames.INCIDENT_DEADLINES);
    DeadlineIndex index = new DeadlineIndex(deadlines);
    clock = new DeadlineClock(context, index, pace, this::deadline);
    holds = new HoldWatch(context, index, policies, clock::isUpToDate, this::reconsider);
  }

  @Override
  public void process(Record<String, Incoming> record) {
    String group = record.key();
    Instant sentAt = Instant.ofEpochMilli(record.timestamp());
    Instant now = now();
    clock.heard(sentAt);
    @Nullable Incident incident = incidents.get(group);
    switch (record.value()) {
      case Incoming.Changed(AlertChange change) -> {
        @Nullable Footing known = members.get(group, change.alert().fingerprint());
        Policy policy = policies.apply(change.group().tenant());
        step(group, incident, new Signal.AlertChanged(change, known), sentAt, now, policy);
      }
      case Incoming.Asked(var command) ->
          known(group, incident, new Signal.Commanded(command), sentAt, now);
      case Incoming.Reported(var delivery) ->
          known(group, incident, new Signal.DeliveryReported(delivery), sentAt, now);
    }
  }

  /// A signal that means something only to an incident that there is.
  private void known(
      String group, @Nullable Incident incident, Signal signal, Instant sentAt, Instant now) {
    if (incident == null) {
      carryOut(group, IncidentMachine.unknown(signal), now);
      return;
    }
    step(group, incident, signal, sentAt, now, policies.apply(incident.group().tenant()));
  }

  private void deadline(DeadlineIndex.Deadline due, Instant until, Instant now) {
    String group = due.key();
    @Nullable Incident incident = incidents.get(group);
    if (incident == null || !due.at().equals(incident.nextDeadline().orElse(null))) {
      clock.move(due.tenant(), group, due.at(), null);
      return;
    }
    Policy policy = policies.apply(incident.group().tenant());
    step(group, incident, new Signal.DeadlineReached(), until, now, policy);
  }

  private void reconsider(String group) {
    @Nullable Incident incident = incidents.get(group);
    if (incident != null && incident.waitsForHours()) {
      Instant now = now();
      Policy policy = policies.apply(incident.group().tenant());
      step(group, incident, new Signal.PolicyChanged(), now, now, policy);
    }
  }

  private void step(
      String group,
      @Nullable Incident incident,
      Signal signal,
      Instant sentAt,
      Instant now,
      Policy policy) {
    Step step = IncidentMachine.step(incident, signal, sentAt, now, policy, listed);
    carryOut(group, step, now);
    @Nullable Incident next = step.next();
    if (next != null && !next.equals(incident)) {
      incidents.put(group, next);
    }
    @Nullable Incident known = next == null ? incident : next;
    if (known != null) {
      String tenant = known.group().tenant();
      boolean isOwn = tenant.equals(CanaryPolicy.TENANT);
      step.facts().forEach(fact -> TransitionLog.log(fact, isOwn));
      @Nullable Instant before = deadlineOf(incident);
      @Nullable Instant due = deadlineOf(next);
      clock.move(tenant, group, before, due);
      if (!Objects.equals(before, due)) {
        holds.moved(tenant, group, due);
      }
    }
    if (next != null && isWorthASnapshot(step.facts())) {
      context.forward(
          new Record<>(next.id().toString(), next, now.toEpochMilli()), Sinks.INCIDENTS);
    }
  }

  private void carryOut(String group, Step step, Instant now) {
    for (Effect effect : step.effects()) {
      switch (effect) {
        case Effect.Append(LoggedFact fact) -> append(group, fact);
        case Effect.Send(var notification) -> {
          Policy policy = policies.apply(notification.subject().tenant());
          var shown = members.show(group, notification, policy);
          context.forward(new Record<>(group, shown, now.toEpochMilli()), Sinks.NOTIFICATIONS);
        }
        case Effect.Remember(Member member) -> members.remember(group, member);
        case Effect.Forget(Fingerprint alert) -> members.forget(group, alert);
        case Effect.Count(Fingerprint alert, Footing footing) ->
            members.count(group, alert, footing);
        case Effect.Uncount(Fingerprint alert) -> members.uncount(group, alert);
        case Effect.ForgetEnded _ -> members.forgetIf(group, member -> !member.firing());
        case Effect.ForgetAll _ -> members.forgetIf(group, _ -> true);
        case Effect.Ask(Command command) -> {
          String other = IncidentId.parse(command.incidentId()).group().hash();
          context.forward(new Record<>(other, command, now.toEpochMilli()), Sinks.COMMANDS);
        }
        case Effect.Refuse(String reason) -> refused(group, reason);
      }
    }
  }

  private void append(String group, LoggedFact fact) {
    long at = fact.at().toEpochMilli();
    timeline.put(fact.incidentId(), fact, at);
    context.forward(new Record<>(group, fact, at), Sinks.FACTS);
  }

  private static void refused(String group, String reason) {
    LOG.atWarn()
        .addKeyValue("group", group)
        .addKeyValue("reason", reason)
        .log("signal without an incident ignored");
  }

  /// Alerts that come and go are not worth a snapshot each: their counts go out with the next
  /// change of the incident itself, at the next flush at the latest.
  private static boolean isWorthASnapshot(List<LoggedFact> facts) {
    return facts.stream().anyMatch(fact -> TransitionLog.isTransition(fact.fact()));
  }

  private Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }

  private static @Nullable Instant deadlineOf(@Nullable Incident incident) {
    return incident == null ? null : incident.nextDeadline().orElse(null);
  }
}
