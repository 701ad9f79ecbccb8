package io.firebell.core.escalate;

import java.util.Locale;

/// What ends the climb of an escalation.
public enum Until {
  /// Somebody has taken the incident.
  ACKNOWLEDGED,
  /// The incident is over. Who has taken it is not spared the help of the next step.
  RESOLVED;

  /// `acknowledged`, as policies write it.
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
