package io.firebell.standalone;

import io.firebell.core.incident.Incident;
import io.firebell.core.incident.IncidentId;
import io.firebell.core.incident.Status;
import io.firebell.notifier.link.Sight;
import io.firebell.streams.query.CommandQueries;
import io.firebell.streams.query.CommandResult;
import io.firebell.streams.query.IncidentQueries;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Incidents as the pages of links show them, by the stores of this process.
record LinkedIncidents(IncidentQueries queries, CommandQueries commands) implements Sight.Finder {

  @Override
  public @Nullable Sight find(String tenant, String incident, String command) {
    IncidentId id = IncidentId.parse(incident);
    CommandResult result = commands.find(tenant, id, command);
    return result instanceof CommandResult.NoIncident
        ? null
        : queries.last(id.group()).map(last -> sight(last, id, isUsed(result))).orElse(null);
  }

  /// Whether it is, or may be: nobody knows any more of what has been forgotten.
  private static boolean isUsed(CommandResult result) {
    return switch (result) {
      case CommandResult.Followed _, CommandResult.Refused _, CommandResult.Forgotten _ -> true;
      case CommandResult.NoIncident _, CommandResult.NotHeard _ -> false;
    };
  }

  /// An incident of the group before the last is over.
  private static Sight sight(Incident last, IncidentId id, boolean used) {
    String title = title(last, id);
    return last.episode() == id.episode()
        ? new Sight(
            "[%s] %s".formatted(last.priority().name(), title),
            last.status().wireName(),
            last.acknowledgedBy(),
            used)
        : new Sight(title, Status.RESOLVED.wireName(), "", used);
  }

  private static String title(Incident ofGroup, IncidentId id) {
    String labels =
        ofGroup.group().labels().pairs().entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .collect(Collectors.joining(" "));
    return labels.isEmpty() ? "incident " + id : labels;
  }
}
