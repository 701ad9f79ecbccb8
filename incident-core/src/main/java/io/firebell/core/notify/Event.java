package io.firebell.core.notify;

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
  /// Something that was promised about it is overdue.
  REMINDED
}
