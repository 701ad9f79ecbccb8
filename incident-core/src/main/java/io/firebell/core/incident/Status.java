package io.firebell.core.incident;

import java.util.Locale;

/// Where an incident stands.
public enum Status {
  /// It waits for somebody to take it.
  TRIGGERED,
  /// Somebody has taken it.
  ACKNOWLEDGED,
  /// It is over.
  RESOLVED;

  /// `triggered`, as clients read it.
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
