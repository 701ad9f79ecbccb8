package io.firebell.core.incident;

import io.firebell.core.classify.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an incident makes of a command.
final class CommandSignals {

  private CommandSignals() {}

  static void apply(Decision decision, Command command, Instant at) {
    @Nullable Incident incident = decision.incidentOrNull();
    IncidentId meant = IncidentId.parse(command.incidentId());
    if (incident != null && !incident.group().key().equals(meant.group())) {
      String group = "incident " + meant + " is not of group " + incident.group().key();
      decision.then(new Effect.Refuse(group));
      return;
    }
    boolean isAnothers = incident != null && !command.isOf(incident.group().tenant());
    if (incident == null || isAnothers || incident.episode() < meant.episode()) {
      String unknown = "there is no incident " + command.incidentId();
      decision.then(new Effect.Refuse(unknown));
      Merging.answer(command, unknown).ifPresent(decision::then);
      return;
    }
    if (incident.commands().contains(command.id())) {
      return;
    }
    Cause cause = new Cause(Cause.Kind.COMMAND, command.id());
    String by = command.by();
    if (incident.episode() > meant.episode()) {
      if (Merging.isBetweenIncidents(command.action())) {
        Merging.answer(command, meant + " is over").ifPresent(decision::then);
        return;
      }
      Optional<Postmortem> pending = Postmortems.of(incident, meant);
      if (pending.isPresent()
          && command.action() instanceof Command.Action.Report(Phase phase, String note)
          && phase == Phase.DOCUMENTATION) {
        Postmortems.written(decision, pending.get(), by, note, at, cause);
        return;
      }
      refuse(decision, command, "the incident is over; now there is " + incident.id(), at, cause);
      return;
    }
    if (incident.isOver() && !isAlsoForLater(command.action())) {
      refuse(decision, command, "the incident is over", at, cause);
      return;
    }
    if (incident.isMerged() && !isAlsoForFollowers(command.action())) {
      String where = "it is merged into " + incident.mergedInto() + ": do that there, or split it";
      refuse(decision, command, where, at, cause);
      return;
    }
    switch (command.action()) {
      case Command.Action.Acknowledge(String note) -> {
        if (incident.status() == Status.ACKNOWLEDGED) {
          String reason = "already acknowledged by " + incident.acknowledgedBy();
          refuse(decision, command, reason, at, cause);
        } else {
          @Nullable Instant until = Ladder.ackTimeout(decision).map(at::plus).orElse(null);
          Conversations.acknowledge(decision, by, note, until, at, cause);
        }
      }
      case Command.Action.Resolve(String note) ->
          Conversations.resolve(decision, by, note, at, cause);
      case Command.Action.Snooze(Duration time, String note) ->
          Conversations.snooze(decision, by, note, at.plus(time), at, cause);
      case Command.Action.Raise(Priority priority, String note) ->
          raise(decision, command, priority, note, at, cause);
      case Command.Action.Escalate(String note) -> {
        if (incident.climb().nextAt() == null) {
          refuse(decision, command, "no step of an escalation is waited for", at, cause);
        } else {
          decision.append(new Fact.EscalationHastened(by, note), at, cause);
        }
      }
      case Command.Action.Assign(String to, String note) -> {
        String refusal = Assignment.refusal(decision.policy(), to);
        if (refusal.isEmpty()) {
          Assignment.apply(decision, by, to, note, at, cause);
        } else {
          refuse(decision, command, refusal, at, cause);
        }
      }
      case Command.Action.Report(Phase phase, String note) -> {
        String refusal = Updates.refusal(incident, phase, note);
        if (refusal.isEmpty()) {
          Updates.report(decision, by, phase, note, at, cause);
        } else {
          refuse(decision, command, refusal, at, cause);
        }
      }
      case Command.Action.Merge(String into, String note) -> {
        String refusal = Merging.refusal(incident, into);
        if (refusal.isEmpty()) {
          Merging.merge(decision, by, into, note, at, cause);
        } else {
          refuse(decision, command, refusal, at, cause);
        }
      }
      case Command.Action.Split(String note) -> {
        if (incident.isMerged()) {
          Merging.split(decision, by, note, at, cause);
        } else {
          refuse(decision, command, "it is not merged into another", at, cause);
        }
      }
      case Command.Action.TakeIn(String other, String tenant) ->
          Merging.takeIn(decision, other, tenant, by, at, cause);
      case Command.Action.Part(String other, String reason) ->
          Merging.part(decision, other, reason, at, cause);
      case Command.Action.Update(String text) -> Updates.post(decision, by, text, at, cause);
      case Command.Action.AddNote(String note) ->
          decision.append(new Fact.NoteAdded(by, note), at, cause);
    }
  }

  /// Whether something can be done to an incident that is over.
  private static boolean isAlsoForLater(Command.Action action) {
    return action instanceof Command.Action.AddNote
        || action instanceof Command.Action.Report
        || Merging.isBetweenIncidents(action);
  }

  /// Whether something can be done to an incident that follows another and is open.
  private static boolean isAlsoForFollowers(Command.Action action) {
    return switch (action) {
      case Command.Action.Resolve _,
          Command.Action.Merge _,
          Command.Action.Split _,
          Command.Action.TakeIn _,
          Command.Action.Part _,
          Command.Action.AddNote _ ->
          true;
      case Command.Action.Report(Phase phase, _) -> phase.isAftermath();
      case Command.Action.Acknowledge _,
          Command.Action.Snooze _,
          Command.Action.Raise _,
          Command.Action.Escalate _,
          Command.Action.Assign _,
          Command.Action.Update _ ->
          false;
    };
  }

  private static void raise(
      Decision decision, Command command, Priority priority, String note, Instant at, Cause cause) {
    Incident incident = decision.incident();
    if (!priority.isMoreUrgentThan(incident.priority())) {
      refuse(decision, command, "it is " + incident.priority() + " already", at, cause);
      return;
    }
    if (incident.extent().firing() == 0) {
      refuse(decision, command, "nothing of it fires any more", at, cause);
      return;
    }
    Priorities.raise(decision, priority, command.by(), note, at, cause);
  }

  private static void refuse(
      Decision decision, Command command, String reason, Instant at, Cause cause) {
    String action =
        switch (command.action()) {
          case Command.Action.Acknowledge _ -> "acknowledge";
          case Command.Action.Resolve _ -> "resolve";
          case Command.Action.Snooze _ -> "snooze";
          case Command.Action.Raise _ -> "raise";
          case Command.Action.Escalate _ -> "escalate";
          case Command.Action.Assign _ -> "assign";
          case Command.Action.Report(Phase phase, _) -> "report \"" + phase.report() + '"';
          case Command.Action.Update _ -> "update";
          case Command.Action.Merge _ -> "merge";
          case Command.Action.Split _ -> "split";
          case Command.Action.TakeIn _ -> "take in";
          case Command.Action.Part _ -> "part";
          case Command.Action.AddNote _ -> "note";
        };
    decision.append(new Fact.CommandRefused(command.by(), action, reason), at, cause);
  }
}
