package io.firebell.streams.query;

import io.firebell.core.incident.Cause;
import io.firebell.core.incident.Fact;
import io.firebell.core.incident.Incident;
import io.firebell.core.incident.IncidentId;
import io.firebell.core.incident.LoggedFact;
import java.util.List;
import java.util.Optional;

/// Finds out what incidents have made of commands. However much has happened to an incident, no
/// more of it is looked at than its last commands and its newest facts.
public final class CommandQueries {

  /// How many facts of an incident are looked at. Between a command and the question what became of
  /// it there are few.
  static final int LOOKED_AT = 1_000;

  private final IncidentQueries incidents;

  public CommandQueries(IncidentQueries incidents) {
    this.incidents = incidents;
  }

  /// What has become of a command.
  ///
  /// @param tenant whose incidents the command may concern
  /// @param incident which one it concerns
  /// @param command its id
  /// @throws NotReadyException while the stores are not open
  public CommandResult find(String tenant, IncidentId incident, String command) {
    Optional<Incident> found =
        incidents
            .last(incident.group())
            .filter(last -> last.group().tenant().equals(tenant))
            .filter(last -> last.episode() >= incident.episode());
    if (found.isEmpty()) {
      return new CommandResult.NoIncident();
    }
    Incident last = found.get();
    if (last.commands().contains(command)) {
      return result(incidents.newest(last.id(), LOOKED_AT), command)
          .orElse(new CommandResult.Followed());
    }
    boolean isLast = last.episode() == incident.episode();
    if (isLast && last.knowsEveryCommand()) {
      return new CommandResult.NotHeard();
    }
    List<LoggedFact> facts = incidents.newest(incident, LOOKED_AT);
    return result(facts, command)
        .orElseGet(() ->
            facts.size() < LOOKED_AT
                ? new CommandResult.NotHeard()
                : new CommandResult.Forgotten());
  }

  /// What the facts say of it; empty when none is of it.
  private static Optional<CommandResult> result(List<LoggedFact> facts, String command) {
    Cause cause = new Cause(Cause.Kind.COMMAND, command);
    List<Fact> caused =
        facts.stream().filter(fact -> fact.cause().equals(cause)).map(LoggedFact::fact).toList();
    if (caused.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        caused.stream()
            .filter(Fact.CommandRefused.class::isInstance)
            .map(Fact.CommandRefused.class::cast)
            .findFirst()
            .<CommandResult>map(refused -> new CommandResult.Refused(refused.reason()))
            .orElse(new CommandResult.Followed()));
  }
}
