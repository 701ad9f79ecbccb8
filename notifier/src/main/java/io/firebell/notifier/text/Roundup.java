package io.firebell.notifier.text;

import io.firebell.core.notify.Event;
import io.firebell.core.notify.Notification;
import java.util.ArrayList;
import java.util.List;

/// Several notifications in words, for one message: a line for each.
///
/// @param title how many of what: `12 at once: 2 pages, 9 new, 1 resolved`
public record Roundup(String title, List<Line> lines) {

  private static final int LINE_LIMIT = 200;

  /// In which order they are counted: what somebody has to do first.
  private static final List<Event> ORDER =
      List.of(
          Event.PAGED,
          Event.OPENED,
          Event.UPDATED,
          Event.ACKNOWLEDGED,
          Event.REPORTED,
          Event.UPDATE_OVERDUE,
          Event.POSTMORTEM_DUE,
          Event.REMINDED,
          Event.RESOLVED);

  /// One of them.
  ///
  /// @param text `[P1 Critical] DatabaseDown orders-db (3 firing). Page: step 1 of production`; may
  ///   be cut
  /// @param handle the command that takes the incident, or its id
  public record Line(String text, String handle) {
    @Override
    public String toString() {
      return text + ". " + handle;
    }
  }

  public Roundup {
    lines = List.copyOf(lines);
  }

  public static Roundup of(List<Notification> notifications) {
    List<String> counts = new ArrayList<>();
    for (Event event : ORDER) {
      long count = notifications.stream().filter(one -> one.event() == event).count();
      if (count > 0) {
        counts.add(count + " " + (count == 1 ? one(event) : many(event)));
      }
    }
    return new Roundup(
        notifications.size() + " at once: " + String.join(", ", counts),
        notifications.stream().map(Roundup::line).toList());
  }

  private static Line line(Notification notification) {
    Digest digest = Digest.of(notification);
    String said = OneLine.of(digest.title() + ". " + digest.news());
    return new Line(
        Cut.to(LINE_LIMIT, said),
        digest.acknowledge().isEmpty() ? notification.subject().id() : digest.acknowledge());
  }

  private static String one(Event event) {
    return switch (event) {
      case PAGED -> "page";
      case OPENED -> "new";
      case UPDATED -> "update";
      case ACKNOWLEDGED -> "acknowledged";
      case RESOLVED -> "resolved";
      case REPORTED -> "status update";
      case REMINDED -> "reminder";
      case UPDATE_OVERDUE -> "overdue update";
      case POSTMORTEM_DUE -> "overdue post-mortem";
    };
  }

  private static String many(Event event) {
    return switch (event) {
      case PAGED, UPDATED, REPORTED, REMINDED, UPDATE_OVERDUE, POSTMORTEM_DUE -> one(event) + "s";
      case OPENED, ACKNOWLEDGED, RESOLVED -> one(event);
    };
  }
}
