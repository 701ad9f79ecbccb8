package io.firebell.core.incident;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How an incident follows another one, and ceases to.
///
/// The two are of different groups, so each knows only what it has been told: a merge and its end
/// are commands that one sends to the other, in the transaction of its own decision. None is lost,
/// so that no incident stays silent behind one that is over or has never heard of it.
///
/// | | the one that follows | sends | the other | sends |
/// |---|---|---|---|---|
/// | merge | falls silent | take in | lists it, or refuses | part, if it refuses |
/// | split | speaks again | part | lists it no more | |
/// | the other is over | | | lists none any more | part, to each |
/// | part | speaks again | | | |
///
/// An incident that follows another takes none in. Of incidents that are merged in a circle at the
/// same time at least one is so refused.
final class Merging {

  /// How many can follow one incident.
  static final int MOST = 100;

  private Merging() {}

  /// Why an incident cannot follow that one, as far as it can know itself; empty when it can.
  static String refusal(Incident incident, String into) {
    if (incident.isMerged()) {
      return "it is merged into " + incident.mergedInto() + " already";
    }
    return into.equals(incident.id().toString()) ? "an incident cannot be merged into itself" : "";
  }

  static void merge(
      Decision decision, String by, String into, String note, Instant at, Cause cause) {
    Conversations.merge(decision, new Fact.IncidentMerged(by, into, note), at, cause);
    String id = decision.incident().id().toString();
    ask(decision, into, by, new Command.Action.TakeIn(id, decision.incident().group().tenant()));
  }

  static void split(Decision decision, String by, String note, Instant at, Cause cause) {
    Incident incident = decision.incident();
    String from = incident.mergedInto();
    speakAgain(decision, new Fact.IncidentSplit(by, from, note), at, cause);
    String reason = "split by " + by;
    ask(decision, from, by, new Command.Action.Part(incident.id().toString(), reason));
  }

  private static void speakAgain(
      Decision decision, Fact.IncidentSplit split, Instant at, Cause cause) {
    decision.append(split, at, cause);
    if (!decision.incident().isOver()) {
      Updates.begin(decision, at, cause);
      Promises.make(decision, at, cause);
      Flush.parted(decision, at, cause);
    }
  }

  /// Lists one that wants to follow, or tells it why it cannot.
  static void takeIn(
      Decision decision, String other, String tenant, String by, Instant at, Cause cause) {
    Incident incident = decision.incident();
    String refusal =
        tenant.equals(incident.group().tenant())
            ? refusalToTakeIn(incident)
            : "there is no incident " + incident.id(); // for that tenant
    if (!refusal.isEmpty()) {
      part(decision, incident.id().toString(), other, refusal);
    } else if (!incident.followers().contains(other)) {
      decision.append(new Fact.IncidentTakenIn(other, by), at, cause);
    }
  }

  private static String refusalToTakeIn(Incident incident) {
    if (incident.isOver()) {
      return incident.id() + " is over";
    }
    if (incident.isMerged()) {
      return incident.id() + " is merged itself, into " + incident.mergedInto();
    }
    return incident.followers().size() < MOST
        ? ""
        : incident.id() + " has " + MOST + " incidents merged into it already";
  }

  /// What the other one says: that it is over, or has been split. What it does not concern any more
  /// stays as it is.
  static void part(Decision decision, String other, String reason, Instant at, Cause cause) {
    Incident incident = decision.incident();
    if (incident.mergedInto().equals(other)) {
      speakAgain(decision, new Fact.IncidentSplit("", other, reason), at, cause);
    }
    if (incident.followers().contains(other)) {
      decision.append(new Fact.IncidentParted(other, reason), at, cause);
    }
  }

  /// Tells those who followed an incident that it is over.
  static void letGo(Decision decision, List<String> followers) {
    String id = decision.incident().id().toString();
    followers.forEach(other -> part(decision, id, other, id + " is over"));
  }

  /// Answers for an incident that is not the last of its group, or that there is not: who wants to
  /// follow it is told not to.
  static Optional<Effect> answer(Command command, String reason) {
    if (command.action() instanceof Command.Action.TakeIn(String other, _)) {
      String asked = command.incidentId();
      Command.Action part = new Command.Action.Part(asked, reason);
      return Optional.of(new Effect.Ask(new Command(command.id() + "-no", other, asked, part)));
    }
    return Optional.empty();
  }

  /// Whether an action is what one incident says to another, and not what somebody wants.
  static boolean isBetweenIncidents(Command.Action action) {
    return action instanceof Command.Action.TakeIn || action instanceof Command.Action.Part;
  }

  private static void part(Decision decision, String incident, String other, String reason) {
    decision.ask(incident, other, incident, new Command.Action.Part(incident, reason));
  }

  private static void ask(Decision decision, String other, String by, Command.Action action) {
    decision.ask(decision.incident().id().toString(), other, by, action);
  }
}
