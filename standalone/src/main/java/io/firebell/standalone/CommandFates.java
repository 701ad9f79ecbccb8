package io.firebell.standalone;

import io.firebell.core.incident.Command;
import io.firebell.core.incident.IncidentId;
import io.firebell.notifier.callback.Fate;
import io.firebell.streams.query.CommandQueries;
import io.firebell.streams.query.CommandResult;

/// What becomes of what people ask for at the far sides, by the stores of this process.
record CommandFates(CommandQueries commands) implements Fate.Finder {

  @Override
  public Fate find(Command command) {
    IncidentId incident = IncidentId.parse(command.incidentId());
    return switch (commands.find(command.tenant(), incident, command.id())) {
      case CommandResult.NoIncident _ -> new Fate.NoIncident();
      case CommandResult.NotHeard _, CommandResult.Forgotten _ -> new Fate.Open();
      case CommandResult.Followed _ -> new Fate.Followed();
      case CommandResult.Refused(String reason) -> new Fate.Refused(reason);
    };
  }
}
