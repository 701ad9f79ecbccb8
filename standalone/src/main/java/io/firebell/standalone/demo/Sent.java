package io.firebell.standalone.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What was sent, counted as it is sent.
final class Sent {

  /// One alert: what is wrong, and where.
  private record Alert(Symptom symptom, int instance) {}

  private final Map<Alert, Boolean> known = new HashMap<>();
  private int sendings;
  private int firings;
  private int repeats;
  private int ends;
  private int accepted;

  /// @param acceptedOfThem how many of them the instance has accepted
  void add(List<Sending> sent, int acceptedOfThem) {
    sent.forEach(this::add);
    sendings += sent.size();
    accepted += acceptedOfThem;
  }

  private void add(Sending sending) {
    Alert alert = new Alert(sending.symptom(), sending.instance());
    boolean fired = Boolean.TRUE.equals(known.put(alert, sending.fires()));
    if (!sending.fires()) {
      ends++;
    } else if (fired) {
      repeats++;
    } else {
      firings++;
    }
  }

  /// How many alerts there were, however often each was sent.
  int alerts() {
    return known.size();
  }

  int sendings() {
    return sendings;
  }

  /// How often an alert began to fire: what a pager that does not group would have paged for.
  int firings() {
    return firings;
  }

  /// How often an alert was sent that was known to fire.
  int repeats() {
    return repeats;
  }

  /// How often an alert was sent as over.
  int ends() {
    return ends;
  }

  /// How often an alert fired again after it had seemed to be over.
  int flaps() {
    return firings - known.size();
  }

  int accepted() {
    return accepted;
  }
}
