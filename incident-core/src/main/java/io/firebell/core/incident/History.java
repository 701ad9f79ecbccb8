package io.firebell.core.incident;

import io.firebell.core.classify.Extent;
import io.firebell.core.classify.Priority;
import io.firebell.core.classify.Urgency;
import io.firebell.core.route.Group;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Works out the state of an incident from its facts.
public final class History {

  /// More than come between a command and its repetition, a few minutes later.
  static final int COMMANDS_KNOWN = 32;

  private History() {}

  /// The state after these facts, which are the whole history of one incident.
  ///
  /// @throws IllegalArgumentException if they do not begin with its opening
  public static Incident fold(List<LoggedFact> facts) {
    @Nullable Incident incident = null;
    for (LoggedFact fact : facts) {
      incident = evolve(incident, fact);
    }
    if (incident == null) {
      throw new IllegalArgumentException("a history should have a fact: has none");
    }
    return incident;
  }

  /// The state after one more fact.
  ///
  /// @param incident the state before; null, or that of the episode before, when the fact opens one
  /// @throws IllegalArgumentException if there is no state and the fact opens nothing
  public static Incident evolve(@Nullable Incident incident, LoggedFact logged) {
    if (logged.fact() instanceof Fact.IncidentOpened(Group group)) {
      return opened(group, IncidentId.parse(logged.incidentId()).episode(), logged.at());
    }
    if (incident == null) {
      throw new IllegalArgumentException(
          "a history should begin with the incident's opening: began with " + logged.fact());
    }
    return new Draft(incident, commands(incident, logged.cause()))
        .apply(logged.fact(), logged.at());
  }

  /// The last commands that the incident knows, with the one that has caused a fact.
  private static List<String> commands(Incident before, Cause cause) {
    List<String> known = before.commands();
    if (cause.kind() != Cause.Kind.COMMAND || known.contains(cause.reference())) {
      return known;
    }
    return Stream.concat(
            known.stream().skip(Math.max(0, known.size() + 1 - COMMANDS_KNOWN)),
            Stream.of(cause.reference()))
        .toList();
  }

  private static Incident opened(Group group, int episode, Instant at) {
    return new Incident(
        group,
        episode,
        Status.TRIGGERED,
        at,
        at,
        null,
        Priority.P4,
        "",
        Urgency.NONE,
        Extent.NONE,
        Rounds.NONE,
        Climb.NONE,
        List.of(),
        Phase.DETECTION,
        "",
        null,
        List.of(),
        List.of(),
        "",
        List.of(),
        "",
        null,
        false,
        List.of(),
        1,
        0);
  }
}
