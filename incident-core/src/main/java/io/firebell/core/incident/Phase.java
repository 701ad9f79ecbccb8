package io.firebell.core.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How far the work on an incident has come.
///
/// | phase | begins when |
/// |---|---|
/// | DETECTION | its first alert fires |
/// | TRIAGE | somebody takes it, or says that he investigates |
/// | MITIGATION | somebody says so |
/// | RESOLUTION | it is over |
/// | POSTMORTEM, DOCUMENTATION | somebody says so, after that |
public enum Phase {
  DETECTION(""),
  TRIAGE("investigating"),
  MITIGATION("mitigating"),
  RESOLUTION(""),
  POSTMORTEM("postmortem"),
  DOCUMENTATION("documented");

  private final String report;

  Phase(String report) {
    this.report = report;
  }

  /// `triage`, as clients read it.
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What people say when it begins, `investigating`; empty when nobody has to say so.
  public String report() {
    return report;
  }

  /// Whether it comes after the end of the incident.
  boolean isAftermath() {
    return compareTo(RESOLUTION) > 0;
  }

  /// A phase with when it began.
  public record Begun(Phase phase, Instant at) {}

  /// The phases that an incident has gone through, in their order; a phase that was gone back to is
  /// there again. Nothing when the facts do not go back to the opening.
  ///
  /// @param facts the history of one incident
  public static List<Begun> of(List<LoggedFact> facts) {
    List<Begun> phases = new ArrayList<>();
    @Nullable Incident incident = null;
    for (LoggedFact fact : facts) {
      if (incident == null && !(fact.fact() instanceof Fact.IncidentOpened)) {
        return List.of();
      }
      incident = History.evolve(incident, fact);
      if (phases.isEmpty() || phases.getLast().phase() != incident.phase()) {
        phases.add(new Begun(incident.phase(), fact.at()));
      }
    }
    return phases;
  }
}
