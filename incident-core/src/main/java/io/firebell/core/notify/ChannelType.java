package io.firebell.core.notify;

import java.util.Locale;

/// The kinds of ways out. Each has its own topic, so that an outage of one delays no other.
public enum ChannelType {
  SLACK,
  EMAIL,
  PAGERDUTY,
  WEBHOOK,
  /// The process's own standard output: what pages a first-time user who has configured nothing.
  TERMINAL;

  /// `slack`, as policies and topic names have it.
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether somebody who follows an incident through this type hears of an event. E-mail and
  /// webhooks hear what Alertmanager would send, and what people say; chats and pagers also follow
  /// who acts. A pager has no words for what asks nobody to act.
  public boolean carries(Event event) {
    return switch (event) {
      case OPENED, PAGED, RESOLVED -> true;
      case ACKNOWLEDGED -> this != EMAIL && this != WEBHOOK;
      case UPDATED, REPORTED, REMINDED, UPDATE_OVERDUE, POSTMORTEM_DUE -> this != PAGERDUTY;
    };
  }
}
