package io.firebell.standalone.demo;

import java.time.Duration;
import java.util.List;

/// Alerts that are sent at once.
///
/// @param after how long after the beginning of its part of the outage
/// @param story what happens, for people
record Burst(Duration after, String story, List<Sending> sendings) {
  Burst {
    sendings = List.copyOf(sendings);
  }
}
