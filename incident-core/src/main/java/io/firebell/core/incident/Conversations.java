package io.firebell.core.incident;

import io.firebell.core.notify.Event;
import io.firebell.core.notify.Recipient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells recipients what happened, one notification at a time each.
final class Conversations {

  private static final String WAITED_FOR_HOURS = "; waited for the hours for it";
  private static final String UNHEARD = "none of its alerts is to be heard";

  private static final String WAITED_ITS_TURN = "; waited for the notification before it";

  private Conversations() {}

  /// Tells a recipient now, as soon as it has been told what it is being told, or when the hours
  /// for it come.
  static void tell(
      Decision decision, Recipient recipient, Event event, String reason, Instant at, Cause cause) {
    if (!recipient.type().carries(event)) {
      return;
    }
    if (decision.incident().isMerged() && event != Event.RESOLVED) {
      return;
    }
    Optional<Conversation> known = decision.incident().with(recipient);
    Optional<Conversation> busy = known.filter(Conversation::isBusy);
    Optional<Wait> wait = wait(decision, recipient, event, at);
    boolean goesFirst =
        event == Event.PAGED && wait.isEmpty() && busy.filter(Conversations::hasNoPage).isPresent();
    String text = event.saysItsReason() ? reason : "";
    if (busy.isPresent() && !goesFirst) {
      decision.append(new Fact.NotificationQueued(recipient, event, text), at, cause);
      return;
    }
    if (busy.isPresent()) {
      String id = busy.get().notificationId();
      decision.append(
          new Fact.NotificationWithdrawn(id, recipient, "a page takes its place"), at, cause);
    }
    if (wait.isPresent()) {
      hold(decision, recipient, event, text, wait.get(), at, cause);
      return;
    }
    Optional<Conversation> held = known.filter(Conversation::isHeld);
    if (held.isPresent() && held.get().queueing(event, text).equals(held.get())) {
      sendQueued(decision, held.get(), at, cause);
    } else {
      decision.send(nextId(decision.incident()), recipient, event, reason, 1, at, cause);
    }
  }

  /// What a recipient of an event waits for: for its hours, and where it is a page that nobody has
  /// asked for by hand, for an alert that is to be heard.
  private static Optional<Wait> wait(
      Decision decision, Recipient recipient, Event event, Instant at) {
    if (event == Event.PAGED && !decision.incident().mayPage(recipient)) {
      return Optional.of(new Wait(UNHEARD, null));
    }
    return decision.quiet(at).map(quiet -> new Wait(quiet.reason(), quiet.until()));
  }

  /// @param until null for until an alert is to be heard
  private record Wait(String reason, @Nullable Instant until) {}

  private static void hold(
      Decision decision,
      Recipient recipient,
      Event event,
      String text,
      Wait wait,
      Instant at,
      Cause cause) {
    decision.append(
        new Fact.NotificationHeld(recipient, event, text, wait.reason(), wait.until()), at, cause);
  }

  /// Whether somebody is still to hear something of the incident and may not now.
  static boolean owesInQuiet(Decision decision, Instant at) {
    return decision.incident().conversations().stream().anyMatch(Conversation::isOwed)
        && decision.quiet(at).isPresent();
  }

  /// Whether something waits to be tried again, for up to an hour, that is no page.
  private static boolean hasNoPage(Conversation busy) {
    return busy.state() == Conversation.State.WAITING && busy.event() != Event.PAGED;
  }

  /// Somebody has taken the incident: those who know of it hear who.
  static void acknowledge(
      Decision decision, String by, String note, @Nullable Instant until, Instant at, Cause cause) {
    List<Conversation> before = decision.incident().conversations();
    decision.append(new Fact.IncidentAcknowledged(by, note, until), at, cause);
    follow(decision, before, Event.ACKNOWLEDGED, "acknowledged by " + by, at, cause);
  }

  /// Somebody has taken the incident for a while: those who know of it hear who and until when.
  static void snooze(
      Decision decision, String by, String note, Instant until, Instant at, Cause cause) {
    List<Conversation> before = decision.incident().conversations();
    decision.append(new Fact.IncidentSnoozed(by, note, until), at, cause);
    String reason = "snoozed by " + by + " until " + until;
    follow(decision, before, Event.ACKNOWLEDGED, reason, at, cause);
  }

  /// The incident is over: those who know of it and want to hear so do.
  static void resolve(Decision decision, String by, String reason, Instant at, Cause cause) {
    List<Conversation> before = decision.incident().conversations();
    List<String> followers = decision.incident().followers();
    int firing = decision.incident().extent().firing();
    decision.append(new Fact.IncidentResolved(by, reason, firing), at, cause);
    Postmortems.begin(decision, by, at, cause);
    Merging.letGo(decision, followers);
    String why = by.isEmpty() ? reason : "resolved by " + by;
    follow(decision, before, Event.RESOLVED, why, at, cause);
  }

  /// The incident follows another one: those who know of it hear of it there, if at all.
  static void merge(Decision decision, Fact.IncidentMerged merged, Instant at, Cause cause) {
    List<Conversation> before = decision.incident().conversations();
    decision.append(merged, at, cause);
    String reason = "merged into " + merged.into() + " by " + merged.by();
    follow(decision, before, Event.RESOLVED, reason, at, cause);
  }

  /// Somebody else was given the incident: those who know of it hear whom to ask.
  static void assign(Decision decision, Fact.IncidentAssigned assigned, Instant at, Cause cause) {
    List<Conversation> others =
        decision.incident().conversations().stream()
            .filter(one -> !one.recipient().equals(assigned.paged()))
            .toList();
    decision.append(assigned, at, cause);
    String reason = "assigned to " + assigned.to() + " by " + assigned.by();
    tell(decision, assigned.paged(), Event.PAGED, reason, at, cause);
    follow(decision, others, Event.UPDATED, reason, at, cause);
  }

  private static void follow(
      Decision decision,
      List<Conversation> before,
      Event event,
      String reason,
      Instant at,
      Cause cause) {
    Incident incident = decision.incident();
    for (Conversation conversation : before) {
      Recipient recipient = conversation.recipient();
      boolean wantsIt = event != Event.RESOLVED || decision.policy().sendsResolved(recipient);
      if (conversation.queued() == Event.PAGED && !incident.isPaging()) {
        decision.append(new Fact.NotificationWithheld("page to " + recipient, reason), at, cause);
      }
      if (conversation.state() == Conversation.State.WAITING
          && !conversation.reached()
          && conversation.isMoot(incident)) {
        decision.append(
            new Fact.NotificationWithdrawn(conversation.notificationId(), recipient, reason),
            at,
            cause);
      } else if (wantsIt && conversation.knowsOfIt()) {
        tell(decision, recipient, event, reason, at, cause);
      }
    }
  }

  /// Says what has waited, unless the hours for it have not come.
  static void sendQueued(Decision decision, Conversation conversation, Instant at, Cause cause) {
    @Nullable Event queued = conversation.queued();
    if (queued == null) {
      return;
    }
    Recipient recipient = conversation.recipient();
    String text = conversation.queuedText();
    Optional<Wait> wait = wait(decision, recipient, queued, at);
    if (wait.isPresent()) {
      hold(decision, recipient, queued, text, wait.get(), at, cause);
    } else {
      Incident incident = decision.incident();
      String waited = conversation.isHeld() ? WAITED_FOR_HOURS : WAITED_ITS_TURN;
      String reason = queued.saysItsReason() ? text : why(incident, queued) + waited;
      decision.send(nextId(incident), recipient, queued, reason, 1, at, cause);
    }
  }

  private static String why(Incident incident, Event event) {
    return switch (event) {
      case PAGED ->
          incident.assignedTo().isEmpty()
              ? incident.climb().position()
              : "assigned to " + incident.assignedTo();
      case REPORTED, REMINDED, UPDATE_OVERDUE, POSTMORTEM_DUE ->
          throw new IllegalArgumentException("its reason should have been kept: was " + event);
      case ACKNOWLEDGED -> "acknowledged by " + incident.acknowledgedBy();
      case RESOLVED ->
          incident.isOver() || !incident.isMerged()
              ? "the incident was over"
              : "merged into " + incident.mergedInto();
      case OPENED, UPDATED -> incident.priority() + " by rule \"" + incident.rule() + "\"";
    };
  }

  private static String nextId(Incident incident) {
    return incident.id() + "-n" + (incident.notifications() + 1);
  }
}
