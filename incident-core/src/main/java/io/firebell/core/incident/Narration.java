package io.firebell.core.incident;

import io.firebell.core.classify.Priority;
import io.firebell.core.escalate.Until;
import io.firebell.core.mute.Mute;
import io.firebell.core.notify.Event;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Facts as one line of plain English each, for timelines.
public final class Narration {

  private Narration() {}

  /// What happened, without when and why.
  public static String of(Fact fact) {
    return switch (fact) {
      case Fact.IncidentOpened f -> "opened on route " + f.group().route();
      case Fact.IncidentReopened _ -> "reopened";
      case Fact.AlertFired f ->
          "alert fired: "
              + f.labels()
              + muted(f.mutes())
              + (f.isListed() ? "" : ", only counted since the list of alerts is full");
      case Fact.AlertMuted f -> "alert muted: " + f.labels() + muted(f.mutes());
      case Fact.AlertUnmuted f -> "alert not muted any more: " + f.labels();
      case Fact.AlertRated f -> "alert is " + f.rating().priority() + " now: " + f.labels();
      case Fact.AlertEnded f ->
          switch (f.how()) {
            case EXPIRED -> "alert expired, not repeated in time: " + f.labels();
            case LEFT -> "alert is routed elsewhere by a new policy: " + f.labels();
            case RESOLVED, FIRED, CHANGED -> "alert resolved: " + f.labels();
          };
      case Fact.PriorityAssigned f -> priority(f);
      case Fact.GroupFlushed f -> (f.told() ? "channels told: " : "flushed: ") + f.reason();
      case Fact.FlushWithheld f -> "not told anybody: " + f.reason();
      case Fact.NotificationWithheld f -> "not told " + f.whom() + ": " + f.reason();
      case Fact.GroupHeld f -> "nobody told before " + f.until() + ": " + f.reason();
      case Fact.StepHeld f ->
          "escalation " + f.escalation() + " waits until " + f.until() + ": " + f.reason();
      case Fact.NotificationHeld f ->
          f.event() + " to " + f.recipient() + " waits" + until(f.until()) + ": " + f.reason();
      case Fact.EscalationStarted f ->
          "escalation "
              + f.escalation()
              + " begins at "
              + f.firstStepAt()
              + (f.until() == Until.RESOLVED ? ", until it is resolved" : "");
      case Fact.StepReached f -> step(f.step(), f.escalation(), f.round()) + " pages " + whom(f);
      case Fact.StepSkipped f ->
          step(f.step(), f.escalation(), f.round()) + " skipped: " + f.reason();
      case Fact.StepFailed f ->
          step(f.step(), f.escalation(), f.round()) + " failed: " + f.reason();
      case Fact.EscalationHastened f -> "escalated by " + f.by() + note(f.note());
      case Fact.EscalationExhausted f ->
          "escalation " + f.escalation() + " exhausted: " + f.reason();
      case Fact.NotificationRequested f -> requested(f);
      case Fact.IncidentAssigned f -> "assigned to " + f.to() + " by " + f.by() + note(f.note());
      case Fact.PhaseReported f -> f.phase().report() + ", says " + f.by() + note(f.note());
      case Fact.UpdatePosted f -> "status update by " + f.by() + ": " + f.text();
      case Fact.UpdateExpected f ->
          f.until() == null
              ? "no status update is expected any more"
              : "the next status update is expected by " + f.until();
      case Fact.UpdateMissed f -> "the status update due at " + f.dueAt() + " was missed";
      case Fact.IncidentMerged f -> "merged into " + f.into() + " by " + f.by() + note(f.note());
      case Fact.IncidentSplit f ->
          "split from " + f.from() + (f.by().isEmpty() ? "" : " by " + f.by()) + note(f.reason());
      case Fact.IncidentTakenIn f -> f.other() + " was merged into this by " + f.by();
      case Fact.IncidentParted f -> f.other() + " is merged into this no more" + note(f.reason());
      case Fact.PostmortemDue f -> "the post-mortem is due by " + f.postmortem().dueAt();
      case Fact.PostmortemMissed f ->
          "the post-mortem of " + f.incidentId() + " was due at " + f.dueAt();
      case Fact.PostmortemWritten f ->
          "the post-mortem of "
              + f.incidentId()
              + " is written, says "
              + f.by()
              + ", "
              + Span.of(f.took())
              + " after the end"
              + note(f.note());
      case Fact.PostmortemsCarried f -> carried(f);
      case Fact.NotificationQueued f -> f.event() + " to " + f.recipient() + " waits its turn";
      case Fact.NotificationDelivered f ->
          f.notificationId() + " delivered to " + f.recipient() + " after " + f.latency();
      case Fact.NotificationDelayed f ->
          f.notificationId()
              + " to "
              + f.recipient()
              + " delayed until "
              + f.retryAt()
              + ": "
              + f.reason();
      case Fact.NotificationFailed f ->
          f.notificationId() + " to " + f.recipient() + " failed: " + f.reason();
      case Fact.NotificationWithdrawn f ->
          notification(f.notificationId()) + " to " + f.recipient() + " withdrawn: " + f.reason();
      case Fact.RecipientReplaced f -> f.by() + " is tried in place of " + f.failed();
      case Fact.IncidentAcknowledged f ->
          "acknowledged by " + f.by() + until(f.until()) + note(f.note());
      case Fact.IncidentSnoozed f -> "snoozed by " + f.by() + until(f.until()) + note(f.note());
      case Fact.AcknowledgementExpired f -> "the time of " + f.by() + " has run out";
      case Fact.NoteAdded f -> "note by " + f.by() + ": " + f.note();
      case Fact.PromiseMade f ->
          "promised: " + f.promise().text() + " within " + f.within() + ", by " + f.due();
      case Fact.PromiseMissed f ->
          "promise missed: " + f.promise().text() + " within " + f.within();
      case Fact.IncidentResolved f ->
          (f.by().isEmpty()
                  ? "resolved: " + f.reason()
                  : "resolved by " + f.by() + note(f.reason()))
              + stillFiring(f.firing());
      case Fact.CommandRefused f -> f.action() + " by " + f.by() + " refused: " + f.reason();
    };
  }

  private static String carried(Fact.PostmortemsCarried fact) {
    String pending =
        fact.pending().stream().map(Postmortem::incidentId).collect(Collectors.joining(", "));
    String dropped =
        fact.dropped() == 0 ? "" : "; " + fact.dropped() + " older ones are waited for no longer";
    return "still to be written: the post-mortems of " + pending + dropped;
  }

  private static String stillFiring(int alerts) {
    return switch (alerts) {
      case 0 -> "";
      case 1 -> " (1 alert still fired)";
      default -> " (" + alerts + " alerts still fired)";
    };
  }

  private static String priority(Fact.PriorityAssigned fact) {
    Priority previous = fact.previous() == null ? fact.priority() : fact.previous();
    String changed =
        switch (Integer.signum(fact.priority().compareTo(previous))) {
          case -1 -> ", raised from " + previous;
          case 1 -> ", lowered from " + previous;
          default -> "";
        };
    String failures = fact.failures().isEmpty() ? "" : " (failed rules: " + fact.failures() + ")";
    return fact.priority() + " by rule \"" + fact.rule() + "\"" + changed + failures;
  }

  private static String requested(Fact.NotificationRequested fact) {
    String again = fact.attempt() > 1 ? ", attempt " + fact.attempt() : "";
    return fact.notificationId()
        + (fact.event() == Event.PAGED ? " pages " : " informs ")
        + fact.recipient()
        + again
        + ": "
        + fact.reason();
  }

  /// A recipient who has not been told anything has no notification that could be named.
  private static String notification(String id) {
    return id.isEmpty() ? "what was held" : id;
  }

  private static String step(int step, String escalation, int round) {
    return "step " + step + " of " + escalation + ", round " + round;
  }

  private static String whom(Fact.StepReached fact) {
    return fact.paged().stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  private static String muted(List<Mute> mutes) {
    return mutes.isEmpty()
        ? ""
        : mutes.stream().map(Mute::toString).collect(Collectors.joining("; ", ", muted by ", ""));
  }

  private static String until(@Nullable Instant time) {
    return time == null ? "" : " until " + time;
  }

  private static String note(String note) {
    return note.isEmpty() ? "" : ": " + note;
  }
}
