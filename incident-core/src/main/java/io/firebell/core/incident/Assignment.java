package io.firebell.core.incident;

import io.firebell.core.escalate.Escalation;
import io.firebell.core.escalate.EscalationStep;
import io.firebell.core.escalate.Target;
import io.firebell.core.notify.Recipient;
import io.firebell.core.policy.Policy;
import io.firebell.core.policy.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// How somebody is given an incident: he is paged, whoever had it has it no more, and if he does
/// not acknowledge within the wait of the step that had been reached, the climb goes on.
final class Assignment {

  /// How many users are named to whoever has named one that there is not.
  private static final int NAMED = 20;

  private Assignment() {}

  /// Why nobody of this name can be given an incident; empty when somebody can.
  static String refusal(Policy policy, String to) {
    if (policy.user(to).isPresent()) {
      return "";
    }
    List<String> names = List.copyOf(new TreeSet<>(policy.users().keySet()));
    String named = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
    String known =
        names.isEmpty()
            ? "the policy has no users"
            : "there are " + named + (names.size() > NAMED ? " and others" : "");
    return "no user is called \"" + to + "\": " + known;
  }

  static void apply(Decision decision, String by, String to, String note, Instant at, Cause cause) {
    Climb climb = decision.incident().climb();
    Recipient paged = decision.policy().recipient(new Target.ToUser(to), at).orElseThrow();
    Optional<Escalation> begun = decision.policy().escalation(climb.escalation());
    @Nullable Instant nextStepAt =
        begun.map(escalation -> at.plus(waitAt(escalation, climb.step()))).orElse(climb.nextAt());
    Conversations.assign(
        decision, new Fact.IncidentAssigned(by, to, note, paged, nextStepAt), at, cause);
    Response response = decision.response();
    boolean isFlushed = !decision.incident().rounds().isFirst();
    if (climb.escalation().isEmpty() && isFlushed && response.pages()) {
      Ladder.start(decision, response, at, cause);
    }
  }

  /// How much longer than otherwise an escalation that begins after an assignment leaves it to
  /// whoever was given the incident.
  static Duration headStart(Incident incident, Optional<Escalation> escalation) {
    boolean isHis = !incident.assignedTo().isEmpty() && incident.climb().escalation().isEmpty();
    return isHis ? escalation.map(one -> waitAt(one, 0)).orElse(Duration.ZERO) : Duration.ZERO;
  }

  private static Duration waitAt(Escalation escalation, int step) {
    List<EscalationStep> steps = escalation.steps();
    return steps.get(Math.clamp(step - 1, 0, steps.size() - 1)).waitFor();
  }
}
