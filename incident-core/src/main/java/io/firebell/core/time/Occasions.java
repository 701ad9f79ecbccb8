package io.firebell.core.time;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// When something takes place: at times that recur, and at times that do not.
///
/// @param recurring an instant is in it when it is within any
/// @param once likewise
public record Occasions(List<Hours> recurring, List<Stretch> once) {

  /// How often one may begin where another ends before they are taken to have no end.
  private static final int MOST_TURNS = 1000;

  public Occasions {
    recurring = List.copyOf(recurring);
    once = List.copyOf(once);
  }

  public boolean contains(Instant at) {
    return recurring.stream().anyMatch(hours -> hours.contains(at))
        || once.stream().anyMatch(stretch -> stretch.contains(at));
  }

  /// The first instant after `after` at which one begins where none was, or the last of several
  /// ends; empty when there is none or it is too far away, see [Hours#nextChange].
  public Optional<Instant> nextChange(Instant after) {
    boolean before = contains(after);
    Optional<Instant> next = nextEdge(after);
    for (int turn = 0; turn < MOST_TURNS && next.isPresent(); turn++) {
      if (contains(next.get()) != before) {
        return next;
      }
      next = nextEdge(next.get());
    }
    return Optional.empty();
  }

  private Optional<Instant> nextEdge(Instant after) {
    return Stream.concat(
            recurring.stream().flatMap(hours -> hours.nextChange(after).stream()),
            once.stream().flatMap(stretch -> Stream.of(stretch.from(), stretch.to())))
        .filter(edge -> edge.isAfter(after))
        .min(Instant::compareTo);
  }

  /// The occasion that an instant is in, as far as it is still to come; otherwise the first after
  /// it. Empty when there is none that begins and ends.
  public Optional<Stretch> from(Instant at) {
    Optional<Instant> begin = contains(at) ? Optional.of(at) : nextChange(at);
    return begin.flatMap(from -> nextChange(from).map(to -> new Stretch(from, to)));
  }
}
