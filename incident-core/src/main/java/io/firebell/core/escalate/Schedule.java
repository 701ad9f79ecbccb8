package io.firebell.core.escalate;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Who is on call when: layers of people who take turns, and overrides.
///
/// At an instant it is the user of the last override that is for it, or else of the last layer that
/// has somebody on call then, or else nobody.
///
/// @param zone on whose clock turns and restrictions begin
/// @param layers each before those that take precedence over it; at least one
/// @param overrides each before those that take precedence over it
public record Schedule(
    String name, ZoneId zone, List<Layer> layers, List<ScheduleOverride> overrides) {

  private static final Duration FIRST_LOOK = Duration.ofDays(1);

  /// @throws IllegalArgumentException if there is no layer
  public Schedule {
    layers = List.copyOf(layers);
    overrides = List.copyOf(overrides);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("a schedule should have a layer: " + name + " has none");
    }
  }

  /// The user who is on call at an instant; empty when nobody is.
  public Optional<String> onCallAt(Instant at) {
    return overrides.reversed().stream()
        .filter(override -> override.contains(at))
        .map(ScheduleOverride::user)
        .findFirst()
        .or(() ->
            layers.reversed().stream()
                .flatMap(layer -> layer.onCallAt(at, zone).stream())
                .findFirst());
  }

  /// Who is on call from one instant until another, in order: shifts that touch each other, cut at
  /// both ends of the range. Neighbours differ, so that a turn which follows on the same user's own
  /// is one shift with it.
  ///
  /// @return none for an empty range
  /// @throws IllegalArgumentException if the range ends before it begins
  public List<Shift> shifts(Instant from, Instant to) {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException(
          "a range should not end before it begins: was " + from + " to " + to);
    }
    List<Shift> shifts = new ArrayList<>();
    Instant at = from;
    while (at.isBefore(to)) {
      Instant change = changeAfter(at);
      Instant until = change.isBefore(to) ? change : to;
      append(shifts, new Shift(onCallAt(at).orElse(null), at, until));
      at = until;
    }
    return List.copyOf(shifts);
  }

  private static void append(List<Shift> shifts, Shift shift) {
    if (!shifts.isEmpty() && Objects.equals(shifts.getLast().user(), shift.user())) {
      Shift last = shifts.removeLast();
      shifts.add(new Shift(last.user(), last.from(), shift.to()));
    } else {
      shifts.add(shift);
    }
  }

  /// An instant after `at` before which nothing changes.
  private Instant changeAfter(Instant at) {
    Stream<Instant> ofLayers = layers.stream().map(layer -> layer.changeAfter(at, zone));
    Stream<Instant> ofOverrides =
        overrides.stream()
            .flatMap(override -> Stream.of(override.from(), override.to()))
            .filter(change -> change.isAfter(at));
    return Stream.concat(ofLayers, ofOverrides).min(Instant::compareTo).orElseThrow();
  }

  /// The shift that an instant is in.
  ///
  /// @param within how far before and after the instant is looked; what begins or ends farther away
  ///   is cut there. Positive
  public Shift shiftAt(Instant at, Duration within) {
    Duration look = FIRST_LOOK.compareTo(within) < 0 ? FIRST_LOOK : within;
    while (true) {
      Instant from = at.minus(look);
      Instant to = at.plus(look);
      Shift found =
          shifts(from, to).stream()
              .filter(shift -> shift.to().isAfter(at))
              .findFirst()
              .orElseThrow();
      boolean whole = found.from().isAfter(from) && found.to().isBefore(to);
      if (whole || look.equals(within)) {
        return found;
      }
      look = look.multipliedBy(8).compareTo(within) < 0 ? look.multipliedBy(8) : within;
    }
  }
}
