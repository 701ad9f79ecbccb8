package io.firebell.standalone;

import io.firebell.core.incident.Cause;
import io.firebell.core.incident.Incident;
import io.firebell.core.incident.IncidentId;
import io.firebell.notifier.link.Sight;
import io.firebell.streams.query.IncidentQueries;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Incidents as the pages of links show them, by the stores of this process.
record LinkedIncidents(IncidentQueries queries) implements Sight.Finder {

  @Override
  public @Nullable Sight find(String tenant, String incident, String command) {
    IncidentId id = IncidentId.parse(incident);
    Cause used = new Cause(Cause.Kind.COMMAND, command);
    return queries
        .find(id)
        .filter(found -> found.group().tenant().equals(tenant))
        .map(found ->
            new Sight(
                title(found),
                found.status().wireName(),
                found.acknowledgedBy(),
                queries.timeline(id).stream().anyMatch(fact -> fact.cause().equals(used))))
        .orElse(null);
  }

  private static String title(Incident incident) {
    String labels =
        incident.group().labels().pairs().entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .collect(Collectors.joining(" "));
    return "[%s] %s"
        .formatted(
            incident.priority().name(), labels.isEmpty() ? "incident " + incident.id() : labels);
  }
}
