package io.firebell.schemas.alertmanager;

import java.util.List;
import java.util.SequencedMap;

/// Hours of the policy to be.
///
/// @param name as it is written
/// @param hours as the policy calls them
/// @param stretches by the policy's keys: texts and lists of texts
record HoursDraft(String name, String hours, List<SequencedMap<String, Object>> stretches) {
  HoursDraft {
    stretches = List.copyOf(stretches);
  }
}
