package io.firebell.core.notify;

import java.util.Locale;
import java.util.regex.Pattern;

/// Why somebody is written to.
public enum Event {
  /// The incident is new to this recipient, who is informed and not asked to act.
  OPENED,
  /// The recipient is asked to act.
  PAGED,
  /// Alerts joined or resolved, or nothing changed for the repeat interval.
  UPDATED,
  /// Somebody has taken it.
  ACKNOWLEDGED,
  /// It is over.
  RESOLVED,
  /// Somebody says where the work on it stands.
  REPORTED,
  /// Something that was promised about it is overdue: either of the next two, in records from
  /// before they were told apart.
  REMINDED,
  /// Nobody has said in time where the work on it stands.
  UPDATE_OVERDUE,
  /// Its post-mortem has not been written in time.
  POSTMORTEM_DUE;

  private final String wireName;

  Event() {
    this.wireName =
        Pattern.compile("_(.)")
            .matcher(name().toLowerCase(Locale.ROOT))
            .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
  }

  /// `paged` or `updateOverdue`, as policies, templates and webhooks have it.
  public String wireName() {
    return wireName;
  }

  /// Whether it has no other meaning than its reason, which is kept until its turn comes.
  public boolean saysItsReason() {
    return switch (this) {
      case REPORTED, REMINDED, UPDATE_OVERDUE, POSTMORTEM_DUE -> true;
      case OPENED, PAGED, UPDATED, ACKNOWLEDGED, RESOLVED -> false;
    };
  }
}
