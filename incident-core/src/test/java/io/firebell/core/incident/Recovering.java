package io.firebell.core.incident;

import io.firebell.core.classify.PriorityLevel;
import io.firebell.core.policy.Policy;
import java.time.Duration;
import java.util.List;

/// Policies under which every incident is to be over soon.
final class Recovering {

  private Recovering() {}

  static Policy recovering(Policy policy, Duration within) {
    List<PriorityLevel> levels =
        policy.levels().stream()
            .map(level ->
                new PriorityLevel(
                    level.priority(),
                    level.name(),
                    level.aliases(),
                    level.respond(),
                    level.update(),
                    level.postmortem(),
                    within))
            .toList();
    return new Policy(
        policy.version(),
        policy.resolveTimeout(),
        policy.reopenWithin(),
        levels,
        policy.classifier(),
        policy.routing(),
        policy.plans(),
        policy.escalations(),
        policy.schedules(),
        policy.users(),
        policy.channels(),
        policy.providers(),
        policy.hours(),
        policy.mutes(),
        policy.heartbeats(),
        policy.runbooks());
  }
}
