package io.firebell.notifier.text;

import io.firebell.core.escalate.Target;
import io.firebell.core.notify.IncidentSummary;
import io.firebell.core.policy.Policy;
import io.firebell.core.policy.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Who is on call for an incident: the users whom its escalation pages.
public final class OnCall {

  private OnCall() {}

  /// Who is paged at the step that it has reached, or first, each once and by the policy's name.
  public static List<String> of(IncidentSummary incident, Policy policy, Instant at) {
    Response response =
        policy.response(policy.route(incident.group().route()), incident.priority());
    return policy.escalation(response.escalate()).stream()
        .map(escalation ->
            escalation
                .steps()
                .get(Math.clamp(incident.step() - 1, 0, escalation.steps().size() - 1)))
        .flatMap(step -> step.page().stream())
        .flatMap(target -> user(target, policy, at).stream())
        .distinct()
        .toList();
  }

  private static Optional<String> user(Target target, Policy policy, Instant at) {
    return switch (target) {
      case Target.ToUser(String name) -> Optional.of(name);
      case Target.ToSchedule(String name) ->
          Optional.ofNullable(policy.schedules().get(name)).flatMap(one -> one.onCallAt(at));
      case Target.ToChannel _ -> Optional.empty();
    };
  }
}
