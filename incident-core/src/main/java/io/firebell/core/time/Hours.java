package io.firebell.core.time;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Times that recur by the calendar and have a name: `business`, `nights`.
///
/// @param intervals at least one; an instant is within the hours when it is within any
public record Hours(String name, List<TimeInterval> intervals) {

  /// How often one interval may begin where another ends before the search for a gap is given up:
  /// more than a year of mornings and nights.
  static final int MOST_TURNS = 1000;

  /// @throws IllegalArgumentException if there is no interval
  public Hours {
    intervals = List.copyOf(intervals);
    if (intervals.isEmpty()) {
      throw new IllegalArgumentException("hours should have an interval: " + name + " has none");
    }
  }

  /// Whether an instant is within these hours.
  public boolean contains(Instant at) {
    return intervals.stream().anyMatch(interval -> interval.contains(at));
  }

  /// The first instant after `after` at which they begin or end; empty when that is more than ten
  /// years away, or so far that intervals take turns [#MOST_TURNS] times until then.
  public Optional<Instant> nextChange(Instant after) {
    boolean before = contains(after);
    NavigableMap<Instant, List<TimeInterval>> changes = new TreeMap<>();
    intervals.forEach(interval -> addNextChange(interval, after, changes));
    for (int turn = 0; turn < MOST_TURNS && !changes.isEmpty(); turn++) {
      Map.Entry<Instant, List<TimeInterval>> next = changes.pollFirstEntry();
      Instant at = next.getKey();
      if (contains(at) != before) {
        return Optional.of(at);
      }
      next.getValue().forEach(interval -> addNextChange(interval, at, changes));
    }
    return Optional.empty();
  }

  private static void addNextChange(
      TimeInterval interval, Instant after, Map<Instant, List<TimeInterval>> changes) {
    interval
        .nextChange(after)
        .ifPresent(at -> changes.computeIfAbsent(at, _ -> new ArrayList<>()).add(interval));
  }

  /// The first instant after `after` at which they begin; empty when it is not found as a change is
  /// not.
  public Optional<Instant> nextBeginning(Instant after) {
    Optional<Instant> change = nextChange(after);
    return contains(after) ? change.flatMap(this::nextChange) : change;
  }
}
