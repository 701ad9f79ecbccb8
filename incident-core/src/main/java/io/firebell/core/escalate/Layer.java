package io.firebell.core.escalate;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// People who take turns, always or in some hours of the week. Without restrictions somebody of
/// them is on call at every instant.
///
/// @param users whose turn it is, in order; at least one
/// @param restrictions when the layer is on call; always when there are none. They do not change
///   whose turn it is
public record Layer(Rotation rotation, List<String> users, List<Restriction> restrictions) {

  /// @throws IllegalArgumentException if there is no user
  public Layer {
    users = List.copyOf(users);
    restrictions = List.copyOf(restrictions);
    if (users.isEmpty()) {
      throw new IllegalArgumentException("a layer should have a user: has none");
    }
  }

  /// The user whose turn it is at an instant; empty outside the layer's hours.
  Optional<String> onCallAt(Instant at, ZoneId zone) {
    boolean onCall =
        restrictions.isEmpty() || restrictions.stream().anyMatch(one -> one.contains(at, zone));
    return onCall ? Optional.of(users.get(position(at, zone))) : Optional.empty();
  }

  private int position(Instant at, ZoneId zone) {
    return (int) Math.floorMod(rotation.turnAt(at, zone), (long) users.size());
  }

  /// An instant after `at` before which the layer stays as it is.
  Instant changeAfter(Instant at, ZoneId zone) {
    Instant handoff =
        users.size() == 1 ? Instant.MAX : rotation.begin(rotation.turnAt(at, zone) + 1, zone);
    return Stream.concat(
            Stream.of(handoff), restrictions.stream().map(one -> one.changeAfter(at, zone)))
        .min(Instant::compareTo)
        .orElseThrow();
  }
}
