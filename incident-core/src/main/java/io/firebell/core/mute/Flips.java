package io.firebell.core.mute;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// When an alert last began and ended.
///
/// @param times in order, at most [#KEPT]
public record Flips(List<Instant> times) {

  /// How many are remembered.
  public static final int KEPT = 100;

  public static final Flips NONE = new Flips(List.of());

  public Flips {
    times = List.copyOf(times);
  }

  /// These and one more, without those that do not count any more.
  public Flips plus(Instant at, Flapping flapping) {
    List<Instant> now = new ArrayList<>(times);
    now.removeIf(time -> time.isBefore(at.minus(flapping.within())));
    now.add(at);
    return new Flips(now.subList(Math.max(0, now.size() - KEPT), now.size()));
  }

  /// Until when the alert is to be quiet; empty when it has not flapped.
  Optional<Instant> quietUntil(Flapping flapping) {
    if (times.isEmpty()) {
      return Optional.empty();
    }
    Instant since = times.getLast().minus(flapping.within());
    long counted = times.stream().filter(time -> !time.isBefore(since)).count();
    return counted >= flapping.changes()
        ? Optional.of(times.getLast().plus(flapping.hold()))
        : Optional.empty();
  }

  /// Until when they have to be remembered.
  public Instant countUntil(Flapping flapping) {
    Instant last = times.isEmpty() ? Instant.MIN : times.getLast();
    return flapping.within().compareTo(flapping.hold()) > 0
        ? last.plus(flapping.within())
        : last.plus(flapping.hold());
  }
}
