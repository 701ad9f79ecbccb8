package io.firebell.core.classify;

/// How urgent an incident is, the most urgent first.
public enum Priority {
  P1,
  P2,
  P3,
  P4;

  public boolean isMoreUrgentThan(Priority other) {
    return compareTo(other) < 0;
  }
}
