package io.firebell.core.classify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How urgent the alerts of an incident are, so that it is known what is left when the most urgent
/// of them are over.
///
/// Its size does not depend on their number: there is one standing for a priority.
///
/// @param standings the priorities that alerts have which are to be heard, the most urgent first
/// @param floor what the incident stays at whichever of its alerts end, since somebody has raised
///   it by hand or a rule looked at the whole of it; null for nothing
/// @param loweredFrom the most urgent priority that it has been answered as, when it is not that
///   any more; null while it is
public record Urgency(
    List<Standing> standings, @Nullable Rating floor, @Nullable Priority loweredFrom) {

  public static final Urgency NONE = new Urgency(List.of(), null, null);

  /// @param rule the rule that gave it to the last of them
  /// @param alerts how many fire that have it and are to be heard: at least one
  public record Standing(Priority priority, String rule, int alerts) {}

  public Urgency {
    standings = List.copyOf(standings);
  }

  /// This and one more alert that is to be heard; the same if its rating is not known.
  public Urgency plus(@Nullable Rating rating) {
    if (rating == null) {
      return this;
    }
    int before = alerts(rating.priority());
    Urgency counted = with(rating.priority(), rating.rule(), before + 1);
    return rating.ofIncident() ? counted.heldAt(rating) : counted;
  }

  /// This and one alert less of those that are to be heard; the same if its priority is not known.
  public Urgency minus(@Nullable Priority priority) {
    if (priority == null) {
      return this;
    }
    return standings.stream()
        .filter(one -> one.priority() == priority)
        .findFirst()
        .map(one -> with(priority, one.rule(), one.alerts() - 1))
        .orElse(this);
  }

  /// This, not to be lowered below that any more.
  public Urgency heldAt(Rating rating) {
    boolean isHigher = floor == null || rating.priority().isMoreUrgentThan(floor.priority());
    return isHigher ? new Urgency(standings, rating, loweredFrom) : this;
  }

  /// This, while the incident is answered as if it had another priority than it has.
  public Urgency lowered(@Nullable Priority from) {
    return new Urgency(standings, floor, from);
  }

  /// This when the incident is opened again.
  public Urgency reopened() {
    return new Urgency(standings, null, null);
  }

  /// What the incident is by those of its alerts that fire; empty unless the priority of each of
  /// them is known.
  ///
  /// @param audible how many fire and are to be heard
  public Optional<Rating> now(int audible) {
    int known = standings.stream().mapToInt(Standing::alerts).sum();
    if (known != audible || standings.isEmpty()) {
      return Optional.empty();
    }
    Standing most = standings.getFirst();
    boolean isHeld = floor != null && !most.priority().isMoreUrgentThan(floor.priority());
    return isHeld
        ? Optional.ofNullable(floor)
        : Optional.of(new Rating(most.priority(), most.rule(), false));
  }

  private int alerts(Priority priority) {
    return standings.stream()
        .filter(one -> one.priority() == priority)
        .mapToInt(Standing::alerts)
        .sum();
  }

  private Urgency with(Priority priority, String rule, int alerts) {
    List<Standing> next = new ArrayList<>(standings);
    next.removeIf(one -> one.priority() == priority);
    if (alerts > 0) {
      next.add(new Standing(priority, rule, alerts));
    }
    next.sort(Comparator.comparing(Standing::priority));
    return new Urgency(next, floor, loweredFrom);
  }
}
