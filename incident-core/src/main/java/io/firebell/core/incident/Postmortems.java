package io.firebell.core.incident;

import io.firebell.core.notify.Event;
import io.firebell.core.notify.Recipient;
import io.firebell.core.policy.Channel;
import io.firebell.core.policy.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The post-mortems that are to be written after the end, also while the group has its next
/// incident: that one carries what is pending, and what becomes of it is a fact of both.
final class Postmortems {

  /// How many a group waits for. Whoever owes more has given up writing them.
  static final int KEPT = 20;

  private Postmortems() {}

  /// Waits for the post-mortem of the incident that is over, if its priority asks for one.
  static void begin(Decision decision, String resolvedBy, Instant at, Cause cause) {
    Incident incident = decision.incident();
    @Nullable Duration within = decision.level(incident.answeredAs()).postmortem();
    if (within == null || incident.isMerged()) {
      return;
    }
    String taken = incident.acknowledgedBy();
    String owner = taken.isEmpty() ? resolvedBy : taken;
    String id = incident.id().toString();
    Postmortem due =
        new Postmortem(id, incident.answeredAs(), at, at.plus(within), owner, false, 0);
    decision.append(new Fact.PostmortemDue(due), at, cause);
  }

  /// What the next incident of the group is to carry.
  static List<Postmortem> pending(Incident over) {
    String id = over.id().toString();
    return over.postmortems().stream()
        .map(one -> one.isOf(id) ? one.left(over.facts()) : one)
        .toList();
  }

  static void carry(Decision decision, List<Postmortem> pending, Instant at, Cause cause) {
    if (!pending.isEmpty()) {
      int dropped = Math.max(0, pending.size() - KEPT);
      List<Postmortem> kept = pending.subList(dropped, pending.size());
      decision.append(new Fact.PostmortemsCarried(kept, dropped), at, cause);
    }
  }

  /// Whether an incident that is not the group's last still waits for its post-mortem.
  static Optional<Postmortem> of(Incident incident, IncidentId meant) {
    return incident.postmortems().stream().filter(one -> one.isOf(meant.toString())).findFirst();
  }

  /// Somebody has written it.
  static void written(
      Decision decision, Postmortem written, String by, String note, Instant at, Cause cause) {
    Duration took = Duration.between(written.resolvedAt(), at);
    Fact fact = new Fact.PostmortemWritten(written.incidentId(), by, note, took);
    append(decision, written, fact, at, cause);
  }

  /// Reminds people, once, of what is not written in time.
  static void missed(Decision decision, Instant due, Instant at) {
    Cause cause = new Cause(Cause.Kind.TIMER, "post-mortem");
    for (Postmortem late : decision.incident().postmortems()) {
      if (due.equals(late.remindAt())) {
        append(decision, late, new Fact.PostmortemMissed(late.incidentId(), due), at, cause);
        String reason = "the post-mortem of " + late.incidentId() + " was due at " + due;
        audience(decision, late)
            .forEach(
                one -> Conversations.tell(decision, one, Event.POSTMORTEM_DUE, reason, at, cause));
      }
    }
  }

  private static Set<Recipient> audience(Decision decision, Postmortem late) {
    Response response = decision.policy().response(decision.route(), late.priority());
    Set<Recipient> audience = new LinkedHashSet<>();
    decision.policy().contact(late.owner(), Event.POSTMORTEM_DUE).ifPresent(audience::add);
    decision.policy().channels(response.inform()).stream()
        .map(Channel::recipient)
        .forEach(audience::add);
    return audience;
  }

  /// Adds a fact to the incident that it is about and, where that is an earlier one, to the group's
  /// last too, which carries it.
  private static void append(
      Decision decision, Postmortem about, Fact fact, Instant at, Cause cause) {
    if (about.facts() > 0) {
      decision.appendTo(about.incidentId(), about.facts() + 1, fact, at, cause);
    }
    decision.append(fact, at, cause);
  }
}
