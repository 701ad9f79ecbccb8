package io.firebell.core.incident;

import io.firebell.core.alert.Alert;
import io.firebell.core.classify.Classification;
import io.firebell.core.classify.Extent;
import io.firebell.core.classify.Priority;
import io.firebell.core.classify.Rating;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What gives an incident its priority.
///
/// | | raised | lowered |
/// |---|---|---|
/// | when | at once, by an alert, by how far it reaches, by hand | at a flush, when the most urgent alerts are over |
/// | people | are paged by the new plan, from its first step | hear of it as of any news |
/// | the plan, hours, promises, updates | those of the new priority | stay |
///
/// What was raised by hand, or by a rule that looks at the incident, is not lowered below that.
final class Priorities {

  private Priorities() {}

  /// What an alert makes of its incident.
  ///
  /// @param extent how far the incident reaches with it
  static Classification classify(Decision decision, Alert alert, Extent extent, Instant at) {
    Duration age = Duration.between(decision.incident().openedAt(), at);
    return decision.policy().classifier().classify(alert, extent, age, at);
  }

  /// Gives the incident the priority that one of its alerts makes it. A less urgent one that joins
  /// changes nothing. An alert that is muted gives a priority only to the incident that it opens,
  /// until one comes that is to be heard.
  ///
  /// @param isFirst whether the incident has no priority yet
  /// @param isFirstToHear whether the priority that it has is that of a muted alert, of which
  ///   nobody has been told
  static void assign(
      Decision decision,
      Classification classified,
      boolean isFirst,
      boolean isFirstToHear,
      Instant at,
      Cause cause) {
    Incident incident = decision.incident();
    Priority before = incident.priority();
    boolean changes =
        isFirst
            || classified.priority().isMoreUrgentThan(before)
            || (isFirstToHear && classified.priority() != before);
    if (!changes) {
      return;
    }
    // What fired on after somebody had resolved the incident is part of it when it is opened again.
    boolean firedOn = isFirst && incident.extent().firing() > 1;
    boolean stays = firedOn && before.isMoreUrgentThan(classified.priority());
    decision.append(
        new Fact.PriorityAssigned(
            stays ? before : classified.priority(),
            stays ? incident.rule() : classified.rule(),
            isFirst ? null : before,
            classified.failures()),
        at,
        cause);
    if (isFirst || decision.incident().answeredAs() != incident.answeredAs()) {
      promise(decision, at, cause);
      Flush.raised(decision, at, cause);
      Holds.underPriority(decision, at, cause);
    }
  }

  /// Raises it as somebody says who knows better than the rules.
  static void raise(
      Decision decision, Priority priority, String by, String note, Instant at, Cause cause) {
    String rule = "raised by " + by + (note.isEmpty() ? "" : ": " + note);
    Priority before = decision.incident().priority();
    decision.append(new Fact.PriorityAssigned(priority, rule, before, List.of(), true), at, cause);
    promise(decision, at, cause);
    Flush.raised(decision, at, cause);
    Holds.underPriority(decision, at, cause);
  }

  /// Lowers it to what the alerts that are left make it.
  static void lower(Decision decision, Instant at, Cause cause) {
    Incident incident = decision.incident();
    @Nullable Rating left = incident.urgency().now(incident.extent().audible()).orElse(null);
    if (left == null || !incident.priority().isMoreUrgentThan(left.priority())) {
      return;
    }
    decision.append(
        new Fact.PriorityAssigned(left.priority(), left.rule(), incident.priority(), List.of()),
        at,
        cause);
    if (decision.incident().answeredAs() != incident.answeredAs()) {
      promise(decision, at, cause);
      Holds.underPriority(decision, at, cause);
    }
  }

  private static void promise(Decision decision, Instant at, Cause cause) {
    Updates.begin(decision, at, cause);
    Promises.make(decision, at, cause);
  }
}
