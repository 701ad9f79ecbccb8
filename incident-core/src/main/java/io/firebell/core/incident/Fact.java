package io.firebell.core.incident;

import io.firebell.core.alert.Fingerprint;
import io.firebell.core.alert.Labels;
import io.firebell.core.classify.Priority;
import io.firebell.core.classify.Rating;
import io.firebell.core.dedup.AlertChange;
import io.firebell.core.escalate.Until;
import io.firebell.core.mute.Mute;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Recipient;
import io.firebell.core.route.Group;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that happened to an incident.
///
/// Facts carry every instant that was worked out from the policy, so that the state of an incident
/// follows from its facts alone.
public sealed interface Fact {

  /// The first alert of an episode fired.
  record IncidentOpened(Group group) implements Fact {}

  /// An alert fired soon after the incident was over, or before everybody could hear so.
  record IncidentReopened() implements Fact {}

  /// An alert joined, or fires again.
  ///
  /// @param isNew whether it is in this incident for the first time
  /// @param isNews whether somebody is to hear of it and the last flush did not show it as firing
  /// @param flushAt when the group is flushed next; null when nothing is to be told
  /// @param mutes what keeps it from notifying
  /// @param rating how urgent it is; null while it is not to be heard
  /// @param isListed whether it is kept with all that is known of it, and not only counted
  record AlertFired(
      Fingerprint alert,
      Labels labels,
      boolean isNew,
      boolean isNews,
      @Nullable Instant flushAt,
      List<Mute> mutes,
      @Nullable Rating rating,
      boolean isListed)
      implements Fact {
    public AlertFired {
      mutes = List.copyOf(mutes);
    }
  }

  /// What keeps an alert from notifying that fires is now this.
  ///
  /// @param wasMuted whether something else did so before
  /// @param wasNews whether it was to be told at the next flush
  /// @param was its priority while it was to be heard; null if that is not known
  record AlertMuted(
      Fingerprint alert,
      Labels labels,
      List<Mute> mutes,
      boolean wasMuted,
      boolean wasNews,
      @Nullable Priority was)
      implements Fact {
    public AlertMuted {
      mutes = List.copyOf(mutes);
    }
  }

  /// Nothing keeps an alert from notifying any more, and it still fires.
  ///
  /// @param isNews whether the last flush did not show it as firing
  /// @param flushAt when the group is flushed next
  /// @param rating how urgent it is; null if that is not known
  record AlertUnmuted(
      Fingerprint alert, Labels labels, boolean isNews, Instant flushAt, @Nullable Rating rating)
      implements Fact {}

  /// An alert that fires and is to be heard has become more or less urgent.
  ///
  /// @param was its priority before; null if that is not known
  record AlertRated(Fingerprint alert, Labels labels, @Nullable Priority was, Rating rating)
      implements Fact {}

  /// An alert does not fire any more.
  ///
  /// @param how how it ended
  /// @param wasNews whether no flush had shown it as firing
  /// @param flushAt when the group is flushed next; null when nothing is to be told
  /// @param wasMuted whether something kept it from notifying, so that nobody is to hear of its end
  /// @param was its priority while it was to be heard; null if that is not known
  /// @param wasListed whether it was kept with all that is known of it, and not only counted
  record AlertEnded(
      Fingerprint alert,
      Labels labels,
      AlertChange.Kind how,
      Instant endedAt,
      boolean wasNews,
      @Nullable Instant flushAt,
      boolean wasMuted,
      @Nullable Priority was,
      boolean wasListed)
      implements Fact {}

  /// A rule gave the incident its priority, or it was raised by a rule or by somebody, or lowered
  /// since the alerts that made it so urgent are over.
  ///
  /// @param rule the rule's name, or who raised it
  /// @param previous what it was before; null at first
  /// @param failures rules that were tried before and failed, with their reasons
  /// @param byHand whether somebody raised it, so that it stays so
  record PriorityAssigned(
      Priority priority,
      String rule,
      @Nullable Priority previous,
      List<String> failures,
      boolean byHand)
      implements Fact {
    public PriorityAssigned {
      failures = List.copyOf(failures);
    }

    /// What rules say.
    public PriorityAssigned(
        Priority priority, String rule, @Nullable Priority previous, List<String> failures) {
      this(priority, rule, previous, failures, false);
    }
  }

  /// The group's time to tell its channels had come.
  ///
  /// @param reason what there was to tell, or that there was nothing
  /// @param told whether any channel of the plan was told
  /// @param nextAt when it is flushed again if nothing changes; null for never
  record GroupFlushed(String reason, boolean told, @Nullable Instant nextAt) implements Fact {}

  /// The group's time to tell its channels had come, and nothing of it was to be heard.
  record FlushWithheld(String reason) implements Fact {}

  /// Nobody is told, and why.
  record NotificationWithheld(String whom, String reason) implements Fact {}

  /// The group's time to tell its channels had come, and nobody is told before the hours for it
  /// come.
  record GroupHeld(String reason, Instant until) implements Fact {}

  /// A step was due, and nobody is paged before the hours for it come.
  record StepHeld(String escalation, String reason, Instant until) implements Fact {}

  /// A recipient hears of something when the hours for it come, or is paged when an alert of the
  /// incident is to be heard again.
  ///
  /// @param event what it is to hear of then
  /// @param text what that will say; empty when that follows from the state at its time
  /// @param until when the hours for it come; null for when an alert is to be heard
  record NotificationHeld(
      Recipient recipient, Event event, String text, String reason, @Nullable Instant until)
      implements Fact {}

  /// The ladder of an escalation was set up.
  ///
  /// @param firstStepAt when its first step is due
  /// @param until what ends the climb
  record EscalationStarted(String escalation, Instant firstStepAt, Until until) implements Fact {}

  /// A step was reached and pages people.
  ///
  /// @param step counted from 1
  /// @param round counted from 1
  /// @param nextAt when the next step is due unless somebody acknowledges
  record StepReached(String escalation, int step, int round, List<Recipient> paged, Instant nextAt)
      implements Fact {
    public StepReached {
      paged = List.copyOf(paged);
    }
  }

  /// A step was reached and there was nobody to page.
  record StepSkipped(String escalation, int step, int round, String reason) implements Fact {}

  /// Nobody whom the current step pages can be reached, so the next one is due at once.
  record StepFailed(String escalation, int step, int round, String reason) implements Fact {}

  /// Somebody wants the next step taken at once.
  record EscalationHastened(String by, String note) implements Fact {}

  /// The last step of the last round has passed in vain.
  record EscalationExhausted(String escalation, String reason) implements Fact {}

  /// A notification was handed to the notifier.
  ///
  /// @param attempt 1, or more when it is tried again
  record NotificationRequested(
      String notificationId, Recipient recipient, Event event, String reason, int attempt)
      implements Fact {}

  /// A notification waits until the one before it to the same recipient is through.
  ///
  /// @param text what it will say; empty when that follows from the state at its time
  record NotificationQueued(Recipient recipient, Event event, String text) implements Fact {}

  /// The far side has taken a notification.
  record NotificationDelivered(
      String notificationId, Recipient recipient, String remoteId, int attempts, Duration latency)
      implements Fact {}

  /// The far side could not take a notification now.
  record NotificationDelayed(
      String notificationId, Recipient recipient, String reason, Instant retryAt) implements Fact {}

  /// The far side will not take a notification.
  record NotificationFailed(String notificationId, Recipient recipient, String reason)
      implements Fact {}

  /// A notification that had not arrived is not tried again, since it has no point any more.
  record NotificationWithdrawn(String notificationId, Recipient recipient, String reason)
      implements Fact {}

  /// Somebody was given the incident and is paged.
  ///
  /// @param to the name of a user
  /// @param paged where he is paged
  /// @param nextStepAt when the next step is due unless he acknowledges; null when no step was
  ///   waited for
  record IncidentAssigned(
      String by, String to, String note, Recipient paged, @Nullable Instant nextStepAt)
      implements Fact {}

  /// Another way to the same person is tried, or the next in turn.
  record RecipientReplaced(Recipient failed, Recipient by) implements Fact {}

  /// Somebody has taken the incident.
  ///
  /// @param until when that runs out; null for never
  record IncidentAcknowledged(String by, String note, @Nullable Instant until) implements Fact {}

  /// Somebody has taken the incident and wants to hear of it again only then.
  record IncidentSnoozed(String by, String note, Instant until) implements Fact {}

  /// The time of an acknowledgement or a snooze has run out, and the incident is not over.
  ///
  /// @param by whose it was
  record AcknowledgementExpired(String by) implements Fact {}

  /// Somebody says that a phase of the work has begun.
  record PhaseReported(String by, Phase phase, String note) implements Fact {}

  /// Somebody says where the incident stands.
  record UpdatePosted(String by, String text) implements Fact {}

  /// People are to be told where the incident stands.
  ///
  /// @param until by when; null when that is not promised any more
  record UpdateExpected(@Nullable Instant until) implements Fact {}

  /// Nobody has told people in time where the incident stands.
  ///
  /// @param dueAt by when that should have been
  record UpdateMissed(Instant dueAt) implements Fact {}

  /// The incident is over, and its post-mortem is to be written.
  record PostmortemDue(Postmortem postmortem) implements Fact {}

  /// A post-mortem has not been written in time.
  ///
  /// @param incidentId of this incident, or of an earlier one of the group
  /// @param dueAt by when that should have been
  record PostmortemMissed(String incidentId, Instant dueAt) implements Fact {}

  /// A post-mortem has been written.
  ///
  /// @param incidentId of this incident, or of an earlier one of the group
  /// @param took how long after the end of that
  record PostmortemWritten(String incidentId, String by, String note, Duration took)
      implements Fact {}

  /// The post-mortems of earlier incidents of the group are still to be written.
  ///
  /// @param dropped how many older ones are waited for no longer
  record PostmortemsCarried(List<Postmortem> pending, int dropped) implements Fact {
    public PostmortemsCarried {
      pending = List.copyOf(pending);
    }
  }

  /// The incident follows another one, and says nothing itself while that is open.
  record IncidentMerged(String by, String into, String note) implements Fact {}

  /// The incident follows none any more.
  ///
  /// @param by who wanted that; empty when it follows from what happened to the other
  /// @param from which one it followed
  record IncidentSplit(String by, String from, String reason) implements Fact {}

  /// Another incident follows this one.
  record IncidentTakenIn(String other, String by) implements Fact {}

  /// Another incident follows this one no more.
  record IncidentParted(String other, String reason) implements Fact {}

  /// Somebody has something to say about the incident.
  record NoteAdded(String by, String note) implements Fact {}

  /// The policy promises something of the incident.
  ///
  /// @param within how soon
  /// @param due when that is over
  record PromiseMade(Promise.Kind promise, Duration within, Instant due) implements Fact {}

  /// What was promised has not been kept in time.
  record PromiseMissed(Promise.Kind promise, Duration within, Instant due) implements Fact {}

  /// The incident is over.
  ///
  /// @param by who ended it; empty when its alerts did
  /// @param firing how many of its alerts fired all the same
  record IncidentResolved(String by, String reason, int firing) implements Fact {}

  /// A command could not be followed.
  record CommandRefused(String by, String action, String reason) implements Fact {}
}
