package io.firebell.core.incident;

import io.firebell.core.classify.Extent;
import io.firebell.core.classify.Priority;
import io.firebell.core.classify.Urgency;
import io.firebell.core.escalate.Until;
import io.firebell.core.notify.Recipient;
import io.firebell.core.route.Group;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One episode of a group, from its first firing alert until it is over.
///
/// Its size does not depend on the number of its alerts: those are [Member]s and live beside it.
/// Every value is the fold of the incident's facts, by [History].
///
/// @param group whose episode it is
/// @param episode counts the group's incidents from 1
/// @param openedAt when its first alert fired
/// @param changedAt when its last fact happened
/// @param resolvedAt when it ended; null while it has not
/// @param priority how urgent it is
/// @param rule the rule that gave the priority
/// @param urgency how urgent its alerts are
/// @param extent how far it reaches
/// @param rounds when its channels are told what changed
/// @param climb how far it has been escalated
/// @param conversations what each recipient has been told
/// @param phase how far the work on it has come
/// @param assignedTo the user whom somebody gave it, until he or another takes it or the next step
///   is reached; empty otherwise
/// @param updateDueAt by when people are to be told where it stands; null when that is not promised
/// @param promises what is promised of it and has not been kept yet, one of a kind at most
/// @param postmortems those that are to be written: its own, and of the group's earlier incidents
/// @param mergedInto which incident it follows; empty for none
/// @param followers the incidents that follow it
/// @param acknowledgedBy who has taken it; empty when nobody has
/// @param acknowledgedUntil when that runs out; null for never, or when nobody has
/// @param snoozed whether whoever has taken it wants to be left alone until then
/// @param commands the last commands that it has followed or refused, by their ids: whoever sends
///   one again, not knowing whether it has come, gets it done once
/// @param facts how many facts it has
/// @param notifications how many notifications have been asked for
public record Incident(
    Group group,
    int episode,
    Status status,
    Instant openedAt,
    Instant changedAt,
    @Nullable Instant resolvedAt,
    Priority priority,
    String rule,
    Urgency urgency,
    Extent extent,
    Rounds rounds,
    Climb climb,
    List<Conversation> conversations,
    Phase phase,
    String assignedTo,
    @Nullable Instant updateDueAt,
    List<Promise> promises,
    List<Postmortem> postmortems,
    String mergedInto,
    List<String> followers,
    String acknowledgedBy,
    @Nullable Instant acknowledgedUntil,
    boolean snoozed,
    List<String> commands,
    int facts,
    int notifications) {

  public Incident {
    conversations = List.copyOf(conversations);
    promises = List.copyOf(promises);
    postmortems = List.copyOf(postmortems);
    followers = List.copyOf(followers);
    commands = List.copyOf(commands);
  }

  public IncidentId id() {
    return new IncidentId(group.key(), episode);
  }

  public boolean isOver() {
    return status == Status.RESOLVED;
  }

  /// Whether [#commands] are all that it has ever followed or refused.
  public boolean knowsEveryCommand() {
    return commands.size() < History.COMMANDS_KNOWN;
  }

  /// Whether it follows another one and says nothing itself.
  public boolean isMerged() {
    return !mergedInto.isEmpty();
  }

  /// The priority whose plan it is answered by: the most urgent that it has had. Nobody who has
  /// been woken is told to sleep on because an alert has ended, or woken again when it comes back.
  public Priority answeredAs() {
    @Nullable Priority before = urgency.loweredFrom();
    return before == null ? priority : before;
  }

  /// Whether people are to be paged for it, as far as they are at all.
  boolean isPaging() {
    return switch (status) {
      case TRIGGERED -> !isMerged();
      case ACKNOWLEDGED -> climb.until() == Until.RESOLVED && !snoozed && !isMerged();
      case RESOLVED -> false;
    };
  }

  /// When something is due unless a signal comes before; empty when only a signal can change this.
  public Optional<Instant> nextDeadline() {
    return Stream.of(
            Stream.of(rounds.nextAt(), climbAt(), ackExpiresAt(), updateDueAt, promiseDueAt()),
            conversations.stream().map(this::goesOnAt),
            postmortems.stream().map(Postmortem::remindAt))
        .flatMap(times -> times)
        .filter(Objects::nonNull)
        .min(Instant::compareTo);
  }

  /// When the next step is due. Nobody is woken for an incident of which nothing fires any more, or
  /// nothing that is not muted.
  @Nullable Instant climbAt() {
    return extent.audible() > 0 ? climb.nextAt() : null;
  }

  /// When whoever has taken it is asked again. There is no hurry while nothing of it is to be
  /// heard.
  @Nullable Instant ackExpiresAt() {
    return extent.audible() > 0 ? acknowledgedUntil : null;
  }

  /// When what a recipient is being told goes on of itself.
  @Nullable Instant goesOnAt(Conversation conversation) {
    boolean isHeldBack =
        conversation.waitsToPage() && isPaging() && !mayPage(conversation.recipient());
    return isHeldBack ? null : conversation.retryAt();
  }

  /// Whether anything of it waits for hours, so that another policy may let it go on.
  public boolean waitsForHours() {
    return rounds.held() || climb.held() || conversations.stream().anyMatch(Conversation::isHeld);
  }

  /// Whether somebody may be paged now: not while nothing of it is to be heard, unless he was given
  /// it by hand.
  boolean mayPage(Recipient recipient) {
    boolean isGivenToHim = !assignedTo.isEmpty() && climb.paged().contains(recipient);
    return extent.audible() > 0 || isGivenToHim;
  }

  /// When the first promise is missed. None is while nothing of it is to be heard.
  @Nullable Instant promiseDueAt() {
    return extent.audible() > 0
        ? promises.stream().map(Promise::due).min(Instant::compareTo).orElse(null)
        : null;
  }

  Optional<Conversation> with(Recipient recipient) {
    return conversations.stream().filter(one -> one.recipient().equals(recipient)).findFirst();
  }

  /// Whether it is over and everybody has been told, so that its alerts can be forgotten.
  boolean isSettled() {
    return isOver() && conversations.stream().noneMatch(Conversation::isOwed);
  }
}
