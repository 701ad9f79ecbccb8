package io.firebell.core.incident;

import io.firebell.core.classify.Extent;
import io.firebell.core.classify.Priority;
import io.firebell.core.classify.Rating;
import io.firebell.core.classify.Urgency;
import io.firebell.core.escalate.Until;
import io.firebell.core.notify.Recipient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The parts of an incident while a fact changes some of them.
final class Draft {

  private final Incident before;
  private Status status;
  private @Nullable Instant resolvedAt;
  private Priority priority;
  private String rule;
  private Urgency urgency;
  private Extent extent;
  private Rounds rounds;
  private Climb climb;
  private List<Conversation> conversations;
  private Phase phase;
  private String assignedTo;
  private @Nullable Instant updateDueAt;
  private List<Promise> promises;
  private List<Postmortem> postmortems;
  private String mergedInto;
  private List<String> followers;
  private String acknowledgedBy;
  private @Nullable Instant acknowledgedUntil;
  private boolean snoozed;
  private final List<String> commands;
  private int notifications;

  /// @param commands the last commands that the incident knows, with the one that causes the fact
  Draft(Incident before, List<String> commands) {
    this.before = before;
    this.commands = commands;
    this.status = before.status();
    this.resolvedAt = before.resolvedAt();
    this.priority = before.priority();
    this.rule = before.rule();
    this.urgency = before.urgency();
    this.extent = before.extent();
    this.rounds = before.rounds();
    this.climb = before.climb();
    this.conversations = before.conversations();
    this.phase = before.phase();
    this.assignedTo = before.assignedTo();
    this.updateDueAt = before.updateDueAt();
    this.promises = before.promises();
    this.postmortems = before.postmortems();
    this.mergedInto = before.mergedInto();
    this.followers = before.followers();
    this.acknowledgedBy = before.acknowledgedBy();
    this.acknowledgedUntil = before.acknowledgedUntil();
    this.snoozed = before.snoozed();
    this.notifications = before.notifications();
  }

  /// The incident after a fact.
  ///
  /// @throws IllegalArgumentException if the fact opens it
  Incident apply(Fact fact, Instant at) {
    switch (fact) {
      case Fact.IncidentOpened opened ->
          throw new IllegalArgumentException("an incident opens once: " + opened);
      case Fact.IncidentReopened _ -> reopen();
      case Fact.AlertFired fired -> {
        boolean isMuted = !fired.mutes().isEmpty();
        extent = extent.plusFiring(fired.labels(), fired.isNew(), isMuted, fired.isListed());
        rounds = rounds.afterFiring(fired.isNew(), fired.isNews(), fired.flushAt());
        urgency = urgency.plus(fired.rating());
      }
      case Fact.AlertEnded ended -> {
        extent = extent.minusFiring(ended.wasMuted(), ended.wasListed());
        boolean isToTell = !ended.wasMuted() && status != Status.RESOLVED;
        rounds = rounds.afterEnding(ended.wasNews(), isToTell, ended.flushAt());
        urgency = urgency.minus(ended.was());
      }
      case Fact.AlertMuted muted -> {
        extent = muted.wasMuted() ? extent : extent.plusMuted();
        rounds = rounds.afterMuting(muted.wasNews());
        urgency = urgency.minus(muted.was());
      }
      case Fact.AlertUnmuted unmuted -> {
        extent = extent.minusMuted();
        rounds = rounds.afterUnmuting(unmuted.isNews(), unmuted.flushAt());
        urgency = urgency.plus(unmuted.rating());
      }
      case Fact.AlertRated rated -> urgency = urgency.minus(rated.was()).plus(rated.rating());
      case Fact.FlushWithheld _ -> rounds = rounds.afterSilence();
      case Fact.PriorityAssigned assigned -> assign(assigned);
      case Fact.GroupFlushed flushed -> rounds = rounds.afterFlush(at, flushed.nextAt());
      case Fact.GroupHeld held -> rounds = rounds.heldUntil(held.until());
      case Fact.StepHeld held -> climb = climb.heldUntil(held.until());
      case Fact.NotificationHeld held -> hold(held, at);
      case Fact.EscalationStarted started ->
          climb = Climb.starting(started.escalation(), started.until(), started.firstStepAt());
      case Fact.StepReached step -> {
        climb = climb.at(step.step(), step.round(), step.paged(), step.nextAt());
        assignedTo = "";
      }
      case Fact.IncidentAssigned assigned -> {
        untake();
        assignedTo = assigned.to();
        climb = climb.givenTo(assigned.paged(), assigned.nextStepAt());
      }
      case Fact.PhaseReported reported -> {
        phase = reported.phase();
        updateDueAt = null;
      }
      case Fact.UpdatePosted _ -> updateDueAt = null;
      case Fact.UpdateExpected expected -> updateDueAt = expected.until();
      case Fact.UpdateMissed _ -> updateDueAt = null;
      case Fact.IncidentMerged merged -> {
        untake();
        mergedInto = merged.into();
        promises = List.of();
        assignedTo = "";
        updateDueAt = null;
        climb = climb.stopped();
        conversations = conversations.stream().map(Conversation::whenOver).toList();
      }
      case Fact.IncidentSplit _ -> {
        mergedInto = "";
        if (status != Status.RESOLVED) {
          rounds = rounds.afterRaising();
          conversations = conversations.stream().map(Conversation::whenReopened).toList();
        }
      }
      case Fact.IncidentTakenIn taken -> followers = with(taken.other());
      case Fact.IncidentParted parted -> followers = without(followers, parted.other());
      case Fact.PostmortemDue due ->
          postmortems = Stream.concat(postmortems.stream(), Stream.of(due.postmortem())).toList();
      case Fact.PostmortemMissed missed ->
          postmortems =
              postmortems.stream()
                  .map(one -> one.isOf(missed.incidentId()) ? one.afterReminder() : one)
                  .toList();
      case Fact.PostmortemWritten written -> {
        postmortems = without(written.incidentId());
        if (written.incidentId().equals(before.id().toString())) {
          phase = Phase.DOCUMENTATION;
        }
      }
      case Fact.PostmortemsCarried carried -> postmortems = carried.pending();
      case Fact.StepSkipped step -> climb = climb.at(step.step(), step.round(), List.of(), at);
      case Fact.StepFailed _ -> climb = climb.dueAt(at);
      case Fact.EscalationHastened _ -> climb = climb.dueAt(at);
      case Fact.EscalationExhausted _ -> climb = climb.asExhausted();
      case Fact.RecipientReplaced replaced ->
          climb = climb.replacing(replaced.failed(), replaced.by());
      case Fact.NotificationRequested requested -> request(requested, at);
      case Fact.NotificationQueued queued ->
          change(
              queued.recipient(),
              one -> one.queueing(queued.event(), queued.text()).informed(queued.event(), at));
      case Fact.NotificationDelivered delivered -> {
        change(delivered.recipient(), one -> one.delivered(delivered.remoteId()));
        promises = without(Promise.Kind.NOTICE);
      }
      case Fact.PromiseMade made -> {
        Promise promise = new Promise(made.promise(), made.within(), made.due());
        promises = Stream.concat(without(made.promise()).stream(), Stream.of(promise)).toList();
      }
      case Fact.PromiseMissed missed -> promises = without(missed.promise());
      case Fact.NotificationDelayed delayed ->
          change(delayed.recipient(), one -> one.waitingUntil(delayed.retryAt()));
      case Fact.NotificationFailed failed -> change(failed.recipient(), Conversation::failed);
      case Fact.NotificationWithdrawn withdrawn ->
          change(withdrawn.recipient(), Conversation::withdrawn);
      case Fact.IncidentAcknowledged taken -> {
        take(taken.by(), taken.until());
        if (climb.until() == Until.ACKNOWLEDGED) {
          stopPaging(climb.stopped());
        }
      }
      case Fact.IncidentSnoozed taken -> {
        take(taken.by(), taken.until());
        snoozed = true;
        stopPaging(climb.paused(at));
      }
      case Fact.AcknowledgementExpired _ -> {
        untake();
        climb = climb.resumed(at);
      }
      case Fact.IncidentResolved _ -> {
        status = Status.RESOLVED;
        phase = Phase.RESOLUTION;
        followers = List.of();
        updateDueAt = null;
        promises = List.of();
        acknowledgedUntil = null;
        snoozed = false;
        resolvedAt = at;
        rounds = rounds.stopped();
        climb = climb.stopped();
        conversations = conversations.stream().map(Conversation::whenOver).toList();
      }
      case Fact.NotificationWithheld _, Fact.CommandRefused _, Fact.NoteAdded _ -> {}
    }
    return incident(at);
  }

  private void assign(Fact.PriorityAssigned assigned) {
    Priority answeredAs = before.answeredAs();
    priority = assigned.priority();
    rule = assigned.rule();
    urgency = assigned.byHand() ? urgency.heldAt(new Rating(priority, rule, true)) : urgency;
    boolean isNew = rounds.isFirst() || !answeredAs.isMoreUrgentThan(priority);
    urgency = urgency.lowered(isNew ? null : answeredAs);
    if (assigned.previous() == null || assigned.byHand() || priorityOfPlan() != answeredAs) {
      updateDueAt = null;
      promises = List.of();
      rounds = assigned.previous() == null ? rounds : rounds.afterRaising();
    }
  }

  private Priority priorityOfPlan() {
    @Nullable Priority lowered = urgency.loweredFrom();
    return lowered == null ? priority : lowered;
  }

  private void take(String by, @Nullable Instant until) {
    status = Status.ACKNOWLEDGED;
    acknowledgedBy = by;
    acknowledgedUntil = until;
    promises = promises.stream().filter(one -> one.kind() == Promise.Kind.RECOVERY).toList();
    assignedTo = "";
    phase = phase == Phase.DETECTION ? Phase.TRIAGE : phase;
  }

  private List<Postmortem> without(String incidentId) {
    return postmortems.stream().filter(one -> !one.isOf(incidentId)).toList();
  }

  private List<String> with(String follower) {
    return Stream.concat(followers.stream(), Stream.of(follower)).toList();
  }

  private static List<String> without(List<String> incidents, String one) {
    return incidents.stream().filter(other -> !other.equals(one)).toList();
  }

  private void untake() {
    status = Status.TRIGGERED;
    acknowledgedBy = "";
    acknowledgedUntil = null;
    snoozed = false;
  }

  private void stopPaging(Climb halted) {
    climb = halted;
    conversations = conversations.stream().map(Conversation::whenTaken).toList();
  }

  private void reopen() {
    status = Status.TRIGGERED;
    phase = Phase.DETECTION;
    assignedTo = "";
    resolvedAt = null;
    acknowledgedBy = "";
    rounds = rounds.reopened();
    urgency = urgency.reopened();
    postmortems = without(before.id().toString());
    climb = Climb.NONE;
    conversations = conversations.stream().map(Conversation::whenReopened).toList();
  }

  private void request(Fact.NotificationRequested requested, Instant at) {
    if (requested.attempt() == 1) {
      notifications++;
    }
    if (before.with(requested.recipient()).isPresent()) {
      change(requested.recipient(), one -> one.sending(requested, at));
    } else {
      conversations = new ArrayList<>(conversations);
      conversations.add(Conversation.begun(requested, at));
    }
  }

  private void hold(Fact.NotificationHeld held, Instant at) {
    Instant until = held.until() == null ? at : held.until();
    if (before.with(held.recipient()).isPresent()) {
      change(held.recipient(), one -> one.heldUntil(held.event(), held.text(), until));
    } else {
      conversations = new ArrayList<>(conversations);
      conversations.add(Conversation.held(held, until));
    }
  }

  private List<Promise> without(Promise.Kind kind) {
    return promises.stream().filter(promise -> promise.kind() != kind).toList();
  }

  private void change(Recipient recipient, UnaryOperator<Conversation> to) {
    conversations =
        conversations.stream()
            .map(one -> one.recipient().equals(recipient) ? to.apply(one) : one)
            .toList();
  }

  private Incident incident(Instant at) {
    return new Incident(
        before.group(),
        before.episode(),
        status,
        before.openedAt(),
        at,
        resolvedAt,
        priority,
        rule,
        urgency,
        extent,
        rounds,
        climb,
        conversations,
        phase,
        assignedTo,
        updateDueAt,
        promises,
        postmortems,
        mergedInto,
        followers,
        acknowledgedBy,
        acknowledgedUntil,
        snoozed,
        commands,
        before.facts() + 1,
        notifications);
  }
}
