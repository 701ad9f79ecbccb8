package io.firebell.core.incident;

import io.firebell.core.notify.Backoff;
import io.firebell.core.notify.Event;
import io.firebell.core.notify.Recipient;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What one recipient has been told of an incident, one notification at a time.
///
/// | state | a new event | delivered | retry | rejected | its time |
/// |---|---|---|---|---|---|
/// | SENDING | is queued | IDLE, or SENDING what is queued | WAITING | FAILED, or SENDING what is queued | as rejected |
/// | WAITING | is queued; a page is SENDING in its place | | | | SENDING, or IDLE if there is no point any more |
/// | IDLE, FAILED | SENDING, or HELD outside the hours for it | | | | |
/// | HELD | SENDING, or HELD with the new one | | | | SENDING what is queued |
///
/// A page that is WAITING or HELD stays so while none of the incident's alerts is to be heard.
///
/// @param notificationId the last notification
/// @param event what it says
/// @param reason why it was sent
/// @param attempt how often the core has handed it over
/// @param retryAt when it is handed over again while it waits, given up for want of a report while
///   it is sent, or what is queued is sent while that is held; null otherwise
/// @param queued what is to be said next; null for nothing
/// @param queuedText what that will say; empty when that follows from the state at its time
/// @param remoteId what the far side calls its first message; may be empty
/// @param reached whether anything has arrived
/// @param informedAt when it last was, or was to be, told how the incident stands, from which it is
///   reckoned when that is repeated; null before the first time
public record Conversation(
    Recipient recipient,
    State state,
    String notificationId,
    Event event,
    String reason,
    int attempt,
    @Nullable Instant retryAt,
    @Nullable Event queued,
    String queuedText,
    String remoteId,
    boolean reached,
    @Nullable Instant informedAt) {

  /// Where the last notification is.
  public enum State {
    SENDING,
    WAITING,
    IDLE,
    FAILED,
    /// Nothing is on its way, and what is to be said next waits for the hours for it, or for alerts
    /// that are to be heard.
    HELD
  }

  static Conversation begun(Fact.NotificationRequested requested, Instant at) {
    return new Conversation(
            requested.recipient(),
            State.SENDING,
            requested.notificationId(),
            requested.event(),
            requested.reason(),
            requested.attempt(),
            at.plus(Backoff.REPORT_WITHIN),
            null,
            "",
            "",
            false,
            null)
        .informed(requested.event(), at);
  }

  /// One with a recipient who has not been told anything before the hours for it come.
  static Conversation held(Fact.NotificationHeld held, Instant until) {
    return new Conversation(
        held.recipient(),
        State.HELD,
        "",
        held.event(),
        held.reason(),
        0,
        until,
        held.event(),
        held.text(),
        "",
        false,
        null);
  }

  boolean isBusy() {
    return state == State.SENDING || state == State.WAITING;
  }

  /// This with a notification on its way. Trying the last one again leaves the queue as it is.
  Conversation sending(Fact.NotificationRequested requested, Instant at) {
    return new Conversation(
            recipient,
            State.SENDING,
            requested.notificationId(),
            requested.event(),
            requested.reason(),
            requested.attempt(),
            at.plus(Backoff.REPORT_WITHIN),
            requested.attempt() > 1 ? queued : null,
            requested.attempt() > 1 ? queuedText : "",
            remoteId,
            reached,
            informedAt)
        .informed(requested.event(), at);
  }

  /// This when it is told, or is to be, at this time. A page and what somebody says are no notice
  /// of how the incident stands.
  Conversation informed(Event next, Instant at) {
    return switch (next) {
      case OPENED, UPDATED -> in(state, retryAt, queued, queuedText, remoteId, reached, at);
      case PAGED, ACKNOWLEDGED, REPORTED, REMINDED, UPDATE_OVERDUE, POSTMORTEM_DUE, RESOLVED ->
          this;
    };
  }

  /// Whether the last that the recipient hears, as things stand, is that the incident is over.
  boolean endsWithResolved() {
    return (queued == null ? event : queued) == Event.RESOLVED;
  }

  /// This with an event that waits for the one before. A page that has a point is displaced only by
  /// the end, and what somebody says not by what anybody can see.
  Conversation queueing(Event next, String text) {
    boolean stays =
        switch (next) {
          case RESOLVED, PAGED -> false;
          case REPORTED, REMINDED, UPDATE_OVERDUE, POSTMORTEM_DUE -> queued == Event.PAGED;
          case OPENED, UPDATED, ACKNOWLEDGED ->
              queued == Event.PAGED || (queued != null && queued.saysItsReason());
        };
    return stays ? this : in(state, retryAt, next, text, remoteId, reached);
  }

  /// This with an event that waits for the hours for it.
  Conversation heldUntil(Event next, String text, Instant hours) {
    Conversation after = queueing(next, text);
    return after.in(State.HELD, hours, after.queued, after.queuedText, remoteId, reached);
  }

  Conversation delivered(String id) {
    return in(State.IDLE, null, queued, queuedText, remoteId.isEmpty() ? id : remoteId, true);
  }

  Conversation waitingUntil(Instant at) {
    return in(State.WAITING, at, queued, queuedText, remoteId, reached);
  }

  Conversation failed() {
    return in(State.FAILED, null, null, "", remoteId, reached);
  }

  /// This when nobody is to be paged any more: a page that waits its turn is not sent.
  Conversation whenTaken() {
    return queued == Event.PAGED ? withoutQueue() : this;
  }

  /// This when the incident is over: nothing but an end that waits its turn is sent any more.
  Conversation whenOver() {
    return queued == Event.RESOLVED ? this : withoutQueue();
  }

  /// This when the incident is opened again: what was held to be said of its end is not so any
  /// more.
  Conversation whenReopened() {
    return isHeld() ? withoutQueue() : this;
  }

  private Conversation withoutQueue() {
    return isHeld()
        ? in(State.IDLE, null, null, "", remoteId, reached)
        : in(state, retryAt, null, "", remoteId, reached);
  }

  boolean isHeld() {
    return state == State.HELD;
  }

  /// Whether something is still to be said, or on its way.
  boolean isOwed() {
    return isBusy() || isHeld();
  }

  /// Whether what it does next of itself is to page.
  boolean waitsToPage() {
    return switch (state) {
      case WAITING -> event == Event.PAGED;
      case HELD -> queued == Event.PAGED;
      case SENDING, IDLE, FAILED -> false;
    };
  }

  /// Whether a page was the last that the recipient was to be told, and failed.
  boolean isFailedPage() {
    return state == State.FAILED && event == Event.PAGED;
  }

  /// Whether the last notification has no point any more as the incident stands now.
  boolean isMoot(Incident now) {
    return switch (event) {
      case PAGED -> !now.isPaging();
      case OPENED, UPDATED, ACKNOWLEDGED, UPDATE_OVERDUE -> now.isOver() || now.isMerged();
      case REPORTED, REMINDED, POSTMORTEM_DUE -> now.isMerged() && !now.isOver();
      case RESOLVED -> false;
    };
  }

  /// Whether the recipient has been told of the incident, or is being told, and not yet of its end.
  boolean knowsOfIt() {
    return (reached || isBusy()) && !endsWithResolved();
  }

  Conversation withdrawn() {
    return in(State.IDLE, null, null, "", remoteId, reached);
  }

  private Conversation in(
      State now,
      @Nullable Instant retry,
      @Nullable Event next,
      String text,
      String id,
      boolean arrived) {
    return in(now, retry, next, text, id, arrived, informedAt);
  }

  private Conversation in(
      State now,
      @Nullable Instant retry,
      @Nullable Event next,
      String text,
      String id,
      boolean arrived,
      @Nullable Instant informed) {
    return new Conversation(
        recipient,
        now,
        notificationId,
        event,
        reason,
        attempt,
        retry,
        next,
        text,
        id,
        arrived,
        informed);
  }
}
