package io.firebell.notifier.slack;

import io.firebell.core.escalate.Target;
import io.firebell.core.notify.ChannelType;
import io.firebell.core.notify.IncidentSummary;
import io.firebell.core.policy.Policy;
import io.firebell.core.policy.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The people of a policy as messages name them: as members of the workspace where they are that.
///
/// @param policy the one in force
record People(Policy policy) {

  private static final int NAME_LIMIT = 100;

  /// `<@U024BE7LH>`, or the name.
  String mention(String name) {
    return policy
        .user(name)
        .flatMap(user -> user.contact(ChannelType.SLACK))
        .filter(contact -> contact.address().matches("[UW][A-Z0-9]+"))
        .map(contact -> "<@" + contact.address() + ">")
        .orElseGet(() -> SlackText.fitting(NAME_LIMIT, name));
  }

  /// Who is paged for an incident at the step that it has reached, or first.
  List<String> onCall(IncidentSummary incident, Instant at) {
    Response response =
        policy.response(policy.route(incident.group().route()), incident.priority());
    return policy.escalation(response.escalate()).stream()
        .map(escalation ->
            escalation
                .steps()
                .get(Math.clamp(incident.step() - 1, 0, escalation.steps().size() - 1)))
        .flatMap(step -> step.page().stream())
        .flatMap(target -> user(target, at).stream())
        .distinct()
        .toList();
  }

  private Optional<String> user(Target target, Instant at) {
    return switch (target) {
      case Target.ToUser(String name) -> Optional.of(name);
      case Target.ToSchedule(String name) ->
          Optional.ofNullable(policy.schedules().get(name)).flatMap(one -> one.onCallAt(at));
      case Target.ToChannel _ -> Optional.empty();
    };
  }
}
